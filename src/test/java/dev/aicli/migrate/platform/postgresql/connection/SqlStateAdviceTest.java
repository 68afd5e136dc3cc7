package dev.aicli.migrate.platform.postgresql.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStateAdviceTest {
    /** The classes of "PostgreSQL Error Codes", success left out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "01", "02", "03", "08", "09", "0A", "0B", "0F", "0L", "0P", "0Z", "10", "20", "21", "22", "23", "24",
                "25", "26", "27", "28", "2B", "2D", "2F", "34", "38", "39", "3B", "3D", "3F", "40", "42", "44", "53",
                "54", "55", "57", "58", "72", "F0", "HV", "P0", "XX"
            })
    void everyClassHasAdvice(String states) {
        assertThat(SqlStateAdvice.running(states + "000")).isPresent();
    }

    @Test
    void whatIsNotKnownHasNone() {
        assertThat(SqlStateAdvice.running("ZZ000")).isEmpty();
        assertThat(SqlStateAdvice.running("")).isEmpty();
        assertThat(SqlStateAdvice.running("null")).isEmpty();
    }

    /** What is no fault of the file's is not to be corrected there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "25001", "25006", "25P04", "28000", "40001", "42501", "53000", "53100", "53200", "53300",
                "55006", "55P04", "57014", "57P01", "58000", "58030", "58P01", "72000", "F0000", "HV000", "XX000"
            })
    void theFileIsNotBlamedForWhatItCannotHelp(String state) {
        assertThat(SqlStateAdvice.running(state).orElseThrow()).doesNotContain("correct the file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            08004 | The server requested SCRAM-based authentication, but no password was provided. | false | give a password
            08004 | The server requested password-based authentication, but no password was provided | false | PGPASSWORD
            28P01 | password authentication failed for user "app" | true | check user and password
            28000 | no pg_hba.conf entry for host | true | pg_hba.conf
            08P01 | unsupported startup parameter: search_path | true | ignore_startup_parameters
            08P01 | unsupported startup parameter in options: x | true | PGOPTIONS
            08001 | Connection to h:5432 refused. | true | check that the server runs
            22023 | invalid value for parameter "search_path" | true | PGOPTIONS
            42704 | unrecognized configuration parameter | true | PGOPTIONS
            42501 | permission denied for database "app" | true | GRANT CONNECT
            3D000 | database "app" does not exist | true | create the database
            53300 | too many clients already | true | max_connections
            55000 | database "app" is not currently accepting connections | true | ALLOW_CONNECTIONS
            57P03 | the database system is starting up | true | in a moment
            """)
    void whoIsNotLetInIsToldWhatToDo(String state, String message, boolean hasPassword, String advice) {
        assertThat(SqlStateAdvice.connecting(state, message, hasPassword)).contains(advice);
    }
}
