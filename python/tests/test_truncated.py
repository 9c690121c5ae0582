"""A file that somebody shortens under a process that has it mapped."""

import os
import unittest

import sharedstruct as ss
from tests.support import Count, FolderTest

# The file is shortened in the midst of a wait, when the memory was just looked at.
TRUNCATE = """
from sharedstruct import _kernel
def shortens(wait):
    def waits(*arguments):
        os.truncate(sys.argv[1], int(sys.argv[2]))
        return wait(*arguments)
    return waits
_kernel.futex_wait, time.sleep = shortens(_kernel.futex_wait), shortens(time.sleep)
"""

AWAIT = TRUNCATE + """
with ss.open(sys.argv[1], read_only=len(sys.argv) > 3) as counts:
    try:
        counts.await_change(counts.version, 60)
    except ss.TruncatedRegionError as error:
        print(error)
"""

LOCK = TRUNCATE + """
with ss.open(sys.argv[1]) as counts:
    try:
        with counts.update() as c:
            c.a += 1
    except ss.TruncatedRegionError as error:
        print(error)
"""

HOLD = """
with ss.open(sys.argv[1]) as counts:
    counts.get_lock().acquire()
    print("ready", flush=True)
    time.sleep(60)
"""

ASK = """
counts = ss.open(sys.argv[1])
os.truncate(sys.argv[1], 0)
for ask in (lambda: counts.is_removed, counts.participants):
    try:
        ask()
    except ss.TruncatedRegionError as error:
        print(error)
if len(sys.argv) > 2:
    counts.close()
"""


class TruncatedTest(FolderTest):
    """The interpreter goes on where it waits, asks, closes or exits."""

    def setUp(self) -> None:
        super().setUp()
        ss.create(self.path, Count).close()
        self.size = os.stat(self.path).st_size

    def told(self, size: int) -> str:
        return f"Count in {self.path}: was truncated: it has {size} bytes, and had {self.size}\n"

    def test_one_who_waits_for_a_commit_is_told(self) -> None:
        self.assertEqual(self.told(0), self.finish(self.python(AWAIT, self.path, "0")))

    def test_one_who_waits_and_only_reads_is_told(self) -> None:
        self.assertEqual(self.told(0), self.finish(self.python(AWAIT, self.path, "0", "reads")))

    def test_one_who_waits_for_the_lock_is_told(self) -> None:
        for size in (0, 100):
            holder = self.python(HOLD, self.path)
            self.ready(holder)
            self.assertEqual(self.told(size),
                             self.finish(self.python(LOCK, self.path, str(size))))
            holder.kill()
            os.unlink(self.path)
            ss.create(self.path, Count).close()

    def test_one_who_asks_is_told_and_can_close(self) -> None:
        out = self.finish(self.python(ASK, self.path, "closes"))
        self.assertEqual(2 * self.told(0), out)

    def test_one_who_asks_is_told_and_can_exit(self) -> None:
        self.assertEqual(2 * self.told(0), self.finish(self.python(ASK, self.path)))


if __name__ == "__main__":
    unittest.main()
