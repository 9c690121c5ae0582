"""Processes with one multiprocessing.Value and its lock.

A Value is inherited, not opened: so this is the one child that is several processes, and it answers with a
line for each of them.

Usage: value.py number of processes
"""

import ctypes
import multiprocessing
import multiprocessing.sharedctypes
import sys

from turns import Turns


class XY(ctypes.Structure):
    _fields_ = [("x", ctypes.c_float), ("y", ctypes.c_float)]


STATEMENTS = {
    "update": "with value.get_lock(): value.x += 1",
    "setOne": "value.x = 1",
    "getOne": "value.x",
    "getBoth": "with value.get_lock(): value.x, value.y",
    "rawGet": "raw.x",
    "rawSet": "raw.x = 1",
}


def other(turns, ends, end):
    for first_end in ends:
        first_end.close()  # so that the end of the first process is the end of the pipe
    try:
        while True:
            end.send(turns.answer(end.recv()))
    except EOFError:
        pass


def main():
    fork = multiprocessing.get_context("fork")
    value = fork.Value(XY)
    turns = Turns(STATEMENTS, {"value": value, "raw": multiprocessing.sharedctypes.RawValue(XY)})
    ends = []
    for _ in range(int(sys.argv[1]) - 1):
        first_end, end = fork.Pipe()
        ends.append(first_end)
        fork.Process(target=other, args=(turns, ends, end), daemon=True).start()
        end.close()
    print("ready", flush=True)
    for line in sys.stdin:
        for end in ends:
            end.send(line)
        print(turns.answer(line))
        for end in ends:
            print(end.recv())
        sys.stdout.flush()


main()
