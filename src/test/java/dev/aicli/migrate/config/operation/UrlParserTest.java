package dev.aicli.migrate.config.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.config.document.Placeholders;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlParserTest {
    private static PartParser.Reading read(String url) {
        return new UrlParser().parse(url);
    }

    private static PartParser.Parts parts(String url) {
        return read(url).parts().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u:p#w@h/d",
                "postgres://u:12#34@h:1/d",
                "postgres://u:p?w@h/d",
                "postgres://u:p/w@h/d",
                "postgres://u:1/w@h:5432/d",
                "postgres://u:p@ss/word@h:5432/d",
                "postgres://u:p@ss?x@h/d",
                "mysql://u:p@tcp(h:3306)/d",
                "postgres://u:p@a:1,b:2/d",
                "mongodb://a,b,c/d",
                "http://a:1,http://b:2",
                "http://a/x,http://b/y",
                "http://a?x=1,http://b",
                "amqp://a;amqp://b",
                "http://a|http://b",
                "http://a http://b",
                "http://[::1:80/",
                "http://::1:80/",
                "http://[fe80::1%25eth0]:80/",
                "http://[v]:80/",
                "postgres://h:abc/d",
                "postgres://h:99999/d",
                "postgres://h:-1/d",
                "postgres://%2Fvar%2Frun/d",
                "sqlserver://h:1433;databaseName=d",
                "jdbc:oracle:thin:@h:1521:d",
                "://h",
                "h:5432/d",
                "not a url",
                ""
            })
    void what_may_be_meant_otherwise_is_left_alone(String url) {
        PartParser.Reading reading = read(url);

        assertThat(reading.parts()).as(url).isEmpty();
        assertThat(reading.reason()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://u:p%40ss@h:5432/d, h, 5432, u, p@ss, d",
        "postgres://u:p@ss@h/d, h, , u, p@ss, d",
        "redis://:secret@cache:6379/0, cache, 6379, , secret, 0",
        "postgres://u:a:b@h/, h, , u, a:b, ",
        "jdbc:postgresql://h:5432/d, h, 5432, , , d",
        "http://[2001:db8::1]:80/x, 2001:db8::1, 80, , , x",
        "http://10.0.0.1, 10.0.0.1, , , , ",
        "http://my_service:8080/a/b, my_service, 8080, , , a/b",
        "http://bücher.example/, bücher.example, , , , "
    })
    void what_is_clear_is_taken_apart_and_printed_to_the_byte(
            String url, String host, String port, String user, String password, String path) {
        PartParser.Parts parts = parts(url);

        assertThat(parts.get("host")).isEqualTo(Optional.ofNullable(host));
        assertThat(parts.get("port")).isEqualTo(Optional.ofNullable(port));
        assertThat(parts.get("user")).isEqualTo(Optional.ofNullable(user));
        assertThat(parts.get("password")).isEqualTo(Optional.ofNullable(password));
        assertThat(parts.get("path")).isEqualTo(Optional.ofNullable(path));
        assertThat(parts.print()).isEqualTo(url);
    }

    @Test
    void placeholders_stand_for_any_part() {
        Placeholders atoms = new Placeholders();
        PartParser.Parts parts = new UrlParser()
                .parse(atoms.hide("${KIND}://${U}:$PW@${HOST:-db}:{{ port }}/${D}?x=${X}")
                        .orElseThrow())
                .parts()
                .orElseThrow();

        assertThat(parts.get("host").map(atoms::show)).contains("${HOST:-db}");
        assertThat(parts.get("port").map(atoms::show)).contains("{{ port }}");
        assertThat(parts.get("scheme").map(atoms::show)).contains("${KIND}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scheme,host,path|postgres://u@h:1/d?a=1&b=2#f|user,port,query.a,query.b,fragment|u@:1?a=1&b=2#f",
                "scheme,host,query.a|postgres://h?a=1&b=2&c|query.b,query.c|b=2&c",
                "scheme,host,query.a|postgres://h?a=1&a=2|query.a|a=2",
                "scheme,host,query|postgres://h?a=1#f|fragment|#f",
                "host|postgres://h/d?a=1|scheme,path,query.a|postgres:///d?a=1",
                "scheme,host|postgres://h/?#||''",
            })
    void the_rest_is_what_no_part_takes(String taken, String url, String left, String rest) {
        Set<String> names = Set.of(taken.split(","));

        assertThat(parts(url).left(names)).isEqualTo(left == null ? List.of() : List.of(left.split(",")));
        assertThat(parts(url).rest(names)).isEqualTo(rest);
    }

    @Test
    void an_edited_rest_goes_back_where_it_can_be_told_apart() {
        Set<String> taken = Set.of("scheme", "host", "query.a");
        PartParser.Parts parts = parts("postgres://h?b=2&a=1#f");

        assertThat(parts.setRest(taken, "b=3&c=4#g")).isTrue();
        assertThat(parts.print()).isEqualTo("postgres://h?a=1&b=3&c=4#g");
        assertThat(parts.setRest(taken, "x y")).isFalse();
        assertThat(parts("postgres://h/d?b=2").setRest(taken, "/e?b=2")).isFalse();
    }
}
