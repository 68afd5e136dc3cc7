package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code in}: operations below one path, or in another document of the file.
 *
 * @param document the document's place in the file, from 0
 */
record In(Optional<ConfigPath> path, Optional<Integer> document, List<Step> steps) implements YamlOperation {
    static Operation read(Arguments arguments) {
        Optional<ConfigPath> path = arguments.optionalPath("path");
        Optional<Integer> document = arguments.integer("document");
        if (path.isEmpty() && document.isEmpty()) {
            arguments.problem("path", "'path' or 'document' says where");
        }
        path.filter(each -> !each.isConcrete())
                .ifPresent(each -> arguments.problem("path", "'path' must name one place; 'each' takes wildcards"));
        document.filter(each -> each < 0)
                .ifPresent(each -> arguments.problem("document", "documents are counted from 0"));
        return new In(path, document, StepSequence.yamlOnly(arguments, "do"));
    }

    @Override
    public String name() {
        return "in";
    }

    @Override
    public Lossiness lossiness() {
        return StepSequence.lossiness(steps);
    }

    private Optional<YamlSite> site(YamlSite outer) {
        YamlSite whole = document.map(outer::inDocument).orElse(outer);
        if (path.isEmpty()) {
            return whole.root().map(root -> whole);
        }
        return whole.find(path.get()).stream()
                .map(match -> match.cursor())
                .map(YamlCursor::path)
                .findFirst()
                .map(whole::within);
    }

    @Override
    public Outcome up(YamlSite outer, Stash earlier) {
        Optional<YamlSite> site = site(outer);
        if (site.isEmpty()) {
            return Outcome.missing(where());
        }
        List<String> notes = new ArrayList<>();
        Stash stash = StepSequence.up(site.get(), steps, earlier, notes);
        return stash.isEmpty() && notes.isEmpty() ? Outcome.already(where()) : new Outcome.Applied(stash, notes);
    }

    private String where() {
        return path.map(ConfigPath::toString).orElse("document " + document.orElse(0));
    }

    @Override
    public Outcome down(YamlSite outer, Stash stash) {
        Optional<YamlSite> site = site(outer);
        if (site.isEmpty()) {
            return Outcome.missing(where());
        }
        List<String> notes = new ArrayList<>();
        Stash kept = StepSequence.down(site.get(), steps, stash, notes);
        return new Outcome.Applied(kept, notes);
    }
}
