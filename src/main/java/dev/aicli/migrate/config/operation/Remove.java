package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.yaml.RemovedSlice;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code remove}: takes an entry and its own comments out. The way back puts the very text back, unless the migration
 * says that it is not to be kept.
 */
record Remove(ConfigPath at, boolean keep) implements YamlOperation {
    static Operation read(Arguments arguments) {
        return new Remove(arguments.path("at"), arguments.flag("keep", true));
    }

    @Override
    public String name() {
        return "remove";
    }

    @Override
    public Lossiness lossiness() {
        return keep ? Lossiness.STASHED : Lossiness.IRREVERSIBLE;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        List<YamlCursor> found = ValueChange.cursors(site, at);
        if (found.isEmpty()) {
            return Outcome.missing(at);
        }
        YamlEdit edit = site.edit();
        found.forEach(edit::remove);
        site.commit(edit);
        return Outcome.applied(keep ? Stash.of(Slices.write(edit.removed())) : Stash.EMPTY);
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        return new Outcome.Applied(Stash.EMPTY, restore(site, Slices.read(stash)));
    }

    /** Puts slices back; {@return what could not be} */
    static List<String> restore(YamlSite site, List<RemovedSlice> slices) {
        List<String> notes = new ArrayList<>();
        YamlEdit edit = site.edit();
        YamlCursor root = site.root().orElse(null);
        for (RemovedSlice slice : slices) {
            if (root == null) {
                notes.add(slice.path() + ": could not be put back");
            } else if (site.at(slice.path()).isPresent()
                    && slice.kind() != RemovedSlice.Kind.EMPTIED
                    && slice.path().last() instanceof PathStep.Key) {
                notes.add(slice.path() + ": there again, kept as it is");
            } else if (!edit.restore(root, slice)) {
                notes.add(slice.path() + ": could not be put back");
            }
        }
        site.commit(edit);
        return notes;
    }
}
