package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.PathStep;
import dev.aicli.migrate.config.document.yaml.YamlPaths;
import java.util.List;

/** The absolute places that a path with wildcards names, whether they exist or not. */
final class Targets {
    private Targets() {}

    static List<ConfigPath> of(YamlSite site, ConfigPath path) {
        int wild = -1;
        for (int i = 0; i < path.steps().size(); i++) {
            PathStep step = path.steps().get(i);
            if (step instanceof PathStep.Any || step instanceof PathStep.Where) {
                wild = i;
            }
        }
        if (wild < 0) {
            return List.of(site.absolute(path));
        }
        ConfigPath prefix = new ConfigPath(path.steps().subList(0, wild + 1));
        ConfigPath rest =
                new ConfigPath(path.steps().subList(wild + 1, path.steps().size()));
        return site.find(prefix).stream()
                .map(YamlPaths.Match::cursor)
                .map(cursor -> cursor.path().then(rest))
                .toList();
    }
}
