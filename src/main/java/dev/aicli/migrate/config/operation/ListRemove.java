package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import java.util.List;

/** {@code list_remove}: takes items out of a list. The way back puts them where they stood. */
record ListRemove(ConfigPath at, ListItems items) implements YamlOperation {
    static Operation read(Arguments arguments) {
        return new ListRemove(arguments.path("at"), ListItems.read(arguments));
    }

    @Override
    public String name() {
        return "list_remove";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        List<YamlCursor> lists = ValueChange.cursors(site, at);
        if (lists.isEmpty()) {
            return Outcome.missing(at);
        }
        YamlEdit edit = site.edit();
        boolean any = false;
        for (YamlCursor list : lists) {
            for (YamlCursor item : items.in(site, list)) {
                edit.remove(item);
                any = true;
            }
        }
        if (!any) {
            return Outcome.already(at);
        }
        site.commit(edit);
        return Outcome.applied(Stash.of(Slices.write(edit.removed())));
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        return new Outcome.Applied(Stash.EMPTY, Remove.restore(site, Slices.read(stash)));
    }
}
