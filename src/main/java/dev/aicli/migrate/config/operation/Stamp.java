package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import dev.aicli.migrate.config.document.yaml.Content;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.List;
import java.util.Optional;

/** {@code stamp}: writes the version into a file, and puts the one before it back. */
record Stamp(ConfigPath key, String variable, String version) implements YamlOperation, DotenvOperation {
    static final String DEFAULT_KEY = "version";
    static final String DEFAULT_VARIABLE = "CONFIG_VERSION";

    static Operation read(Arguments arguments) {
        ConfigPath key = arguments.has("key") ? arguments.destination("key") : ConfigPath.of(DEFAULT_KEY);
        if (!key.isConcrete()) {
            arguments.problem("key", "'key' must name one place");
        }
        return new Stamp(key, arguments.optionalText("variable").orElse(DEFAULT_VARIABLE), arguments.text("version"));
    }

    @Override
    public String name() {
        return "stamp";
    }

    @Override
    public Lossiness lossiness() {
        return Lossiness.STASHED;
    }

    @Override
    public Outcome up(YamlSite site, Stash earlier) {
        ConfigPath path = site.absolute(key);
        Optional<YamlCursor> there = site.at(path);
        if (there.isPresent()) {
            return ValueChange.up(
                    site,
                    List.of(there.get()),
                    (document, cursor) -> YamlValues.text(document, cursor.node())
                                    .filter(version::equals)
                                    .isPresent()
                            ? Optional.empty()
                            : Optional.of(Content.text(version)),
                    false,
                    Stash.EMPTY);
        }
        YamlEdit edit = site.edit();
        Place place = Place.of(site, path);
        Content.NewEntry entry = new Content.NewEntry(Content.text(version), List.of());
        place.put(edit, null, entry, List.of());
        site.commit(edit);
        return Outcome.applied(Stash.of(List.of(place.record(site))));
    }

    @Override
    public Outcome down(YamlSite site, Stash stash) {
        List<Stash> inserted = Place.records(stash);
        if (inserted.isEmpty()) {
            return ValueChange.down(site, stash, (document, cursor) -> Optional.empty());
        }
        if (site.at(Place.pathOf(inserted.get(0))).isEmpty()) {
            return Outcome.gone(key, stash);
        }
        YamlEdit edit = site.edit();
        Place.remove(site, edit, inserted.get(0));
        site.commit(edit);
        return Outcome.applied(Stash.EMPTY);
    }

    @Override
    public Outcome up(DotenvSite site, Stash earlier) {
        DotenvDocument document = site.document();
        Optional<String> old = document.find(variable).map(found -> found.raw());
        if (old.flatMap(DotenvValue::read).map(DotenvValue::text).equals(Optional.of(version))) {
            return Outcome.already(variable);
        }
        String raw = DotenvValue.write(version, (char) 0).orElse(version);
        DotenvDocument stamped = old.isPresent()
                ? document.withRaw(
                        variable,
                        raw
                                + old.flatMap(DotenvValue::read)
                                        .map(DotenvValue::rest)
                                        .orElse(""))
                : document.add(variable, raw, List.of(), null);
        site.become(stamped);
        Stash record = old.isPresent()
                ? Stash.EMPTY.with("raw", old.get())
                : AddedVariable.record(document, stamped, variable, List.of());
        return Outcome.applied(record.with("done", "yes"));
    }

    @Override
    public Outcome down(DotenvSite site, Stash stash) {
        DotenvDocument document = site.document();
        if (document.find(variable).isEmpty()) {
            return Outcome.gone(variable, stash);
        }
        if (stash.isEmpty()) {
            return Outcome.already(variable);
        }
        site.become(
                stash.get("raw").isPresent()
                        ? document.withRaw(variable, stash.text("raw"))
                        : AddedVariable.takenBack(document, variable, List.of(), stash));
        return Outcome.applied(Stash.EMPTY);
    }
}
