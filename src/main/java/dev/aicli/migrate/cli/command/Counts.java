package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.model.UsageException;

/** Checks numbers that options give. */
final class Counts {
    private Counts() {}

    static int atLeastOne(String option, int number) {
        if (number < 1) {
            throw new UsageException(option + " is " + number).next("give a number of 1 or more");
        }
        return number;
    }
}
