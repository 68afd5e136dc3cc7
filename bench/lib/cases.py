"""What is timed. Each case returns rows: (what, {contender: medians}, the contender that is the limit or None)."""

import os
import shutil

import data
import measure
import server as servers
from goals import ROUND_TRIP


class Bench:
    """Shared by the cases: tools, server, folders, sizes."""

    def __init__(self, tools, server, work, quick=False, full=False):
        self.tools = tools
        self.server = server
        self.work = work
        self.repetitions = 5 if full else 3
        self.sizes = [100, 1000] if quick else [100, 1000, 10000]
        self.slow_sizes = [100] if quick else [100, 1000]
        self.large = 32 << 20 if quick else 256 << 20
        self.files = 200 if quick else 1000
        # Some peers take minutes for ten thousand migrations.
        self.most_for_peers = 10000 if full else 1000

    def schema(self, count):
        folder = os.path.join(self.work, f"schema-{count}")
        if not os.path.exists(folder):
            data.schema(folder, count)
        return folder

    def repeat(self, count):
        return self.repetitions if count < 10000 else 1

    def contenders(self, count, most):
        """Who takes part with so many migrations."""
        return [name for name in self.tools.names if name == "aicli-web" or count <= most]

    def start(self):
        """Seconds that the least command of ours takes."""
        version = {"aicli-web": lambda: measure.once([self.tools.program, "--version"])}
        return measure.interleaved(version, 5)["aicli-web"]["wall"]


def database(name, count):
    return f"{name.replace('-', '_')}_{count}"


def apply_and_look(bench):
    """b. and a.: `up` of many small migrations on an empty database, then `up` again with nothing to do."""
    for count in [0, *bench.sizes]:
        folder = bench.schema(max(count, 1)) if count else empty(bench)
        contenders = {}
        for name in bench.contenders(count, bench.most_for_peers):
            command = bench.tools.up(name, folder, bench.server.port, database(name, count))
            contenders[name] = lambda command=command: measure.once(command)
        if count:
            contenders["psql"] = lambda: measure.once(
                bench.server.psql(database("psql", count), "-f", f"{folder}/all.sql"))
            timed = measure.interleaved(
                contenders, bench.repeat(count), lambda name: bench.server.create(database(name, count)))
            yield f"b. up of {count} migrations", timed, "psql"
            contenders = {name: run for name, run in contenders.items() if name in timed and name != "psql"}
        else:
            for name in contenders:
                bench.server.create(database(name, count))
        yield f"a. up with {count} applied and nothing to do", measure.interleaved(contenders, 2 * bench.repetitions), None


def empty(bench):
    folder = bench.schema(1) + "-empty"
    if not os.path.exists(folder):
        shutil.copytree(bench.schema(1), folder)
        for layout in ["pairs", "goose", "flyway", "dbmate"]:
            for name in os.listdir(f"{folder}/{layout}"):
                os.remove(f"{folder}/{layout}/{name}")
        os.remove(f"{folder}/alembic/versions/r000001.py")
        data.write(f"{folder}/liquibase/changelog.yaml", "databaseChangeLog: []\n")
    return folder


def slow_network(bench):
    """c. the same with 20 ms for each round trip; the limit is one round trip a migration."""
    network = servers.SlowNetwork(bench.server.port, ROUND_TRIP)
    for count in bench.slow_sizes:
        contenders = {}
        for name in bench.contenders(count, bench.most_for_peers // 10):
            command = bench.tools.up(name, bench.schema(count), network.port, database(name, count))
            contenders[name] = lambda command=command: measure.once(command)
        timed = measure.interleaved(
            contenders, 2 if count == 100 else 1, lambda name, count=count: bench.server.create(database(name, count)))
        limit = count * ROUND_TRIP
        timed["one round trip each"] = {
            "wall": limit, "wallMin": limit, "wallMax": limit, "cpu": 0, "memory": 0, "runs": 0}
        yield f"c. up of {count} migrations, 20 ms a round trip", timed, "one round trip each"


def large_file(bench):
    """d. one large file, with 64 MB of heap."""
    folder = os.path.join(bench.work, "large")
    path = os.path.join(folder, "1_large.up.sql")
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        data.large(path, bench.large)
    url = f"postgres://postgres@127.0.0.1:{bench.server.port}/"
    contenders = {
        "aicli-web": lambda: measure.once(
            [bench.tools.program, "migrate", "up", "--no-backup", "--quiet", "-d", url + "large_ours", "-m", folder],
            env={"AICLI_JAVA_OPTS": "-Xmx64m"}),
        "psql": lambda: measure.once(bench.server.psql("large_psql", "-1", "-f", path)),
    }
    names = {"aicli-web": "large_ours", "psql": "large_psql"}
    timed = measure.interleaved(
        contenders, min(3, bench.repetitions), lambda name: bench.server.create(names[name]))
    yield f"d. one file of {bench.large >> 20} MB", timed, "psql"


def many_files(bench):
    """e. status and validate of many files, nothing applied."""
    count = bench.sizes[-1]
    folder = bench.schema(count)
    ours = [bench.tools.program, "migrate"]
    place = ["-d", f"sqlite:{bench.work}/nothing.db", "-m", f"{folder}/pairs", "--quiet"]
    for verb in ["status", "validate"]:
        yield f"e. {verb} of {count} files", measure.interleaved(
            {"aicli-web": lambda verb=verb: measure.once([*ours, verb, *place])}, bench.repetitions), None


def configuration(bench):
    """f. many configuration files through the sample chain, and a long one."""
    for what, make in {
        f"f. config up of {bench.files} files": lambda f: data.configuration(bench.tools.root, f, bench.files),
        "f. config up of one file of 4,000 lines": lambda f: data.long_configuration(bench.tools.root, f, 4000),
    }.items():
        folder = os.path.join(bench.work, "configuration")

        def anew(_, folder=folder, make=make):
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)

        timed = measure.interleaved(
            {"aicli-web": lambda folder=folder: measure.once(
                [bench.tools.program, "config", "up", "--quiet"], cwd=folder)},
            bench.repetitions, anew)
        yield what, timed, None


def starts(bench):
    """g. what a command costs that does next to nothing."""
    yield "g. --version", measure.interleaved(
        {name: lambda command=command: measure.once(command) for name, command in bench.tools.versions().items()},
        2 * bench.repetitions), None
    ours = bench.tools.program
    for what, command in {
        "g. --help": [ours, "--help"],
        "g. migrate status on SQLite": [ours, "migrate", "status", "-d", f"sqlite:{bench.work}/nothing.db", "-m",
                                        f"{bench.schema(100)}/pairs"],
    }.items():
        yield what, measure.interleaved(
            {"aicli-web": lambda command=command: measure.once(command)}, 2 * bench.repetitions), None


CASES = {
    "ab": apply_and_look,
    "c": slow_network,
    "d": large_file,
    "e": many_files,
    "f": configuration,
    "g": starts,
}
