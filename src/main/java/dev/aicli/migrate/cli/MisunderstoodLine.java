package dev.aicli.migrate.cli;

import dev.aicli.migrate.cli.command.CliCommand;
import dev.aicli.migrate.cli.command.UpgradeCommand;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Arguments that nobody understands: what may have been meant. */
final class MisunderstoodLine {
    private static final String UPGRADE = "upgrade";
    private static final String ITS_BEGINNING = "up";
    private static final String THE_OTHER_WAY = "down";
    private static final Pattern WORD = Pattern.compile("[a-z][a-z_-]{1,40}");

    private final List<String> arguments;
    private final ParameterException refusal;

    MisunderstoodLine(List<String> arguments, ParameterException refusal) {
        this.arguments = arguments;
        this.refusal = refusal;
    }

    /** {@return a sentence that explains the refusal} */
    String explanation() {
        List<String> suggestions = refusal instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.<String>of();
        return refusal.getMessage()
                + (suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?");
    }

    /** {@return the command that is to hear of it, with the options that can be made out} */
    Optional<CliCommand> command() {
        if (refusal.getCommandLine().getCommand() instanceof CliCommand found) {
            return Optional.of(found);
        }
        CommandLine all = new CommandTree().parserFor(List.of());
        return arguments.stream().anyMatch(word -> meansUpgrade(all, word)) ? Optional.of(upgrade()) : Optional.empty();
    }

    /** What a group does not know is another command of its own as long as it only begins like that. */
    private boolean meansUpgrade(CommandLine all, String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (!WORD.matcher(lower).matches() || lower.startsWith(THE_OTHER_WAY)) {
            return false;
        }
        boolean outsideGroups = refusal.getCommandLine().getParent() == null;
        List<String> suggestions = new UnmatchedArgumentException(all, List.of(lower)).getSuggestions();
        return (outsideGroups && lower.startsWith(ITS_BEGINNING))
                || (!suggestions.isEmpty() && suggestions.get(0).equals(UPGRADE));
    }

    private CliCommand upgrade() {
        UpgradeCommand upgrade = new UpgradeCommand();
        try {
            new CommandLine(upgrade).setUnmatchedArgumentsAllowed(true).parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            // What could be made out is in it.
        }
        return upgrade;
    }
}
