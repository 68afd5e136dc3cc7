package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.model.MigrateException;
import java.util.Locale;

/**
 * What a rule came to about one thing.
 *
 * @param code the rule's
 * @param outcome whether it stands in the way
 * @param found what there is
 * @param expected what there should be
 * @param remedy what to do about it; empty when nothing has to be done
 */
public record CheckResult(Code code, Outcome outcome, String found, String expected, String remedy) {
    /** How bad it is. */
    public enum Outcome {
        PASS,
        WARN,
        FAIL;

        /** {@return the word in texts and JSON} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static CheckResult pass(Code code, String found, String expected) {
        return new CheckResult(code, Outcome.PASS, found, expected, "");
    }

    public static CheckResult warn(Code code, String found, String expected, String remedy) {
        return new CheckResult(code, Outcome.WARN, found, expected, remedy);
    }

    public static CheckResult fail(Code code, String found, String expected, String remedy) {
        return new CheckResult(code, Outcome.FAIL, found, expected, remedy);
    }

    /** {@return a failure that an exception explains} */
    public static CheckResult fail(Code code, MigrateException failure, String expected) {
        String place = failure.location().map(at -> at + ": ").orElse("");
        return fail(
                code,
                place + failure.getMessage(),
                expected,
                failure.nextStep().orElse("see docs/compatibility/" + code + ".md"));
    }
}
