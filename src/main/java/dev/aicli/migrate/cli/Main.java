package dev.aicli.migrate.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine;

@TopCommand
@CommandLine.Command(name = "aicli-web", mixinStandardHelpOptions = true, version = "x")
class Main implements Runnable {
    @Override
    public void run() {}
}
