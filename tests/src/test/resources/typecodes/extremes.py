"""Prints the smallest and the largest value of each ctypes type and its bytes, by the name of our type."""
import ctypes
import sys


def show(name, ctype, text, value):
    print(name, text, bytes(ctype(value)).hex())


def signed(name, ctype):
    half = 1 << (8 * ctypes.sizeof(ctype) - 1)
    show(name, ctype, -half, -half)
    show(name, ctype, half - 1, half - 1)


def unsigned(name, ctype):
    most = (1 << 8 * ctypes.sizeof(ctype)) - 1
    show(name, ctype, 0, 0)
    show(name, ctype, most, most)


show("Boolean", ctypes.c_bool, "false", False)
show("Boolean", ctypes.c_bool, "true", True)
show("Char", ctypes.c_char, -128, b"\x80")
show("Char", ctypes.c_char, 127, b"\x7f")
show("WideChar", ctypes.c_wchar, 1, "\x01")
show("WideChar", ctypes.c_wchar, sys.maxunicode, chr(sys.maxunicode))
signed("Byte", ctypes.c_byte)
unsigned("UnsignedByte", ctypes.c_ubyte)
signed("Short", ctypes.c_short)
unsigned("UnsignedShort", ctypes.c_ushort)
signed("Int", ctypes.c_int)
unsigned("UnsignedInt", ctypes.c_uint)
signed("Long", ctypes.c_long)
signed("Long", ctypes.c_longlong)
unsigned("UnsignedLong", ctypes.c_ulong)
unsigned("UnsignedLong", ctypes.c_ulonglong)
show("Float", ctypes.c_float, "0x0.000002p-126", 2.0**-149)
show("Float", ctypes.c_float, "0x1.fffffep127", (2 - 2.0**-23) * 2.0**127)
show("Double", ctypes.c_double, "0x0.0000000000001p-1022", 2.0**-1074)
show("Double", ctypes.c_double, "0x1.fffffffffffffp1023", sys.float_info.max)
