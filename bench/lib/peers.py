"""The tools that are timed: ours, and those that this machine's package managers give us."""

import os
import shutil
import subprocess
import sys

GO_TOOLS = {
    "goose": (["-tags", "no_ydb no_clickhouse no_mssql no_vertica no_mysql no_libsql no_turso no_starrocks no_spanner"
               " no_sqlite3"], "github.com/pressly/goose/v3/cmd/goose@v3.26.0", "goose"),
    "golang-migrate": (["-tags", "postgres"], "github.com/golang-migrate/migrate/v4/cmd/migrate@v4.19.1", "migrate"),
    "dbmate": ([], "github.com/amacneil/dbmate/v2@v2.28.0", "dbmate"),
}
ALEMBIC = ["alembic==1.16.5", "psycopg2-binary==2.9.10"]


def _attempt(name, command, **options):
    """Whether the command succeeded; says so when not."""
    if shutil.which(command[0]) is None:
        print(f"  {name}: not timed, since this machine has no {command[0]}", flush=True)
        return False
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)
    if done.returncode != 0:
        reason = (done.stdout.strip().splitlines() or ["no reason given"])[-1]
        print(f"  {name}: not timed, cannot be had here: {reason[:160]}", flush=True)
    return done.returncode == 0


class Tools:
    """What could be fetched; `up` gives the command of each for a database and a folder of migrations."""

    def __init__(self, root, work):
        self.root = root
        self.work = work
        self.program = os.path.join(root, "aicli-web")
        subprocess.run([self.program, "--version"], check=True, stdout=subprocess.DEVNULL)
        self.names = ["aicli-web"]
        self._java()
        self._go()
        self._python()

    def _java(self):
        peers = os.path.join(self.work, "peers")
        build = ["mvn", "-q", "-B", f"-Dpeers.directory={peers}", "-f", os.path.join(self.root, "bench/peers/pom.xml"),
                 "compile"]
        if _attempt("Flyway and Liquibase", build):
            self.java = ["java", "-XX:+UseSerialGC", "-Xshare:auto", "-cp", f"{peers}/classes:{peers}/lib/*"]
            self.names += ["flyway", "liquibase"]

    def _go(self):
        folder = os.path.join(self.work, "go")
        for name, (flags, module, program) in GO_TOOLS.items():
            if os.path.exists(os.path.join(folder, program)) or _attempt(
                    name, ["go", "install", *flags, module], env={**os.environ, "GOBIN": folder}):
                self.names.append(name)

    def _python(self):
        folder = os.path.join(self.work, "alembic")
        python = os.path.join(folder, "bin", "python3")
        if not os.path.exists(python) and not _attempt("alembic", [sys.executable, "-m", "venv", folder]):
            return
        if _attempt("alembic", [python, "-m", "pip", "install", "-q", *ALEMBIC]):
            self.names.append("alembic")

    def go(self, program):
        return os.path.join(self.work, "go", program)

    def up(self, name, folder, port, database):
        """The command that applies all migrations below `folder`, and the working directory it needs."""
        url = f"postgres://postgres@127.0.0.1:{port}/{database}?sslmode=disable"
        jdbc = f"jdbc:postgresql://127.0.0.1:{port}/{database}"
        if name == "aicli-web":
            return [self.program, "migrate", "up", "--no-backup", "--quiet", "-d", url, "-m", f"{folder}/pairs"]
        if name == "flyway":
            return [*self.java, "FlywayMain", "migrate", jdbc, f"{folder}/flyway"]
        if name == "liquibase":
            return [*self.java, "LiquibaseMain", jdbc, f"{folder}/liquibase"]
        if name == "goose":
            return [self.go("goose"), "-dir", f"{folder}/goose", "postgres", url, "up"]
        if name == "golang-migrate":
            return [self.go("migrate"), "-path", f"{folder}/pairs", "-database", url, "up"]
        if name == "dbmate":
            return [self.go("dbmate"), "--url", url, "--no-dump-schema", "-d", f"{folder}/dbmate", "up"]
        settings = os.path.join(self.work, f"alembic-{database}-{port}.ini")
        with open(settings, "w", encoding="utf-8") as file:
            file.write(f"[alembic]\nscript_location = {folder}/alembic\n"
                       f"sqlalchemy.url = postgresql+psycopg2://postgres@127.0.0.1:{port}/{database}\n")
        return [os.path.join(self.work, "alembic/bin/alembic"), "-c", settings, "upgrade", "head"]

    def versions(self):
        """How each tool's start is asked for: the least that a command can do."""
        starts = {"aicli-web": [self.program, "--version"]}
        for name, command in {
            "goose": [self.go("goose"), "--version"],
            "golang-migrate": [self.go("migrate"), "-version"],
            "dbmate": [self.go("dbmate"), "--version"],
            "alembic": [os.path.join(self.work, "alembic/bin/alembic"), "--version"],
        }.items():
            if name in self.names:
                starts[name] = command
        return starts
