"""One of several versions of a program, as grower.c: its struct Robot has as many longs as the
argument says, and room for eight."""

import ctypes
import sys
import time

import sharedstruct

NAMES = ["first", "second", "third"][:int(sys.argv[1])]


class Robot(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int64) for name in NAMES]
    _shared_size_ = 64


def step(region, times):
    for _ in range(int(times)):
        with region.update() as robot:
            for name in NAMES:
                setattr(robot, name, getattr(robot, name) + 1)


def halfway(region):
    with region.update() as robot:
        for name in NAMES:
            setattr(robot, name, -7)
        print("begun", flush=True)
        time.sleep(600)


region = None
for line in sys.stdin:
    command, *words = line.split()
    if command == "create":
        region = sharedstruct.create(words[0], Robot)
    elif command == "open":
        region = sharedstruct.open(words[0], Robot)
    elif command == "step":
        step(region, *words)
    elif command == "halfway":
        halfway(region)
    elif command == "close":
        region.close()
    print(" ".join(map(str, region.snapshot())) if command == "show" else "done", flush=True)
