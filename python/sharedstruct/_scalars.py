"""The structs of single values: what Java's ``sharedstruct-types`` has as SharedInt, SharedFloat
and so on, under the typecodes and types of ``multiprocessing.sharedctypes``."""

from __future__ import annotations

import ctypes
from typing import Any, Dict, Type


def _scalar(name: str, kind: Any) -> Type[ctypes.Structure]:
    # Of this module, so that a handle of one can be pickled.
    body = {"_fields_": [("value", kind)], "__module__": __name__}
    return type(name, (ctypes.Structure,), body)


Boolean = _scalar("Boolean", ctypes.c_bool)
Char = _scalar("Char", ctypes.c_int8)
WideChar = _scalar("WideChar", ctypes.c_int32)
Byte = _scalar("Byte", ctypes.c_int8)
UnsignedByte = _scalar("UnsignedByte", ctypes.c_uint8)
Short = _scalar("Short", ctypes.c_int16)
UnsignedShort = _scalar("UnsignedShort", ctypes.c_uint16)
Int = _scalar("Int", ctypes.c_int32)
UnsignedInt = _scalar("UnsignedInt", ctypes.c_uint32)
Long = _scalar("Long", ctypes.c_int64)
UnsignedLong = _scalar("UnsignedLong", ctypes.c_uint64)
Float = _scalar("Float", ctypes.c_float)
Double = _scalar("Double", ctypes.c_double)

_OF_TYPECODE: Dict[str, Type[ctypes.Structure]] = {
    "c": Char, "u": WideChar, "b": Byte, "B": UnsignedByte, "h": Short, "H": UnsignedShort,
    "i": Int, "I": UnsignedInt, "l": Long, "L": UnsignedLong, "q": Long, "Q": UnsignedLong,
    "f": Float, "d": Double,
}

# By what ctypes calls them: c_int32 is c_int, and c_longlong may be c_long.
_OF_CODE = {**_OF_TYPECODE, "?": Boolean}


def scalar(kind: Any) -> Any:
    """The struct of one value, for a typecode or a simple type of ctypes; what is neither stays."""
    if isinstance(kind, str):
        if kind not in _OF_TYPECODE:
            raise TypeError(f"{kind!r} is no typecode: these are {' '.join(_OF_TYPECODE)}")
        return _OF_TYPECODE[kind]
    # Only ctypes' own: what this package declares on top of them, as c_char16, is for fields.
    if isinstance(kind, type) and ctypes._SimpleCData in kind.__bases__:
        return _OF_CODE.get(getattr(kind, "_type_"), kind)
    return kind
