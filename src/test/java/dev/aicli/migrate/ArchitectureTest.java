package dev.aicli.migrate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.aicli.migrate.cli.AicliWeb;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the structure that ARCHITECTURE.md describes. */
class ArchitectureTest {
    private static final String ROOT = "dev.aicli.migrate";

    /** From the top down; packages in one row know nothing of each other. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("cli"),
            List.of("web"),
            List.of("app"),
            List.of("project"),
            List.of("platform"),
            List.of("release"),
            List.of("schema", "config"),
            List.of("backup"),
            List.of("engine"),
            List.of("history"),
            List.of("database"),
            List.of("model"));

    private static final List<String> LAYERS_THAT_KNOW_THE_FRAMEWORK = List.of("cli", "web");

    private static final JavaClasses PROGRAM =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    private static final DescribedPredicate<JavaClass> ENTRY_POINT = belongToAnyOf(AicliWeb.class);

    static List<String> layers() {
        return LAYERS.stream().flatMap(List::stream).toList();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aLayerDependsOnLowerLayersOnly(String layer) {
        int row = IntStream.range(0, LAYERS.size())
                .filter(index -> LAYERS.get(index).contains(layer))
                .findFirst()
                .orElseThrow();
        String[] notBelow = LAYERS.stream()
                .limit(row + 1L)
                .flatMap(List::stream)
                .filter(other -> !other.equals(layer))
                .map(ArchitectureTest::packagesOf)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(packagesOf(layer))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(notBelow)
                .allowEmptyShould(true)
                .check(PROGRAM);
    }

    @Test
    void everyClassIsInALayer() {
        assertThat(PROGRAM).allSatisfy(type -> assertThat(layers()).contains(layerOf(type.getPackageName())));
    }

    @Test
    void onlyTheListOfDatabasesKnowsOneByName() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packagesOf("platform"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".platform.*..")
                .check(PROGRAM);
    }

    @Test
    void databasesKnowNothingOfEachOther() {
        slices().matching(ROOT + ".platform.(*)..")
                .should()
                .notDependOnEachOther()
                .check(PROGRAM);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void onlyTheTopKnowsTheFramework() {
        noClasses()
                .that()
                .resideOutsideOfPackages(LAYERS_THAT_KNOW_THE_FRAMEWORK.stream()
                        .map(ArchitectureTest::packagesOf)
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "picocli..", "io.quarkus..", "jakarta..", "io.smallrye..", "org.eclipse.microprofile..")
                .check(PROGRAM);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith(Inject.class)
                .orShould()
                .beAnnotatedWith(Resource.class)
                .check(PROGRAM);
    }

    @Test
    void onlyTheEntryPointTouchesTheStandardStreamsAndExits() {
        noClasses()
                .that(are(DescribedPredicate.not(ENTRY_POINT)))
                .should(ACCESS_STANDARD_STREAMS)
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(PROGRAM);
    }

    @Test
    void nothingIsFoundAtRunTimeThatANativeImageWouldHaveToBeToldAbout() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ServiceLoader.class, Proxy.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign")
                .check(PROGRAM);
    }

    @Test
    void nothingLogs() {
        noClasses().should(USE_JAVA_UTIL_LOGGING).check(PROGRAM);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jboss.logging..", "org.slf4j..")
                .check(PROGRAM);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(packagesWithClasses())
                .isNotEmpty()
                .allSatisfy(javaPackage -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class))
                        .as(javaPackage.getName())
                        .isTrue());
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(packagesWithClasses())
                .extracting(JavaPackage::getRelativeName)
                .doesNotContain("util", "utils", "common", "impl", "internal", "misc", "helpers");
        assertThat(PROGRAM)
                .extracting(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
                .noneMatch(name ->
                        Stream.of("manager", "helper", "util", "utils", "impl").anyMatch(name::endsWith));
    }

    private static List<JavaPackage> packagesWithClasses() {
        return PROGRAM.stream().map(JavaClass::getPackage).distinct().toList();
    }

    private static String packagesOf(String layer) {
        return ROOT + "." + layer + "..";
    }

    private static String layerOf(String packageName) {
        return packageName.substring(ROOT.length()).replaceFirst("^\\.", "").replaceFirst("\\..*", "");
    }
}
