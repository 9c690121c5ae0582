"""An interrupt between any two bytecodes leaves no lock held and nothing half written."""

import itertools
import os
import signal
import sys
import threading
import time
import unittest

import sharedstruct as ss
from tests.support import XY, Count, FolderTest, eventually, writers

LIBRARY = os.path.dirname(ss.__file__)


class Interrupt(BaseException):
    """As KeyboardInterrupt is."""


def interrupted_at(number, action):
    """Runs an action, and raises before the bytecode of that number within the library. True if it
    was reached."""
    left = itertools.count(number, -1)
    reached = []

    def trace(frame, event, argument):
        if not frame.f_code.co_filename.startswith(LIBRARY):
            return None
        frame.f_trace_opcodes = True
        if event == "opcode" and next(left) == 0:
            reached.append(frame)
            raise Interrupt
        return trace
    sys.settrace(trace)
    try:
        action()
    except Interrupt as interrupt:
        kept.append(interrupt)  # as a debugger or a log does
    finally:
        sys.settrace(None)
    return bool(reached)


kept = []


class EveryBytecodeTest(FolderTest):

    def setUp(self):
        super().setUp()
        kept.clear()

    def sweep(self, region, action, value, step=1):
        """At each bytecode: the lock comes free, and what was written is all there or not at
        all."""
        interrupted_at(10**9, action)  # the first time, Python 3.12 traces no bytecodes
        for number in itertools.count(0, step):
            before = value()
            reached = interrupted_at(number, action)
            free = eventually(lambda: not region.get_lock().is_locked(), 2)
            self.assertTrue(free, f"the lock is held after an interrupt at bytecode {number}")
            after = value()
            self.assertIn(after, (before, tuple(one + 1 for one in before)), number)
            if not reached:
                break
        self.assertGreater(number, 50)
        self.assertNotEqual(before, after)
        action()

    def test_update(self):
        with ss.create(self.path, Count) as counts:
            def action():
                with counts.update() as c:
                    c.a += 1
                    c.b += 1
            action()
            self.sweep(counts, action, lambda: tuple(counts.snapshot()))

    def test_next_update_in_the_handler(self):
        with ss.create(self.path, Count) as counts:
            def action():
                with counts.update() as c:
                    c.a += 1
            for number in itertools.count(0, 3):
                reached = interrupted_at(number, action)
                with counts.update() as c:
                    c.b = number
                self.assertFalse(counts.get_lock().is_locked(), number)
                self.assertEqual(number, counts.b)
                if not reached:
                    break

    def test_inner_update(self):
        with ss.create(self.path, Count) as counts:
            def action():
                with counts.update() as c:
                    c.a += 1
                    with counts.update() as d:
                        d.b += 1
            action()
            self.sweep(counts, action, lambda: tuple(counts.snapshot()), 2)

    def test_setter(self):
        with ss.create(self.path, Count) as counts:
            def action():
                counts.a = counts.raw.a + 1
            action()
            self.sweep(counts, action, lambda: (counts.snapshot().a,))

    def test_lock(self):
        with ss.create(self.path, Count) as counts:
            lock = counts.get_lock()

            def action():
                with lock:
                    counts.a = counts.raw.a + 1
            action()
            self.sweep(counts, action, lambda: (counts.snapshot().a,), 2)

    def several(self, atomic):
        with ss.create(self.path, Count * 3, atomic=atomic) as counts:
            def action():
                with counts.update() as all:
                    for one in all:
                        one.a += 1
            action()
            self.sweep(counts, action, lambda: tuple(one.a for one in counts.snapshot()), 7)
            self.assertFalse(counts.is_half_written)

    def test_several_elements(self):
        self.several(False)

    def test_several_elements_with_shadow(self):
        self.several(True)


STORM = """
import random
class Interrupt(BaseException): pass
left = [0]
def strike(number, frame):
    # one to three times in each round: the second may come while the first is dealt with
    while frame is not None:
        if frame.f_code is work.__code__:
            left[0] -= 1
            if left[0] > 0:
                signal.setitimer(signal.ITIMER_REAL, random.uniform(1e-6, 1e-4))
            raise Interrupt
        frame = frame.f_back
def work(counts):
    left[0] = random.choice((1, 1, 2, 3))
    signal.setitimer(signal.ITIMER_REAL, random.uniform(1e-6, 3e-4))
    while True:
        with counts.update() as c:
            c.a += 1
            c.b -= 1
signal.signal(signal.SIGALRM, strike)
with ss.open(sys.argv[1]) as counts:
    print("ready", flush=True)
    end, struck = time.monotonic() + 2.5, 0
    while time.monotonic() < end:
        try:
            work(counts)
        except Interrupt:
            struck += 1
        signal.setitimer(signal.ITIMER_REAL, 0)
    time.sleep(0.1)
    print(struck, counts.get_lock().is_locked(), flush=True)
"""


class StormTest(FolderTest):

    def test_signals_at_random(self):
        with ss.create(self.path, Count, lock_timeout=5) as counts:
            child = self.python(STORM, self.path)
            self.ready(child)
            end = time.monotonic() + 2
            while time.monotonic() < end:
                with counts.update() as c:
                    self.assertEqual(c.a, -c.b)
                    c.a += 1
                    c.b -= 1
                seen = counts.snapshot()
                self.assertEqual(seen.a, -seen.b)
            struck, locked = self.finish(child).split()
            self.assertGreater(int(struck), 10)
            self.assertEqual("False", locked)
            self.assertFalse(counts.get_lock().is_locked())
            seen = counts.snapshot()
            self.assertEqual(seen.a, -seen.b)

    def test_apply_is_not_interrupted(self):
        with ss.create(self.path, XY) as xy:
            begun = threading.Event()

            def slow(section):
                section.x = 1
                begun.set()
                time.sleep(0.1)
                section.y = 1

            def strike(*ignored):
                raise Interrupt
            before = signal.signal(signal.SIGALRM, strike)
            try:
                signal.setitimer(signal.ITIMER_REAL, 0.03)
                with self.assertRaises(Interrupt):
                    xy.apply(slow)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, before)
            self.assertEqual((1, 1), xy.snapshot())

    def test_ctrl_c_in_the_body(self):
        code = """
with ss.open(sys.argv[1]) as xy:
    try:
        with xy.update() as section:
            section.x = 5
            print("ready", flush=True)
            time.sleep(20)
    except KeyboardInterrupt:
        with xy.update() as section:
            section.y = 6
    print(xy.snapshot())
"""
        with ss.create(self.path, XY) as xy:
            child = self.python(code, self.path)
            self.ready(child)
            child.send_signal(signal.SIGINT)
            self.assertEqual("XY(x=0.0, y=6.0)\n", self.finish(child))
            self.assertEqual((0, 6), xy.snapshot())

    def test_waiting_for_the_lock(self):
        code = """
with ss.open(sys.argv[1]) as xy:
    print("ready", flush=True)
    try:
        xy.x = 1
    except KeyboardInterrupt:
        print("told", flush=True)
"""
        with ss.create(self.path, XY) as xy:
            with xy.update():
                child = self.python(code, self.path)
                self.ready(child)
                time.sleep(0.1)
                child.send_signal(signal.SIGINT)
                self.assertEqual("told\n", self.finish(child))
            xy.x = 2


if __name__ == "__main__":
    unittest.main()
