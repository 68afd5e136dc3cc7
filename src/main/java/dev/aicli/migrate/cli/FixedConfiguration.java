package dev.aicli.migrate.cli;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.SysPropConfigSource;

/**
 * Keeps the framework's configuration to what was fixed when the program was built, and system properties.
 *
 * <p>By default Quarkus also reads {@code .env} and {@code config/application.properties} of the working directory, and
 * the environment. Those belong to the application that is being migrated: its {@code .env} need not even be a
 * properties file, and its {@code QUARKUS_*} variables are meant for somebody else.
 *
 * <p>Found by Quarkus during the build (it is named in {@code META-INF/services}) and called from then on by code that
 * Quarkus generates. The build reads its settings through this class too, so nothing is changed before {@link #apply()}
 * was called.
 */
@StaticInitSafe
public final class FixedConfiguration implements SmallRyeConfigBuilderCustomizer {
    private static volatile boolean applied;

    /** Shuts the working directory and the environment out of every configuration that is made from now on. */
    static void apply() {
        applied = true;
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (applied) {
            builder.setAddDefaultSources(false)
                    .setAddSystemSources(false)
                    .setAddPropertiesSources(false)
                    .withSources(new SysPropConfigSource());
        }
    }

    /** {@return the highest, so that nothing adds the sources again afterwards} */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
