package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlPaths;
import java.util.List;
import java.util.Optional;

/**
 * Where an operation works: one document of a YAML file, or a part of it, replaced by each edit. Parts share the file.
 */
public final class YamlSite {
    /** The file, shared by all sites in it. */
    private static final class File {
        YamlDocument document;

        File(YamlDocument document) {
            this.document = document;
        }
    }

    private final File file;
    private final int index;
    private final ConfigPath scope;

    private YamlSite(File file, int index, ConfigPath scope) {
        this.file = file;
        this.index = index;
        this.scope = scope;
    }

    /** The first document of the file. */
    public YamlSite(YamlDocument document) {
        this(new File(document), 0, ConfigPath.ROOT);
    }

    public YamlDocument document() {
        return file.document;
    }

    /** {@return the document's root; absent where the file has no such document} */
    Optional<YamlCursor> root() {
        List<YamlNode> roots = file.document.roots();
        return index < roots.size()
                ? Optional.of(new YamlCursor(null, null, roots.get(index), index))
                : Optional.empty();
    }

    /** {@return how many documents the file has} */
    int documents() {
        return file.document.roots().size();
    }

    /** {@return the node that paths of this site start at} */
    Optional<YamlCursor> base() {
        return root().flatMap(root -> YamlPaths.one(root, scope));
    }

    /** {@return what the path names, from this site's scope} */
    List<YamlPaths.Match> find(ConfigPath path) {
        Optional<YamlCursor> base = base();
        if (base.isEmpty()) {
            return List.of();
        }
        List<YamlPaths.Match> found = YamlPaths.find(base.get(), path);
        if (found.isEmpty()) {
            YamlPaths.refuseAliases(file.document, base.get(), path);
        }
        return found;
    }

    /** {@return what a path from the document's root names} */
    Optional<YamlCursor> at(ConfigPath absolute) {
        return root().flatMap(root -> YamlPaths.one(root, absolute));
    }

    /** {@return the path from the document's root} */
    ConfigPath absolute(ConfigPath path) {
        return scope.then(path);
    }

    YamlSite within(ConfigPath absolute) {
        return new YamlSite(file, index, absolute);
    }

    YamlSite inDocument(int document) {
        return new YamlSite(file, document, ConfigPath.ROOT);
    }

    YamlEdit edit() {
        return new YamlEdit(file.document);
    }

    void commit(YamlEdit edit) {
        file.document = edit.commit();
    }

    /** {@return the present state, to come back to} */
    public YamlDocument mark() {
        return file.document;
    }

    public void reset(YamlDocument mark) {
        file.document = mark;
    }
}
