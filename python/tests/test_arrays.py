"""Arrays, with undo space as a whole and without."""

import contextlib
import threading
import time
import unittest

import sharedstruct as ss
from tests.support import XY, Count, FolderTest, eventually, writers

HOLD = """
with ss.open(sys.argv[1]) as table:
    with table.update() as all:
        for number in range(int(sys.argv[2])):
            all[number].x = 50 + number
        print("ready", flush=True)
        time.sleep(20)
"""


class ArrayTest(FolderTest):

    atomic = False

    def setUp(self):
        super().setUp()
        self.table = ss.create(self.path, XY * 4, [(n, -n) for n in range(4)], atomic=self.atomic)

    def tearDown(self):
        self.table.close()
        super().tearDown()

    def xs(self, table=None):
        return [one.x for one in (table or self.table).snapshot()]

    def test_elements_and_slices(self):
        table = self.table
        self.assertEqual(4, len(table))
        self.assertEqual((3, -3), table[-1].snapshot())
        table[1].x = 5
        table[2] = (6, 7)
        self.assertEqual([(5, -1), (6, 7)], table[1:3])
        table[0:2] = [(8, 9), {"x": 10, "y": 11}]
        self.assertEqual([8, 10, 6, 3], self.xs())
        self.assertEqual([3, 10], [one.x for one in table[::-2]])
        self.assertEqual([], table[4:])
        self.assertEqual([8, 10, 6, 3], [one.x for one in table])
        self.assertEqual([8, 10], [one.x for one in table.raw[:2]])
        with table[3].update() as xy:
            xy.x += 1
        self.assertEqual(4, table.raw[3].x)
        table.raw[3] = (1, 1)
        self.assertEqual((1, 1), table.get_obj()[3].y and table[3].snapshot())
        with self.assertRaisesRegex(IndexError, "index 4 is out of bounds of XY"):
            table[4]
        with self.assertRaisesRegex(ValueError, "can only assign 2 values"):
            table[0:2] = [(1, 2)]
        with self.assertRaises((TypeError, ValueError)):
            table[0:2] = [(1, 2), (3, "x")]
        self.assertEqual(8, table[0].x)

    def test_update_of_several_elements(self):
        with ss.open(self.path) as other:
            with self.table.update() as all:
                all[0].x, all[1].x = 10, 11
                all[0].y = 12
                self.assertEqual([10, 11, 2, 3], self.xs())
                if self.atomic:
                    self.assertEqual([0, 1, 2, 3], self.xs(other))
                    self.assertEqual(1, other[1].x)
            self.assertEqual([10, 11, 2, 3], self.xs(other))
            self.assertEqual(12, other[0].y)
        self.assertFalse(self.table.is_half_written)

    def test_exception_undoes_several(self):
        with contextlib.suppress(KeyError):
            with self.table.update() as all:
                for one in all:
                    one.x = 100
                all[1] = (3, 3)
                all[0].x = 101
                raise KeyError
        self.assertEqual([0, 1, 2, 3], self.xs())
        self.assertFalse(self.table.is_half_written)
        self.assertFalse(self.table.get_lock().is_locked())

    def test_inner_update_of_elements(self):
        with self.table.update() as all:
            all[0].x = 10
            with contextlib.suppress(KeyError):
                with self.table.update() as inner:
                    inner[0].x, inner[1].x = 20, 21
                    raise KeyError
            self.assertEqual([10, 1], [all[0].x, all[1].x])
            with self.table[2].update() as xy:
                xy.x = 30
            all[3].x = 40
        self.assertEqual([10, 1, 30, 40], self.xs())

    def test_snapshot_is_of_one_moment(self):
        stop = threading.Event()

        def write():
            number = 0
            while not stop.is_set():
                number += 1
                with self.table.update() as all:
                    for one in all:
                        one.x = number
        thread = threading.Thread(target=write)
        thread.start()
        try:
            with ss.open(self.path, read_only=True) as reader:
                seen = [self.xs(reader) for _ in range(300)]
        finally:
            stop.set()
            thread.join()
        self.assertEqual([], [xs for xs in seen[1:] if len(set(xs)) > 1 and xs != [0, 1, 2, 3]])

    def test_length_zero(self):
        with ss.create(self.path + "0", XY * 0, atomic=self.atomic) as table:
            self.assertEqual([], table.snapshot())
            with table.update():
                pass

    def killed(self, elements):
        child = self.python(HOLD, self.path, str(elements))
        self.ready(child)
        child.kill()
        child.wait()

    def test_killed_in_one_element(self):
        self.killed(1)
        self.assertEqual([0, 1, 2, 3], self.xs())
        self.table[3].x = 9
        self.assertEqual([0, 1, 2, 9], self.xs())

    def test_killed_in_several(self):
        self.killed(3)
        if self.atomic:
            self.assertEqual([0, 1, 2, 3], self.xs())
            self.table[3].x = 9
            self.assertEqual([0, 1, 2, 9], self.xs())
            return
        for access in (self.table.snapshot, lambda: self.table[3].x, self.table[0].snapshot,
                       self.table.update().__enter__, lambda: setattr(self.table[0], "x", 1)):
            with self.assertRaisesRegex(ss.OwnerDiedError, "XY.* is half written"):
                access()
        self.assertEqual([50, 51, 2, 3], [one.x for one in self.table.raw])  # the third was open
        with contextlib.suppress(KeyError):
            with self.table.repair() as all:
                all[0].x, all[1].x = 7, 8
                raise KeyError
        self.assertTrue(self.table.is_half_written)
        self.assertEqual([50, 51, 2, 3], [one.x for one in self.table.raw])
        with self.table.repair() as all:
            all[0].x, all[1].x = 0, 1
        self.assertEqual([0, 1, 2, 3], self.xs())

    def test_reader_of_an_array_whose_owner_lives(self):
        child = self.python(HOLD, self.path, "3")
        self.ready(child)
        self.assertIn(self.table[3].x, (3,))
        self.assertEqual(2, self.table[2].x)


