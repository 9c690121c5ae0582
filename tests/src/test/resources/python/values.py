"""Reads and writes all values of a struct, in one of several ways: as "name value" a line.

Commands are lines of the standard input; what answers each ends with a dot.

    read  PATH INDEX WAY STRUCT         raw, fields, snapshot, update, readonly, ctypes, numpy
    write PATH INDEX WAY STRUCT VALUES  raw, leaves, fields, update, set, apply
    make  PATH LENGTH -  STRUCT VALUES  a struct (length 0), or an array of elements all the same

STRUCT is a class of this program, or "its-own": what the file says. VALUES is a file of such lines.
"""

import ctypes
import enum
import struct
import sys
import uuid

import sharedstruct
from sharedstruct import c_char16, c_duration, c_enum, c_instant, c_uuid


class Color(enum.IntEnum):
    RED = 0
    GREEN = 1
    BLUE = 2


class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_float), ("y", ctypes.c_double)]


class Medley(ctypes.Structure):
    _fields_ = [
        ("flag", ctypes.c_bool), ("tiny", ctypes.c_int8), ("small", ctypes.c_int16),
        ("letter", c_char16), ("medium", ctypes.c_int32), ("large", ctypes.c_int64),
        ("ratio", ctypes.c_float), ("exact", ctypes.c_double), ("level", ctypes.c_uint8),
        ("port", ctypes.c_uint16), ("color", c_enum(Color)), ("name", ctypes.c_char * 8),
        ("lit", ctypes.c_bool * 2), ("sample", ctypes.c_float * 2),
        ("channel", ctypes.c_uint16 * 2), ("history", c_enum(Color) * 2), ("member", c_uuid * 2),
        ("position", Point), ("corner", Point * 2), ("id", c_uuid), ("created", c_instant),
        ("timeout", c_duration), ("hops", ctypes.c_int32), ("count", ctypes.c_int64),
        ("gain", ctypes.c_float), ("mass", ctypes.c_double), ("phase", c_enum(Color)),
        ("ticket", ctypes.c_uint32)]


class Everything(ctypes.Structure):
    _fields_ = Medley._fields_ + [
        ("ticks", ctypes.c_uint32), ("code", ctypes.c_char * 5), ("data", ctypes.c_int8 * 3),
        ("steps", ctypes.c_int16 * 3), ("letters", c_char16 * 3), ("sums", ctypes.c_int32 * 3),
        ("totals", ctypes.c_int64 * 3), ("weights", ctypes.c_double * 3),
        ("levels", ctypes.c_uint8 * 3), ("tickets", ctypes.c_uint32 * 3),
        ("seen", c_instant * 3), ("waited", c_duration * 3), ("within", Medley)]


PAIRS = {c_uuid: ("more", "less"), c_instant: ("seconds", "nanos"),
         c_duration: ("seconds", "nanos")}


def is_array(kind):
    return issubclass(kind, ctypes.Array) and kind._type_ is not ctypes.c_char


def is_struct(kind):
    return issubclass(kind, ctypes.Structure) and kind not in PAIRS


def fields(kind):
    return [(name, inner) for name, inner in kind._fields_ if not name.startswith("_pad")]


def part(value, name):
    """A field of a view, a named tuple, a ctypes struct, or a struct of numpy."""
    return value[name] if hasattr(value, "dtype") else getattr(value, name)


def show(kind, value, name):
    if is_array(kind):
        assert len(value) == kind._length_
        for index in range(kind._length_):
            show(kind._type_, value[index], f"{name}[{index}]")
    elif is_struct(kind):
        for field, inner in fields(kind):
            show(inner, part(value, field), f"{name}.{field}" if name else field)
    else:
        print(name, text(kind, value))


def text(kind, value):
    if kind in PAIRS:
        return "%d:%d" % pair(kind, value)
    if issubclass(kind, ctypes.Array):
        return "'" + (value.encode() if isinstance(value, str) else bytes(value)).hex()
    if kind is ctypes.c_float:
        return "%08x" % struct.unpack("=I", struct.pack("=f", value))
    if kind is ctypes.c_double:
        return "%016x" % struct.unpack("=Q", struct.pack("=d", value))
    if isinstance(value, str):
        return str(ord(value))
    return str(int(getattr(value, "value", value)))


