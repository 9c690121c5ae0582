"""Structs that differ, field by field, and structs that grow."""

import ctypes
import enum
import unittest

import sharedstruct as ss
from sharedstruct import _format, _schema
from tests.support import XY, FolderTest


def struct(name, *fields, **attributes):
    return type(name, (ctypes.Structure,), {"_fields_": list(fields), **attributes})


A, B, C = ("a", ctypes.c_int64), ("b", ctypes.c_int32), ("c", ctypes.c_double)
Few = enum.IntEnum("Mode", [("OFF", 0), ("ON", 1)])
Many = enum.IntEnum("Mode", [("OFF", 0), ("ON", 1), ("AUTO", 2)])


class MismatchTest(FolderTest):

    def differences(self, made, opened, **options):
        ss.create(self.path, made).close()
        try:
            with self.assertRaises(ss.SchemaMismatchError) as raised:
                ss.open(self.path, opened, **options)
        finally:
            ss.remove(self.path)
        self.assertTrue(str(raised.exception).startswith(self.path + ": "), raised.exception)
        return list(raised.exception.differences)

    def test_type(self):
        other = struct("XY", ("x", ctypes.c_float), ("y", ctypes.c_double))
        self.assertEqual(["y is float at byte 4 in the file, double at byte 8 here"],
                         self.differences(XY, other))

    def test_missing_and_surplus(self):
        other = struct("XY", ("x", ctypes.c_float), ("z", ctypes.c_float))
        self.assertEqual(["z is missing in the file, float at byte 4 here",
                          "y is float at byte 4 in the file, missing here"],
                         self.differences(XY, other))

    def test_name(self):
        other = struct("Point", *XY._fields_)
        self.assertEqual(["the struct is XY in the file, Point here"],
                         self.differences(XY, other))

    def test_length_of_a_text(self):
        one = struct("T", ("s", ctypes.c_char * 8))
        two = struct("T", ("s", ctypes.c_char * 9))
        self.assertEqual(["s is string of 8 bytes at byte 0 in the file, string of 9 bytes at byte "
                          "0 here"], self.differences(one, two))

    def test_form(self):
        self.assertEqual(["XY is a single struct in the file, an array here"],
                         self.differences(XY, XY, length=ss.ANY))

    def test_room(self):
        self.assertEqual(["the struct has size 8 and alignment 4 in the file, 64 and 8 here",
                          "the struct was made without room to grow, and is declared with room to "
                          "grow here"],
                         self.differences(XY, struct("XY", *XY._fields_, _shared_size_=64)))


