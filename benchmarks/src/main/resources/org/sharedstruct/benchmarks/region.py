"""A struct in a region, by the package sharedstruct.

Usage: region.py folder of the package, path of the region
"""

import ctypes
import sys

from turns import Turns

sys.path.insert(0, sys.argv[1])
import sharedstruct  # noqa: E402 - it is found by the line above


class XY(ctypes.Structure):
    _fields_ = [("x", ctypes.c_float), ("y", ctypes.c_float)]


STATEMENTS = {
    "update": "with target.update() as xy: xy.x += 1",
    "apply": "target.apply(add)",
    "setOne": "target.x = 1",
    "getOne": "target.x",
    "getBoth": "target.snapshot()",
    "rawGet": "raw.x",
    "rawSet": "raw.x = 1",
}


def add(xy):
    xy.x += 1


with sharedstruct.open_or_create(sys.argv[2], XY) as target:
    turns = Turns(STATEMENTS, {"target": target, "add": add, "raw": target.raw})
    print("ready", flush=True)
    for line in sys.stdin:
        print(turns.answer(line), flush=True)
