"""Runs whole processes and takes their wall time, processor time and peak memory."""

import os
import statistics
import subprocess
import time


class Failed(Exception):
    """A measured command did not end with exit status 0."""


class Sample:
    """One run of one command: seconds of wall and processor time, peak resident memory in MB."""

    def __init__(self, wall, cpu, memory):
        self.wall = wall
        self.cpu = cpu
        self.memory = memory


def once(command, cwd=None, env=None):
    """Runs a command to its end and returns its Sample; raises Failed with what it said."""
    merged = dict(os.environ)
    merged.update(env or {})
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env=merged, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"{command[0]} ended with {process.returncode}: {said.decode(errors='replace')[-2000:]}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def medians(samples):
    """The medians of several samples, each figure by itself, with the spread of the wall time."""
    walls = [sample.wall for sample in samples]
    return {
        "wall": statistics.median(walls),
        "wallMin": min(walls),
        "wallMax": max(walls),
        "cpu": statistics.median(sample.cpu for sample in samples),
        "memory": statistics.median(sample.memory for sample in samples),
        "runs": len(samples),
    }


def interleaved(contenders, repetitions, before=None):
    """Runs every contender in turn, so many times, so that a slow minute of the machine meets all of them.

    contenders: name -> function that runs it once and returns a Sample; before: name -> called unmeasured before each.
    """
    samples = {name: [] for name in contenders}
    broken = {}
    for _ in range(repetitions):
        for name, run in contenders.items():
            if name in broken:
                continue
            try:
                if before is not None:
                    before(name)
                samples[name].append(run())
            except Failed as failure:
                broken[name] = str(failure)
                print(f"  {name} fails and is left out: {failure}", flush=True)
    return {name: medians(taken) for name, taken in samples.items() if taken and name not in broken}