class GrowthTest(FolderTest):

    old = struct("R", A, B, _shared_size_=64)
    new = struct("R", A, B, C, ("mode", ss.c_enum(Many)), _shared_size_=64)

    def test_fields_are_added(self):
        with ss.create(self.path, self.old, (1, 2)) as old:
            with self.assertRaisesRegex(ss.SchemaMismatchError,
                                        "c is missing in the file.*open the file for writing once"):
                ss.open(self.path, self.new, read_only=True)
            with ss.open(self.path, self.new) as new:
                self.assertEqual((1, 2, 0, 0), new.snapshot())
                new.c = 5
                old.set((3, 4))
                with old.update() as r:
                    r.a = 6
                self.assertEqual((6, 4, 5, 0), new.snapshot())
            with ss.open(self.path) as any:
                self.assertEqual(("a", "b", "c", "mode"), any.snapshot()._fields)
            with ss.open(self.path, self.old) as again:
                self.assertEqual((6, 4), again.snapshot())
            with ss.open(self.path, self.new, read_only=True) as reader:
                self.assertEqual(5, reader.c)

    def test_constants_are_added(self):
        few = struct("R", ("mode", ss.c_enum(Few)), _shared_size_=16)
        many = struct("R", ("mode", ss.c_enum(Many)), _shared_size_=16)
        with ss.create(self.path, few) as old, ss.open(self.path, many) as new:
            new.mode = Many.AUTO
            with self.assertRaisesRegex(ss.InvalidValueError, "2 is stored"):
                old.mode
            self.assertIn("0 4 enum{OFF,ON} mode\n0 4 enum{OFF,ON,AUTO} mode\n",
                          _text_of(self.path))
            with ss.open(self.path, few) as again:
                again.mode = Few.ON

    def test_bytes_of_others(self):
        other = struct("R", A, B, ("d", ctypes.c_int32), ("e", ctypes.c_int64), _shared_size_=64)
        ss.create(self.path, self.new).close()
        with self.assertRaises(ss.SchemaMismatchError) as raised:
            ss.open(self.path, other)
        self.assertEqual(("d is missing in the file, int at byte 12 here, before byte 28, where "
                          "the fields of the file end",
                          "byte 16 is of c, double at byte 16, in the file, and of e, long at byte "
                          "16, here"), raised.exception.differences)

    def test_no_room(self):
        fields = [(f"a_very_long_name_of_a_field_{'x' * 700}{n}", ctypes.c_int8) for n in range(4)]
        ss.create(self.path, struct("R", A, _shared_size_=16)).close()
        with self.assertRaisesRegex(ss.SchemaMismatchError, "has room for .* more bytes"):
            ss.open(self.path, struct("R", A, *fields, _shared_size_=16))

    def test_inner_struct_that_grows(self):
        def inner(*fields):
            used = 8 * len(fields)
            return struct("In", *fields, ("_pad", ctypes.c_byte * (32 - used)), _shared_size_=32)
        old = struct("Out", ("i", inner(A)), ("z", ctypes.c_int64), _shared_size_=64)
        new = struct("Out", ("i", inner(A, C)), ("z", ctypes.c_int64), _shared_size_=64)
        with ss.create(self.path, old) as first, ss.open(self.path, new) as second:
            second.set(((1, 2.5), 3))
            first.i = (7,)
            self.assertEqual(((7, 2.5), 3), second.snapshot())

    def test_declared_size(self):
        with self.assertRaisesRegex(TypeError, "_shared_size_=8"):
            ss.create(self.path, struct("R", A, _shared_size_=8))


def _text_of(path):
    with open(path, "rb") as file:
        whole = file.read()
    at = int.from_bytes(whole[_format.SCHEMA_OFFSET:_format.SCHEMA_OFFSET + 8], "little")
    length = int.from_bytes(whole[_format.SCHEMA:_format.SCHEMA + 4], "little")
    return whole[at:at + length].decode()


class SchemaTextTest(unittest.TestCase):

    def test_words(self):
        # of docs/format.md
        text = b"2f1a9c3e-7b40-4d5f-8a61-0c9e7d2b5f18 pid:[4026531836] 4242 918273"
        self.assertEqual(0x6FDC2248E7ADCEAE, _format.fingerprint(text))

    def test_refused_texts(self):
        for text in ("", "struct XY size 8 align 4", "struct XY size 8 align 3\n",
                     "struct XY size 8 align 4\n0 4 float\n",
                     "struct XY size 8 align 4\n0 8 float x\n",
                     "struct XY size 8 align 4\n8 4 float x\n",
                     "struct XY size 8 align 4\n0 4 new x\n",
                     "struct XY size 8 align 4\n00 4 float x\n",
                     "struct XY size 8 align 4\n0 4 float x\n4 4 float x\n",
                     "struct XY size 8 align 4\n0 8 float[3] x\n"):
            with self.subTest(text=text), self.assertRaises(ValueError):
                _schema.parse(text)

    def test_odd_names(self):
        text = "struct 1\u0085$ size 8 align 4\n0 4 int class\n4 4 int \u00e9\u0085\n"
        self.assertEqual(text, _schema.parse(text).text)


if __name__ == "__main__":
    unittest.main()
