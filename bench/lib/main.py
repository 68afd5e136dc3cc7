"""The command line of bench/run."""

import argparse
import os
import platform
import subprocess

import cases
import goals
import peers
import report
import server as servers


def machine(server):
    version = subprocess.run([os.path.join(server.binaries, "postgres"), "--version"], capture_output=True, text=True,
                             check=True).stdout.strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    return {"processors": os.cpu_count(), "memoryGB": memory, "system": platform.system(),
            "architecture": platform.machine(), "server": version}


def main():
    parser = argparse.ArgumentParser(prog="bench/run", description="Times aicli-web beside its peers and beside psql.")
    parser.add_argument("--root", required=True, help=argparse.SUPPRESS)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--quick", action="store_true", help="small sizes")
    length.add_argument("--full", action="store_true", help="more repetitions, and peers with 10,000 migrations too")
    parser.add_argument("--case", action="append", choices=sorted("abcdefg"), help="only this one; may be repeated")
    parser.add_argument("--results", help="where to write (default: bench/results, with --case or --quick target/bench)")
    options = parser.parse_args()
    work = os.path.join(options.root, "target", "bench")
    os.makedirs(work, exist_ok=True)
    print("fetching what is timed", flush=True)
    tools = peers.Tools(options.root, work)
    server = servers.Server()
    rows = []
    try:
        bench = cases.Bench(tools, server, work, options.quick, options.full)
        for letters, case in cases.CASES.items():
            if options.case and not set(letters) & set(options.case):
                continue
            for row in case(bench):
                rows.append(row)
                print("\n".join(report.lines(*row)), flush=True)
        held = goals.goals(rows, bench.start())
        print("\n".join(["goals", *(goal.line() for goal in held)]), flush=True)
    finally:
        server.stop()
    whole = not options.case and not options.quick
    results = options.results or os.path.join(options.root, "bench/results") if whole else options.results or work
    report.write(results, machine(server), rows, held)
    print(f"written: results.json, results.txt and chart.svg in {os.path.relpath(results)}")


if __name__ == "__main__":
    main()
