package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedSessionTest {
    /** A default method that is not handed on would make a trial behave unlike a run, and nobody would notice. */
    @Test
    void everyMethodIsHandedOn() {
        List<String> own = Arrays.stream(WatchedSession.class.getDeclaredMethods())
                .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
                .toList();
        assertThat(SqlSession.class.getMethods())
                .allSatisfy(method ->
                        assertThat(own).contains(method.getName() + Arrays.toString(method.getParameterTypes())));
    }
}
