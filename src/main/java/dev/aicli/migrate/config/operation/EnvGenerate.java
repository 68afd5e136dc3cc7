package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvLine;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * {@code env_generate}: a secret where there is none yet, from the system's secure random source. The way back keeps
 * it: where it stands, or in the stash when the file gets its former bytes, so that the next way up puts it back.
 *
 * @param length in bytes of randomness; of an alphanumeric secret, in characters
 */
public record EnvGenerate(String variable, Kind kind, int length, List<String> comment) implements DotenvOperation {
    private static final int DEFAULT_LENGTH = 32;
    private static final int MIN_LENGTH = 16;
    private static final int MAX_LENGTH = 1024;
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** How the secret is spelled. */
    public enum Kind {
        HEX,
        BASE64,
        BASE64URL,
        ALPHANUMERIC,
        UUID
    }

    static Operation read(Arguments arguments) {
        int length = arguments.integer("length").orElse(DEFAULT_LENGTH);
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            arguments.problem("length", "'length' must be from " + MIN_LENGTH + " to " + MAX_LENGTH);
        }
        return new EnvGenerate(
                EnvRename.variable(arguments, "name"),
                arguments.choice("kind", Kind.class, Kind.HEX),
                length,
                Add.comments(arguments.optionalText("comment")));
    }

    @Override
    public String name() {
        return "env_generate";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.INVERTIBLE;
    }

    @Override
    public Outcome up(DotenvSite site, Stash earlier) {
        DotenvDocument document = site.document();
        String secret = earlier.get("secret").orElseGet(this::secret);
        Optional<DotenvLine.Variable> there = document.find(variable);
        if (there.isPresent()) {
            Optional<DotenvValue> value = DotenvValue.read(there.get().raw());
            if (value.filter(found -> found.text().isEmpty()).isEmpty()) {
                return Outcome.already(variable);
            }
            site.become(document.withRaw(
                    variable, secret + value.map(DotenvValue::rest).orElse("")));
        } else {
            site.become(document.add(variable, secret, comment, null));
        }
        return Outcome.applied(Stash.EMPTY.with("generated", "yes"));
    }

    /** {@return what the next way up needs to put the same value there again} */
    public Stash remembered(DotenvDocument document) {
        return Stash.EMPTY.with(
                "secret",
                document.find(variable)
                        .flatMap(found -> DotenvValue.read(found.raw()))
                        .map(DotenvValue::text)
                        .filter(text -> !text.isEmpty())
                        .orElse(null));
    }

    private String secret() {
        SecureRandom random = new SecureRandom();
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return switch (kind) {
            case HEX -> HexFormat.of().formatHex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case BASE64URL -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            case UUID -> java.util.UUID.randomUUID().toString();
            case ALPHANUMERIC ->
                random.ints(length, 0, ALPHANUMERIC.length())
                        .collect(
                                StringBuilder::new,
                                (text, index) -> text.append(ALPHANUMERIC.charAt(index)),
                                StringBuilder::append)
                        .toString();
        };
    }

    @Override
    public Outcome down(DotenvSite site, Stash stash) {
        return new Outcome.Skipped(Outcome.Reason.ALREADY, variable + ": the generated value is kept");
    }
}
