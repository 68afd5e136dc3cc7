package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.model.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes as help texts list them. */
public final class ExitCodes {
    private ExitCodes() {}

    /** {@return numbers and meanings, in order} */
    public static Map<String, String> list() {
        Map<String, String> list = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            list.put(Integer.toString(code.number()), code.meaning());
        }
        return list;
    }
}
