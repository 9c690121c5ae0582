"""Takes part in a region of struct XY by the package sharedstruct, as tests ask.

Arguments: path; create, array, atomic, open or any (whoever owns it); what to do; how often.
"""

import ctypes
import sys
import time

import sharedstruct


class XY(ctypes.Structure):
    _fields_ = [("x", ctypes.c_float), ("y", ctypes.c_float)]


LENGTH = 4


def open_region(path, how):
    if how == "create":
        return sharedstruct.open_or_create(path, XY)
    if how in ("array", "atomic"):
        return sharedstruct.open_or_create(path, XY * LENGTH, atomic=how == "atomic")
    return sharedstruct.open(path, XY, any_owner=how == "any")


def step(xy):
    assert xy.x == -xy.y, "torn"
    xy.x += 1
    xy.y -= 1


def add(region, times):
    for _ in range(times):
        with region.update() as xy:
            step(xy)


def add_to_all(table, times):
    for _ in range(times):
        with table.update() as elements:
            for index in range(LENGTH):
                step(elements[index])


def hold(region, _):
    with region.update() as xy:
        xy.x = -7
        print("begun", flush=True)
        time.sleep(600)


def await_commits(region, times):
    version = region.version
    end = version + times
    print("begun", flush=True)
    while version < end:
        version = region.await_change(version, 60)


def show(region, _):
    print(*region.snapshot())


COMMANDS = {"add": add, "all": add_to_all, "hold": hold, "await": await_commits, "show": show}

if __name__ == "__main__":
    _, path, how, command, times = sys.argv
    with open_region(path, how) as region:
        COMMANDS[command](region, int(times))