class AtomicArrayTest(ArrayTest):

    atomic = True

    def test_lengths(self):
        with self.assertRaisesRegex(ss.SchemaMismatchError, "4 elements in the file, 5 here"):
            ss.open(self.path, XY * 5)
        with ss.open(self.path, XY, length=ss.ANY) as table:
            self.assertEqual(4, len(table))
        with self.assertRaisesRegex(ss.SchemaMismatchError, "XY is an array in the file"):
            ss.open(self.path, XY)


class KillsTest(FolderTest):
    """Processes that write and are killed: nothing is torn or lost, nobody hangs."""

    WRITER = """
journal = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT, 0o600)
with ss.open(sys.argv[1], lock_timeout=10) as counts:
    print("ready", flush=True)
    while True:
        with (counts.update() if not sys.argv[3] else counts[0].update()) as c:
            c.a += 1
            c.b -= 1
        os.pwrite(journal, (1).to_bytes(1, "little"), 0)
"""

    def storm(self, counts, view, array):
        kills, children = 0, []
        begun = time.monotonic()
        version = counts.version
        while time.monotonic() < begun + 3 or kills < 3 and time.monotonic() < begun + 20:
            while len(children) < 3:
                children.append(self.python(self.WRITER, self.path, f"{self.path}.j{kills}", array))
            if view.version == version:
                view.await_change(version, 0.05)
            version = view.version
            victim = children[kills % 3]
            if eventually(lambda: victim.stdout is None or kills < 3 or view.version > version + 50,
                          0.3):
                self.ready(victim)
                victim.kill()
                victim.wait()
                victim.stdout.close()
                self.children.remove(victim)
                children.remove(victim)
                kills += 1
            seen = view.snapshot()
            self.assertEqual(seen.a, -seen.b)
        for child in children:
            self.ready(child)
            child.kill()
            child.wait()
        before = view.snapshot()
        self.assertEqual(before.a, -before.b)
        with view.update() as c:
            c.a += 1
            c.b -= 1
        self.assertEqual(before.a + 1, view.snapshot().a)
        self.assertGreater(kills, 2)
        self.assertEqual(1, sum(p.is_alive for p in writers(counts)))
        return kills

    def test_struct(self):
        with ss.create(self.path, Count, lock_timeout=10) as counts:
            self.storm(counts, counts, "")

    def test_array_with_shadow(self):
        with ss.create(self.path, Count * 3, atomic=True, lock_timeout=10) as counts:
            self.storm(counts, counts[0], "a")

    def test_no_update_is_lost(self):
        code = """
with ss.open(sys.argv[1]) as counts:
    print("ready", flush=True)
    mine = 0
    while True:
        with counts.update() as c:
            c.a += 1
        mine += 1
        os.pwrite(1, b"%020d" % mine, 0) if False else os.write(1, b"%d\\n" % mine)
"""
        with ss.create(self.path, Count) as counts:
            children = [self.python(code, self.path) for _ in range(3)]
            for child in children:
                self.ready(child)
            time.sleep(0.5)
            told = 0
            for child in children:
                child.kill()
                numbers = child.communicate()[0].split("\n")
                told += int(numbers[-2] or 0) if len(numbers) > 1 else 0
            counts.b = 1
            self.assertGreater(told, 0)
            self.assertLessEqual(told, counts.a)  # a commit that was not told of, each one
            self.assertLessEqual(counts.a, told + 3)


if __name__ == "__main__":
    unittest.main()
