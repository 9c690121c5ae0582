"""Single values, under the typecodes and types of multiprocessing.sharedctypes."""

import ctypes
import pickle
import unittest

import sharedstruct as ss
from tests.support import FolderTest


class ScalarsTest(FolderTest):

    def test_a_value(self):
        with ss.create(self.path, "i", 7) as n:
            n.value += 1
            self.assertEqual((8,), n.snapshot())
            n.set(5)
            self.assertEqual(5, n.raw.value)
            with self.assertRaisesRegex(TypeError, "value=1.5 in Int"):
                n.value = 1.5

    def test_an_array(self):
        with ss.create(self.path, "h", [1, 2, 3], length=ss.ANY) as numbers:
            numbers[0:2] = [5, 6]
            numbers[2] = 7
            self.assertEqual([(5,), (6,), (7,)], numbers.snapshot())
            self.assertEqual([5, 6, 7], [one.value for one in numbers])

    def test_the_types_of_ctypes_are_the_typecodes(self):
        for code, kind in [("i", ctypes.c_int), ("B", ctypes.c_ubyte), ("d", ctypes.c_double),
                           ("q", ctypes.c_longlong), ("c", ctypes.c_char),
                           ("u", ctypes.c_wchar), ("H", ctypes.c_uint16)]:
            with self.subTest(code=code), ss.create(self.path, code):
                ss.open(self.path, kind).close()
                with self.assertRaises(ss.SchemaMismatchError):
                    ss.open(self.path, ctypes.c_bool)
                ss.remove(self.path)

    def test_an_array_type(self):
        with ss.create(self.path, ctypes.c_double * 3) as numbers:
            self.assertEqual(3, len(numbers))

    def test_a_handle_can_be_pickled(self):
        with ss.create(self.path, "f", 1.5) as f:
            with pickle.loads(pickle.dumps(f)) as again:
                self.assertEqual(1.5, again.value)

    def test_what_is_no_value(self):
        for kind, words in [("x", "'x' is no typecode"), (ctypes.c_void_p, "no ctypes.Structure"),
                            (ctypes.c_char_p, "no ctypes.Structure"), (int, "no typecode"),
                            (ss.c_char16, "no ctypes.Structure")]:
            with self.subTest(kind=kind), self.assertRaisesRegex(TypeError, words):
                ss.create(self.path, kind)

    def test_two_fields_do_not_take_one_number(self):
        class XY(ctypes.Structure):
            _fields_ = [("x", ctypes.c_float), ("y", ctypes.c_float)]

        with self.assertRaisesRegex((TypeError, AttributeError), "x"):
            ss.create(self.path, XY, 7)


if __name__ == "__main__":
    unittest.main()
