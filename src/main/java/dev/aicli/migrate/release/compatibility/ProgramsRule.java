package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.release.RequiredProgram;
import java.util.List;
import java.util.Optional;

/** Are the programs there that the release needs, and of the right versions? */
final class ProgramsRule implements Rule {
    @Override
    public Code code() {
        return Code.PROGRAMS;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        return situation.target().requires().programs().stream()
                .map(program -> verdict(program, situation.host()))
                .toList();
    }

    private CheckResult verdict(RequiredProgram program, Host host) {
        String expected =
                program.name() + program.version().map(range -> " " + range).orElse("");
        VersionQuestion.Answer answer = VersionQuestion.ask(program.command(), host.directory());
        if (answer.fault().isPresent()) {
            return CheckResult.fail(
                    code(),
                    String.join(" ", program.command()) + ": " + answer.fault().get(),
                    expected,
                    "install " + program.name() + ", or put it on PATH");
        }
        if (program.version().isEmpty()) {
            return CheckResult.pass(code(), program.name() + " is there", expected);
        }
        Optional<SemanticVersion> version = LooseVersion.in(answer.text());
        if (version.isEmpty()) {
            return CheckResult.fail(
                    code(),
                    String.join(" ", program.command()) + " printed no version",
                    expected,
                    "name a command in the manifest that prints it");
        }
        String found = program.name() + " " + version.get();
        return program.version().get().contains(version.get())
                ? CheckResult.pass(code(), found, expected)
                : CheckResult.fail(code(), found, expected, "install a version in that range");
    }
}
