"""The migrations and files that are timed, the same work in the layout of each tool."""

import os

SAMPLE = """-- An ordinary migration of an application: the {n}th.
"""


def statements(number):
    """What migration `number` does: tables, columns and indexes, rows, views, in turn. Returns (up, down)."""
    table = f"t{(number - 1) // 4 + 1}"
    kind = number % 4
    if kind == 1:
        return ([f"CREATE TABLE {table} (id bigint PRIMARY KEY, name text NOT NULL, made_at timestamptz DEFAULT now())"],
                [f"DROP TABLE {table}"])
    if kind == 2:
        return ([f"ALTER TABLE {table} ADD COLUMN note text", f"CREATE INDEX {table}_name ON {table} (name)"],
                [f"ALTER TABLE {table} DROP COLUMN note", f"DROP INDEX {table}_name"])
    if kind == 3:
        return ([f"INSERT INTO {table} (id, name) SELECT g, 'n' || g FROM generate_series(1, 20) g",
                 f"UPDATE {table} SET note = name WHERE id % 2 = 0"],
                [f"DELETE FROM {table}"])
    return ([f"CREATE VIEW v_{table} AS SELECT id, name FROM {table} WHERE note IS NOT NULL",
             f"COMMENT ON VIEW v_{table} IS 'those with a note'"],
            [f"DROP VIEW v_{table}"])


def script(lines):
    return "".join(line + ";\n" for line in lines)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def schema(folder, count):
    """Writes `count` migrations below `folder`, one sub-folder a layout."""
    changelog = ["databaseChangeLog:\n"]
    everything = []
    previous = "None"
    write(os.path.join(folder, "alembic", "env.py"), ALEMBIC_ENV)
    for n in range(1, count + 1):
        up, down = statements(n)
        head = SAMPLE.format(n=n)
        name = f"{n:06d}_step"
        write(f"{folder}/pairs/{name}.up.sql", head + script(up))
        write(f"{folder}/pairs/{name}.down.sql", script(down))
        write(f"{folder}/goose/{name}.sql", "-- +goose Up\n" + head + script(up) + "-- +goose Down\n" + script(down))
        write(f"{folder}/flyway/V{n}__step.sql", head + script(up))
        write(f"{folder}/dbmate/{name}.sql", "-- migrate:up\n" + head + script(up) + "-- migrate:down\n" + script(down))
        write(f"{folder}/liquibase/{name}.sql", f"--liquibase formatted sql\n--changeset bench:{n}\n" + script(up))
        changelog.append(f"  - include: {{file: {name}.sql}}\n")
        revision = f"r{n:06d}"
        calls = "".join(f"    op.execute({line!r})\n" for line in up)
        backs = "".join(f"    op.execute({line!r})\n" for line in down)
        write(f"{folder}/alembic/versions/{revision}.py",
              f"from alembic import op\nrevision = '{revision}'\ndown_revision = {previous}\n"
              f"def upgrade():\n{calls}def downgrade():\n{backs}")
        previous = repr(revision)
        everything.append("BEGIN;\n" + script(up) + "COMMIT;\n")
    write(f"{folder}/liquibase/changelog.yaml", "".join(changelog))
    write(f"{folder}/all.sql", "".join(everything))


ALEMBIC_ENV = """from alembic import context
from sqlalchemy import create_engine, pool
engine = create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
"""


def large(path, size):
    """Writes one SQL file of `size` bytes: half COPY data, half INSERTs of a thousand rows."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("CREATE TABLE copied (id bigint, name text, note text);\nCOPY copied (id, name, note) FROM stdin;\n")
        row = 0
        while file.tell() < size // 2:
            file.write("".join(f"{i}\tname {i}\t{'x' * (i % 90)} the note of row {i}\n" for i in range(row, row + 5000)))
            row += 5000
        file.write("\\.\nCREATE TABLE inserted (id bigint, name text, note text);\n")
        while file.tell() < size:
            values = ",\n".join(f"({i}, 'name {i}', '{'y' * (i % 90)} it''s row {i}')" for i in range(row, row + 1000))
            file.write(f"INSERT INTO inserted (id, name, note) VALUES\n{values};\n")
            row += 1000


def configuration(root, folder, count):
    """Copies the sample chain and makes `count` commented files of about 4 KB at version 1.0.0."""
    with open(os.path.join(root, "examples", "config.yml"), encoding="utf-8") as file:
        sample = file.read()
    for name in sorted(os.listdir(os.path.join(root, "config-migrations"))):
        with open(os.path.join(root, "config-migrations", name), encoding="utf-8") as file:
            write(os.path.join(folder, "config-migrations", name), file.read())
    for n in range(count):
        padding = "".join(f"# remark {i} of file {n}\nown_key_{i}: value {i}  # kept\n" for i in range(40))
        write(os.path.join(folder, "files", f"config-{n:05d}.yml"), sample + padding)
    write(os.path.join(folder, "aicli.yml"),
          "config:\n  migrations: config-migrations\n  files: ['files/*.yml']\nbackup: {mode: 'off'}\n")


def long_configuration(root, folder, lines):
    """One file of so many lines at version 1.0.0."""
    configuration(root, folder, 1)
    path = os.path.join(folder, "files", "config-00000.yml")
    with open(path, "a", encoding="utf-8") as file:
        n = 0
        while n < lines:
            file.write(f"section_{n}:  # of one's own\n" + "".join(f"  key_{i}: value {i}\n" for i in range(9)))
            n += 10
