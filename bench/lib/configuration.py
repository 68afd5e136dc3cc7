"""The command line of bench/config."""

import argparse
import filecmp
import os
import shutil

import data
import measure


def timed(what, command, folder):
    sample = measure.once(command, cwd=folder)
    print(f"{what:42} {sample.wall:7.2f} s  {sample.cpu:7.2f} s of processor time  {sample.memory:5.0f} MB", flush=True)


def main():
    parser = argparse.ArgumentParser(prog="bench/config", description="Times migrations of configuration files.")
    parser.add_argument("--root", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--files", type=int, default=10_000, help="how many (default: 10000)")
    options = parser.parse_args()
    program = os.path.join(options.root, "aicli-web")
    folder = os.path.join(options.root, "target", "bench", "config")
    shutil.rmtree(folder, ignore_errors=True)
    many = os.path.join(folder, "many")
    data.configuration(options.root, many, options.files)
    shutil.copytree(os.path.join(many, "files"), os.path.join(folder, "before"))
    long = os.path.join(folder, "long")
    data.long_configuration(options.root, long, 4000)
    measure.once([program, "version"])

    timed("start and end, nothing else", [program, "version"], folder)
    timed("one file of 4,000 lines: up", [program, "config", "up", "--quiet"], long)
    timed(f"{options.files} files: up", [program, "config", "up", "--quiet"], many)
    timed(f"{options.files} files: up, nothing to do", [program, "config", "up", "--quiet"], many)
    timed(f"{options.files} files: down", [program, "config", "down", "--all", "--quiet"], many)

    names = os.listdir(os.path.join(folder, "before"))
    same, _, _ = filecmp.cmpfiles(
        os.path.join(folder, "before"), os.path.join(many, "files"), names, shallow=False)
    print(f"{len(same)} of {len(names)} files are what they were")
    shutil.rmtree(folder)
    return 0 if len(same) == len(names) else 1


if __name__ == "__main__":
    raise SystemExit(main())
