"""Opens regions, and says why if that fails. A command is a line of the standard input:

    HOW PATH SCHEMA    HOW is open, array or read; SCHEMA a schema text, with ";" in place of each
                       line feed, that this program declares as a class of ctypes
"""

import ctypes
import enum
import re
import sys

import sharedstruct

TYPES = {
    "boolean": ctypes.c_bool, "byte": ctypes.c_int8, "short": ctypes.c_int16,
    "char": sharedstruct.c_char16, "int": ctypes.c_int32, "long": ctypes.c_int64,
    "float": ctypes.c_float, "double": ctypes.c_double, "unsigned8": ctypes.c_uint8,
    "unsigned16": ctypes.c_uint16, "unsigned32": ctypes.c_uint32, "uuid": sharedstruct.c_uuid,
    "instant": sharedstruct.c_instant, "duration": sharedstruct.c_duration}


def declared(name, lines, prefix="", **attributes):
    """A class whose fields are those whose names begin so."""
    fields = []
    for size, kind, field in lines:
        rest = field[len(prefix):]
        if field.startswith(prefix) and "." not in rest:
            fields.append((rest, field_type(kind, int(size), field, lines)))
    return type(name, (ctypes.Structure,), {"_fields_": fields, **attributes})


def field_type(kind, size, field, lines):
    kind, count = re.fullmatch(r"(.+?)(?:\[(\d+)])?", kind).groups()
    if kind == "string":
        return ctypes.c_char * size
    if kind.startswith("enum"):
        names = kind[5:-1].split(",")
        element = sharedstruct.c_enum(enum.IntEnum(field, {n: i for i, n in enumerate(names)}))
    elif kind.startswith("struct:"):
        element = declared(kind[7:], lines, field + ("[]." if count else "."))
    else:
        element = TYPES[kind]
    return element * int(count) if count else element


def struct(schema):
    head, *lines, _ = schema.split(";")
    _, name, form, size, _, _ = head.split(" ")
    room = {"_shared_size_": int(size)} if form == "sized" else {}
    return declared(name, [line.split(" ")[1:] for line in lines], **room)


for line in sys.stdin:
    how, path, schema = line.rstrip("\n").split(" ", 2)
    try:
        sharedstruct.open(path, struct(schema), length=sharedstruct.ANY if how == "array" else None,
                          read_only=how == "read").close()
        print("opened", flush=True)
    except sharedstruct.SchemaMismatchError as error:
        assert str(error).startswith(path + ": "), error
        print("; ".join(error.differences), flush=True)
