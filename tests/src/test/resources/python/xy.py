"""The struct XY, and what programs do with a region of it."""

import ctypes

import sharedstruct


class XY(ctypes.Structure):
    _fields_ = [("x", ctypes.c_float), ("y", ctypes.c_float)]


def open_region(path, how, length):
    if how == "struct":
        return sharedstruct.open_or_create(path, XY)
    if how in ("array", "atomic"):
        return sharedstruct.open_or_create(path, XY * length, atomic=how == "atomic")
    return sharedstruct.open(path, XY, any_owner=how == "any")


def is_array(region):
    return isinstance(region, sharedstruct.SharedArray)


def step(xy):
    """x goes up as y goes down, so that what is torn shows."""
    assert xy.x == -xy.y, "torn"
    xy.x += 1
    xy.y -= 1


def step_all(elements):
    """All elements have the same value in each commit."""
    for xy in elements:
        step(xy)


def after(xy):
    return xy.x + 1, xy.y - 1


def add(view):
    with view.update() as xy:
        step(xy)


def apply(view):
    view.apply(step)


def put(view):
    view.set(after(view.snapshot()))


def field(view):
    view.x += 1


def lock(region):
    with region.get_lock():
        pass


def add_to_all(table):
    with table.update() as elements:
        step_all(elements)


def apply_to_all(table):
    table.apply(step_all)


def put_all(table):
    table[:] = [after(xy) for xy in table.raw]


WAYS = {"add": add, "apply": apply, "set": put, "field": field}
WAYS_FOR_ALL = {"all": add_to_all, "apply-all": apply_to_all, "slice": put_all, "lock": lock}


def change(region, way):
    """One commit, made in one of the ways there are; or a hold in which nothing is written."""
    if way in WAYS:
        WAYS[way](region[0] if is_array(region) else region)
    else:
        WAYS_FOR_ALL[way](region)
