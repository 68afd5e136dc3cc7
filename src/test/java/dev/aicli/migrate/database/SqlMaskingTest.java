package dev.aicli.migrate.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlMaskingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ROLE r PASSWORD 's3cret'",
                "CREATE ROLE r password E'it\\'s s3cret two'",
                "ALTER ROLE r PASSWORD /* c */ 'a s3cret'",
                "ALTER ROLE r PASSWORD $q$ab s3cret$q$",
                "ALTER ROLE r PASSWORD 'never closed s3cret",
                "SELECT dblink_connect('host=x password=''my s3cret''')",
                "CREATE SUBSCRIPTION s CONNECTION 'host=h password=''a s3cret''' PUBLICATION p",
                "CREATE USER MAPPING FOR u SERVER s OPTIONS (user 'x', password 'as3cret')",
                "SELECT dblink('postgresql://u:as3cret@host/db', 'SELECT 1')",
                "SELECT dblink('postgresql://u:as3cret",
                "ALTER ROLE r PASSWORD E'as3cret\\",
                "-- password=as3cret\nSELECT 1"
            })
    void passwordsAreMaskedInWhateverFormTheyStand(String sql) {
        assertThat(SqlMasking.mask(sql)).doesNotContain("s3cret").contains("***");
    }
}
