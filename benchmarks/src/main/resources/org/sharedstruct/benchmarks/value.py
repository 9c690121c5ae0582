"""Processes that update one multiprocessing.Value under its lock.

A Value is inherited, not opened: so this is the one child that is several processes, and it answers with a
line for each of them. It holds the conversation that org.sharedstruct.benchmarks.child describes.

Usage: value.py number of processes
"""

import ctypes
import multiprocessing
import sys
import time

BATCH = 16
STEPS = 8


class XY(ctypes.Structure):
    _fields_ = [("x", ctypes.c_float), ("y", ctypes.c_float)]


def update(value, nanos):
    start = time.perf_counter_ns()
    operations = elapsed = 0
    while elapsed < nanos:
        for _ in range(BATCH):
            with value.get_lock():
                value.x += 1
        operations += BATCH
        elapsed = time.perf_counter_ns() - start
    return f"{operations} {elapsed}"


def bucket(nanos):
    """As Waits.java counts."""
    power = max(nanos, 1).bit_length() - 1
    return power * STEPS + (nanos << 3 >> power) % STEPS


def waits(value, nanos):
    counts = [0] * (64 * STEPS)
    operations = 0
    start = now = time.perf_counter_ns()
    while now - start < nanos:
        before = now
        with value.get_lock():
            value.x += 1
        now = time.perf_counter_ns()
        counts[bucket(now - before)] += 1
        operations += 1
    return " ".join(map(str, [operations, now - start, *counts]))


TASKS = {"update": update, "wait": waits}


def turn(value, line):
    task, millis = line.split()
    return TASKS[task](value, int(millis) * 1_000_000)


def other(value, ends, end):
    for first_end in ends:
        first_end.close()  # so that the end of the first process is the end of the pipe
    try:
        while True:
            end.send(turn(value, end.recv()))
    except EOFError:
        pass


def main():
    fork = multiprocessing.get_context("fork")
    value = fork.Value(XY)
    ends = []
    for _ in range(int(sys.argv[1]) - 1):
        first_end, end = fork.Pipe()
        ends.append(first_end)
        fork.Process(target=other, args=(value, ends, end), daemon=True).start()
        end.close()
    print("ready", flush=True)
    for line in sys.stdin:
        for end in ends:
            end.send(line)
        print(turn(value, line))
        for end in ends:
            print(end.recv())
        sys.stdout.flush()


main()
