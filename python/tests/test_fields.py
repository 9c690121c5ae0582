"""Every type of field, in every kind of view."""

import ctypes
import datetime
import enum
import math
import pickle
import unittest
import uuid

import sharedstruct as ss
from tests.support import XY, FolderTest, Robot, State

ID = uuid.UUID("12345678-1234-5678-9234-567812345678")
SEEN = datetime.datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=datetime.timezone.utc)
VALUES = {
    "flag": True, "i8": -8, "i16": -16, "i32": -32, "i64": -2**62, "f": 0.5, "d": math.pi,
    "u8": 200, "u16": 60000, "u32": 2**32 - 1, "u64": 2**64 - 1, "unit": "\u00e4",
    "state": State.BUSY, "name": "Gr\u00fc\u00dfe", "id": ID, "seen": ss.Instant.of(SEEN),
    "worked": ss.Duration(-1, 999_999_999), "goal": (1.5, -2.5), "samples": (1, 2, 3, -4),
    "route": ((1, 2), (3, 4), (5, 6)), "states": (State.BUSY, State.IDLE)}


class FieldsTest(FolderTest):

    def setUp(self):
        super().setUp()
        self.robot = ss.create(self.path, Robot)

    def tearDown(self):
        self.robot.close()
        super().tearDown()

    def check(self, view):
        for name, value in VALUES.items():
            with self.subTest(name=name):
                found = getattr(view, name)
                if name in ("samples", "route", "states", "goal") and not isinstance(found, tuple):
                    continue
                self.assertEqual(value, found)

    def test_guarded_fields(self):
        for name, value in VALUES.items():
            setattr(self.robot, name, value)
        self.check(self.robot)
        self.check(self.robot.snapshot())

    def test_raw_fields(self):
        for name, value in VALUES.items():
            setattr(self.robot.raw, name, value)
        self.check(self.robot.raw)
        self.check(self.robot.snapshot())

    def test_fields_in_an_update(self):
        with self.robot.update() as robot:
            for name, value in VALUES.items():
                setattr(robot, name, value)
            self.check(robot)
        self.check(self.robot)

    def test_fields_of_an_element(self):
        with ss.create(self.path + "s", Robot * 2) as robots:
            with robots.update() as all:
                for name, value in VALUES.items():
                    setattr(all[1], name, value)
            self.check(robots[1])
            self.check(robots.raw[1])
            self.assertFalse(robots[0].flag)

    def test_initial_values(self):
        with ss.create(self.path + "i", Robot, VALUES) as robot:
            self.check(robot.snapshot())

    def test_whole_struct(self):
        self.robot.set(VALUES)
        self.check(self.robot)
        self.robot.set({"i8": 5})
        self.assertEqual((5, -16), (self.robot.i8, self.robot.i16))

    def test_its_own_schema(self):
        self.robot.set(VALUES)
        with ss.open(self.path) as robot:
            self.assertEqual("BUSY", robot.state.name)
            self.assertEqual(-1, robot.u64)  # the file has a long
            self.assertEqual((1.5, -2.5), robot.goal)
            self.assertEqual(ctypes.sizeof(Robot), ctypes.sizeof(robot.get_obj()))
            self.assertEqual(-16, robot.get_obj().i16)
            self.assertEqual(4.0, robot.get_obj().route[1].y)

    def test_nested_fields(self):
        with self.robot.update() as robot:
            robot.goal.x = 3
            robot.route[1].y = 4
            robot.route[2] = (7, 8)
            robot.samples[1:3] = [5, 6]
            robot.samples[-1] = 9
        seen = self.robot.snapshot()
        self.assertEqual((3, 0), seen.goal)
        self.assertEqual(((0, 0), (0, 4), (7, 8)), seen.route)
        self.assertEqual((0, 5, 6, 9), seen.samples)
        self.assertEqual([5, 6], self.robot.raw.samples[1:3])
        with self.assertRaisesRegex(IndexError, r"samples\[4\]: there are 4 elements"):
            self.robot.raw.samples[4]

    def test_times(self):
        self.robot.seen = SEEN
        self.assertEqual(SEEN, self.robot.seen.datetime)
        self.robot.seen = SEEN.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
        self.assertEqual(SEEN - datetime.timedelta(hours=2), self.robot.seen.datetime)
        self.robot.seen = 1_000_000_001
        self.assertEqual(1_000_000_001, self.robot.seen.nanoseconds)
        with self.assertRaisesRegex(ValueError, "1 ns beyond microseconds"):
            self.robot.seen.datetime
        self.assertEqual(1, self.robot.seen.truncated().timestamp())
        self.robot.worked = datetime.timedelta(seconds=-1.5)
        self.assertEqual(datetime.timedelta(seconds=-1.5), self.robot.worked.timedelta)
        with self.assertRaisesRegex(ValueError, "without a time zone"):
            self.robot.seen = datetime.datetime(2026, 1, 1)

    def test_refused_values(self):
        before = self.robot.snapshot()
        for name, value, error in (
                ("i8", 128, ValueError), ("u8", -1, ValueError), ("i32", 1.5, TypeError),
                ("f", "1", TypeError), ("flag", 2, TypeError),
                ("unit", "ab", TypeError), ("state", 2, ValueError), ("name", "x" * 13, ValueError),
                ("name", "a\0", ValueError), ("id", "x", TypeError),
                ("goal", (1, 2, 3), ValueError),
                ("goal", (1, "y"), (TypeError, ValueError)), ("samples", (1, 2), ValueError)):
            for view in (self.robot, self.robot.raw):
                with self.subTest(name=name, value=value, view=type(view)):
                    with self.assertRaises(error) as raised:
                        setattr(view, name, value)
                    self.assertIn(name, str(raised.exception))
                    self.assertIn(self.path, str(raised.exception))
        self.assertEqual(before, self.robot.snapshot())

    def test_value_that_the_type_does_not_have(self):
        self.robot.get_obj().state.value = 7 if hasattr(self.robot.get_obj().state, "value") else 7
        offset = type(self.robot.get_obj()).state.offset
        (ctypes.c_int32).from_buffer(self.robot.get_obj(), offset).value = 7
        for view in (self.robot, self.robot.raw):
            with self.assertRaisesRegex(ss.InvalidValueError, "state of .*7 is stored"):
                view.state
        with self.assertRaisesRegex(ss.InvalidValueError, "7 is stored"):
            self.robot.snapshot()

    def test_malformed_text(self):
        offset = Robot.name.offset
        (ctypes.c_ubyte * 12).from_buffer(self.robot.get_obj(), offset)[:] = [0xFF] * 12
        self.assertEqual("\ufffd" * 12, self.robot.name)

    def test_half_of_a_surrogate_pair(self):
        """Three bytes, or what there is of them, are one U+FFFD in Java, and here as well."""
        offset = Robot.name.offset
        room = (ctypes.c_ubyte * 12).from_buffer(self.robot.get_obj(), offset)
        for data, text in ((b"\xed\xa0\x80a", "\ufffda"), (b"\xed\xa0a", "\ufffda"),
                           (b"\xed\xbf\xbf\xed\xa0", "\ufffd\ufffd"),
                           (b"\xed\x9f\xbf", "\ud7ff"), (b"\xe0\x80\x80", "\ufffd" * 3)):
            room[:] = data.ljust(12, b"\0")
            for view in (self.robot, self.robot.raw, self.robot.snapshot()):
                self.assertEqual(text, view.name)

    def test_numpy(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("numpy is not installed")
        self.robot.set(VALUES)
        memory = self.robot.numpy
        self.assertEqual(-16, memory["i16"])
        self.assertEqual(b"Gr\xc3\xbc\xc3\x9fe", memory["name"])
        self.assertEqual(4.0, memory["route"][1]["y"])
        memory["i32"] = 77
        self.assertEqual(77, self.robot.i32)
        with ss.create(self.path + "n", XY, [(1, 2), (3, 4)], length=ss.ANY) as table:
            xs = table.numpy["x"]
            xs += 1
            self.assertEqual([2.0, 4.0], [one.x for one in table.snapshot()])
            self.assertTrue(numpy.shares_memory(xs, table.numpy))
        self.assertEqual([2.0, 4.0], list(xs))  # the mapping outlives the handle

    def test_records_can_be_pickled(self):
        with ss.open(self.path) as robot:
            seen = robot.goal
        self.assertEqual(seen, pickle.loads(pickle.dumps(seen)))
        self.assertEqual(["x", "y"], list(pickle.loads(pickle.dumps(seen))._fields))


class DeclarationTest(unittest.TestCase):

    def refused(self, kind, text):
        class Bad(ctypes.Structure):
            _fields_ = [("a", ctypes.c_int32), ("bad", kind)]
        with self.assertRaisesRegex(TypeError, "bad is .*" + text):
            ss.create("/nowhere", Bad)

    def test_what_means_nothing_elsewhere(self):
        self.refused(ctypes.c_void_p, "an address means nothing in another process")
        self.refused(ctypes.POINTER(ctypes.c_int), "an address")
        self.refused(ctypes.c_char, "a text")
        self.refused(ctypes.c_wchar, "UTF-16")

    def test_bit_fields(self):
        class Bits(ctypes.Structure):
            _fields_ = [("a", ctypes.c_int, 3)]
        with self.assertRaisesRegex(TypeError, "Bits.a is a bit field"):
            ss.create("/nowhere", Bits)

    def test_enum_with_gaps(self):
        with self.assertRaisesRegex(TypeError, "Odd: the values"):
            ss.c_enum(enum.IntEnum("Odd", [("A", 0), ("B", 2)]))


if __name__ == "__main__":
    unittest.main()