def pair(kind, value):
    if isinstance(value, uuid.UUID):
        return struct.unpack("=qq", struct.pack("=QQ", *divmod(value.int, 1 << 64)))
    if isinstance(value, kind):
        return tuple(getattr(value, half) for half in PAIRS[kind])
    return tuple(value)


def take(kind, lines, name=""):
    """The value of a name that begins so, as views take it."""
    if is_array(kind):
        return tuple(take(kind._type_, lines, f"{name}[{index}]")
                     for index in range(kind._length_))
    if is_struct(kind):
        return tuple(take(inner, lines, f"{name}.{field}" if name else field)
                     for field, inner in fields(kind))
    word = lines[name]
    if kind in PAIRS:
        first, second = map(int, word.split(":"))
        if kind is c_uuid:
            return uuid.UUID(int=first % 2**64 << 64 | second % 2**64)
        return (sharedstruct.Instant if kind is c_instant else sharedstruct.Duration)(first, second)
    if issubclass(kind, ctypes.Array):
        return bytes.fromhex(word[1:]).decode()
    if kind is ctypes.c_float:
        return struct.unpack("=f", struct.pack("=I", int(word, 16)))[0]
    if kind is ctypes.c_double:
        return struct.unpack("=d", struct.pack("=Q", int(word, 16)))[0]
    if kind is c_char16:
        return chr(int(word))
    return bool(int(word)) if kind is ctypes.c_bool else int(word)


def store(kind, place, value):
    """Each value that is neither struct nor array by itself; into a view of the whole."""
    for (field, inner), one in zip(fields(kind), value):
        if is_struct(inner):
            store(inner, getattr(place, field), one)
        elif is_array(inner):
            elements = getattr(place, field)
            for index, element in enumerate(one):
                if is_struct(inner._type_):
                    store(inner._type_, elements[index], element)
                else:
                    elements[index] = element
        else:
            setattr(place, field, one)


def store_fields(kind, view, value):
    for (field, _), one in zip(fields(kind), value):
        setattr(view, field, one)


def read(region, view, kind, index, way):
    is_one = view is region
    if way == "raw":
        show(kind, region.raw if is_one else region.raw[index], "")
    elif way == "fields":
        show(kind, view, "")
    elif way == "update":
        with view.update() as section:
            show(kind, section, "")
    elif way == "ctypes":
        show(kind, region.get_obj() if is_one else region.get_obj()[index], "")
    elif way == "numpy":
        show(kind, region.numpy[()] if is_one else region.numpy[index], "")
    else:
        assert way in ("snapshot", "readonly")
        show(kind, view.snapshot(), "")


def write(region, view, kind, index, way, value):
    is_one = view is region
    if way == "raw":
        store_fields(kind, region.raw if is_one else region.raw[index], value)
    elif way == "leaves":
        store(kind, region.raw if is_one else region.raw[index], value)
    elif way == "fields":
        store_fields(kind, view, value)
    elif way == "update":
        with view.update() as section:
            store(kind, section, value)
    elif way == "all":
        with region.update() as elements:
            store(kind, elements[index], value)
    elif way == "apply":
        view.apply(lambda section: store_fields(kind, section, value))
    else:
        assert way == "set"
        view.set(value)


def values(path, kind):
    with open(path) as file:
        return take(kind, dict(line.split() for line in file))


def perform(verb, path, number, way, struct_name, file=None):
    number = int(number)
    declared = None if struct_name == "its-own" else globals()[struct_name]
    if verb == "make":
        value = values(file, declared)
        kind, initial = (declared * number, [value] * number) if number else (declared, value)
        sharedstruct.create(path, kind, initial).close()
        return
    with sharedstruct.open(path) as found:
        is_array_of = isinstance(found, sharedstruct.SharedArray)
        own = type(found.get_obj()[0] if is_array_of else found.get_obj())
    length = sharedstruct.ANY if is_array_of and declared else None
    with sharedstruct.open(path, declared, length=length, read_only=way == "readonly") as region:
        view = region[number] if is_array_of else region
        kind = own if declared is None else declared
        if verb == "read":
            read(region, view, kind, number, way)
        else:
            write(region, view, kind, number, way, values(file, kind))


def main():
    for line in sys.stdin:
        perform(*line.split())
        print(".", flush=True)


main()
