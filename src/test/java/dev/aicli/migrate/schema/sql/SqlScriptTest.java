package dev.aicli.migrate.schema.sql;

import static dev.aicli.migrate.schema.sql.Scripts.POSTGRESQL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
    private static final String COPY = "SELECT 1;\nCOPY t FROM stdin;\n1\tä\n\\.x\n2\n\\.\nSELECT 2;\n";

    private static SqlScript open(String script) throws IOException {
        return SqlScript.open(new ByteArrayInputStream(script.getBytes(UTF_8)), POSTGRESQL, ScriptOptions.defaults());
    }

    @Test
    void copyDataAreReadAsTheyStand() throws IOException {
        try (SqlScript script = open(COPY)) {
            script.next();
            script.next();
            assertThat(script.copyDataStart()).isEqualTo(new SourcePosition(3, 1, 29));
            assertThat(new String(script.copyData().readAllBytes(), UTF_8)).isEqualTo("1\tä\n\\.x\n2\n");
            assertThat(requireNonNull(script.next()).start()).hasToString("7:1");
        }
    }

    @Test
    void copyDataCanBeReadByteByByte() throws IOException {
        try (SqlScript script = open(COPY)) {
            script.next();
            script.next();
            InputStream data = script.copyData();
            var read = new StringBuilder();
            for (int b = data.read(); b >= 0; b = data.read()) {
                read.append((char) b);
            }
            assertThat(read).hasToString("1\t\u00c3\u00a4\n\\.x\n2\n");
            assertThat(data.read()).isEqualTo(-1);
        }
    }

    @Test
    void copyDataThatWereNotReadToTheEndArePassedOver() throws IOException {
        try (SqlScript script = open(COPY)) {
            script.next();
            script.next();
            InputStream data = script.copyData();
            assertThat(data.read()).isEqualTo('1');
            assertThat(requireNonNull(script.next()).text()).isEqualTo("SELECT 2");
            assertThat(data.read()).as("data left behind").isEqualTo(-1);
            assertThat(script.next()).isNull();
        }
    }

    @Test
    void onlyACopyHasData() throws IOException {
        try (SqlScript script = open(COPY)) {
            script.next();
            assertThatIllegalStateException().isThrownBy(script::copyData);
            assertThatIllegalStateException().isThrownBy(script::copyDataStart);
            script.next();
            script.next();
            assertThatIllegalStateException().isThrownBy(script::copyData);
        }
    }

    @Test
    void theBytesReadGrowToTheLengthOfTheScript() throws IOException {
        try (SqlScript script = open(COPY)) {
            assertThat(script.bytesRead()).isZero();
            script.next();
            assertThat(script.bytesRead()).isEqualTo(9);
            script.next();
            script.next();
            assertThat(script.next()).isNull();
            assertThat(script.bytesRead()).isEqualTo(COPY.getBytes(UTF_8).length);
        }
    }

    @Test
    void closingTheScriptClosesItsStream() throws IOException {
        var closed = new AtomicBoolean();
        var in = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        SqlScript.open(in, POSTGRESQL, ScriptOptions.defaults()).close();
        assertThat(closed).isTrue();
    }
}
