"""All or nothing: updates, holds of the lock, updates within each other, closed and read-only
handles."""

import contextlib
import os
import threading
import time
import unittest

import sharedstruct as ss
from sharedstruct import _format
from tests.support import XY, Count, FolderTest, eventually, writers


class UpdateTest(FolderTest):

    def setUp(self):
        super().setUp()
        self.xy = ss.create(self.path, XY, (1, 2))

    def tearDown(self):
        self.xy.close()
        super().tearDown()

    def assert_free(self):
        self.assertFalse(self.xy.get_lock().is_locked())

    def test_is_seen_at_its_end_alone(self):
        with self.xy.update() as xy, ss.open(self.path, XY) as other:
            xy.x = 5
            self.assertEqual((1, 2), other.snapshot())
            self.assertEqual(1, other.x)
            self.assertEqual((5, 2), self.xy.snapshot())
        self.assertEqual((5, 2), self.xy.snapshot())
        self.assertEqual(1, self.xy.version)
        self.assert_free()

    def test_exception_undoes_it(self):
        with self.assertRaises(KeyError):
            with self.xy.update() as xy:
                xy.x = 5
                raise KeyError
        self.assertEqual((1, 2), self.xy.snapshot())
        self.assertEqual(1, self.xy.version)
        self.assert_free()

    def test_inner_update_is_undone_alone(self):
        with self.xy.update() as xy:
            xy.x = 5
            with contextlib.suppress(KeyError):
                with self.xy.update() as inner:
                    inner.x, inner.y = 6, 7
                    raise KeyError
            self.assertEqual(2, xy.y)
            with self.xy.update() as inner:
                inner.y = 8
        self.assertEqual((5, 8), self.xy.snapshot())
        self.assertEqual(1, self.xy.version)

    def test_used_after_its_end(self):
        with self.xy.update() as xy:
            pass
        with self.assertRaisesRegex(RuntimeError, "has ended"):
            xy.x = 1
        with self.assertRaisesRegex(RuntimeError, "has ended"):
            xy.x

    def test_exit_stack(self):
        with contextlib.ExitStack() as stack:
            xy = stack.enter_context(self.xy.update())
            xy.x = 9
            self.assertEqual((9, 2), self.xy.snapshot())
        self.assertEqual((9, 2), self.xy.snapshot())
        with self.assertRaises(KeyError), contextlib.ExitStack() as stack:
            stack.enter_context(self.xy.update()).x = 10
            raise KeyError
        self.assertEqual(9, self.xy.x)
        self.assert_free()

    def test_in_a_generator(self):
        def points():
            with self.xy.update() as xy:
                yield xy
        generator = points()
        next(generator).x = 4
        self.assertTrue(self.xy.get_lock().is_locked())
        with self.assertRaises(StopIteration):
            next(generator)
        self.assertEqual(4, self.xy.x)

    def test_apply(self):
        def step(xy):
            xy.x += 1
            return threading.current_thread() is threading.main_thread()
        self.assertFalse(self.xy.apply(step))
        with self.xy.update():
            self.assertTrue(self.xy.apply(step))
        self.assertEqual(3, self.xy.x)
        with self.assertRaises(KeyError):
            self.xy.apply(lambda xy: {}[setattr(xy, "x", 9)])
        self.assertEqual(3, self.xy.x)

    def test_lock(self):
        lock = self.xy.get_lock()
        with lock:
            with lock:
                self.xy.x = 3
            self.xy.y = 4
            with ss.open(self.path) as other:
                self.assertEqual((1, 2), other.snapshot())
        self.assertEqual((3, 4), self.xy.snapshot())
        self.assertEqual(1, self.xy.version)
        self.assertTrue(lock.acquire())
        self.xy.x = 5
        lock.release()
        self.assertEqual((5, 4), self.xy.snapshot())
        with self.assertRaisesRegex(RuntimeError, "does not hold"):
            lock.release()
        self.assert_free()

    def test_lock_of_another_thread(self):
        taken, go = threading.Event(), threading.Event()

        def hold():
            with self.xy.update() as xy:
                xy.x = 7
                taken.set()
                go.wait()
        thread = threading.Thread(target=hold)
        thread.start()
        taken.wait()
        self.assertFalse(self.xy.get_lock().acquire(False))
        self.assertFalse(self.xy.get_lock().acquire(timeout=0.05))
        with ss.open(self.path, lock_timeout=0.05) as other:
            with self.assertRaisesRegex(
                    ss.LockTimeoutError, r"XY in .* within 0.05 s: thread \d+ of process "
                    rf"{os.getpid()} \(.*\) holds it, for at least"):
                other.x = 1
        with self.assertRaisesRegex(RuntimeError, "cannot be closed"):
            self.xy.close()
        go.set()
        thread.join()
        self.xy.x += 1
        self.assertEqual(8, self.xy.x)

    def test_lock_of_a_thread_that_ended(self):
        def take():
            self.xy.get_lock().acquire()
            self.xy.x = 100
        thread = threading.Thread(target=take)
        thread.start()
        thread.join()
        with ss.open(self.path, lock_timeout=5) as other:
            other.y = 5
        self.assertEqual((1, 5), self.xy.snapshot())

    def test_lock_that_was_taken_over(self):
        with self.assertRaisesRegex(ss.LockLostError, "taken over by another process"):
            with self.xy.update() as xy:
                xy.x = 5
                self.xy._guard.q[_format.LOCK >> 3] = 77 << 32  # of one who is dead by now
        self.assertEqual((1, 2), self.xy.snapshot())
        self.xy.y = 3
        self.assertEqual((1, 3), self.xy.snapshot())

    def test_through_two_handles(self):
        with ss.open(self.path) as other, self.xy.update():
            with self.assertRaisesRegex(RuntimeError, "through another handle"):
                other.x = 1

    def test_threads_lose_no_update(self):
        def count():
            for _ in range(500):
                with self.xy.update() as xy:
                    xy.x += 1
        threads = [threading.Thread(target=count) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(2001, self.xy.x)

    def test_processes_lose_no_update_and_tear_none(self):
        with ss.create(self.path + "c", Count) as counts:
            code = """
with ss.open(sys.argv[1], Count) as counts:
    for _ in range(3000):
        with counts.update() as c:
            c.a += 1
            c.b -= 1
"""
            children = [self.python(code, self.path + "c") for _ in range(2)]
            while any(child.poll() is None for child in children):
                seen = counts.snapshot()
                self.assertEqual(seen.a, -seen.b)
                counts.await_change(counts.version, 0.1)
            for child in children:
                self.finish(child)
            self.assertEqual((6000, -6000), counts.snapshot())

    def test_closed(self):
        raw, obj = self.xy.raw, self.xy.get_obj()
        self.xy.close()
        self.xy.close()
        self.assertTrue(self.xy.closed)
        for access in (self.xy.snapshot, lambda: self.xy.x, lambda: raw.x, lambda: self.xy.version,
                       lambda: setattr(raw, "x", 1), lambda: setattr(self.xy, "x", 1),
                       self.xy.update().__enter__, lambda: self.xy.get_lock().acquire(),
                       self.xy.get_obj, lambda: self.xy.await_change(0, 1),
                       lambda: self.xy.is_removed):
            with self.assertRaisesRegex(ss.ClosedError, f"{self.path}.* is closed"):
                access()
        self.assertEqual(1, obj.x)
        obj.x = 5
        self.assertEqual(5, obj.x)

    def test_closed_while_others_use_it(self):
        stop = threading.Event()
        errors = []

        def use(handle):
            try:
                while not stop.is_set():
                    with handle.update() as xy:
                        xy.x += 1
                    handle.snapshot()
            except ss.ClosedError:
                pass
            except BaseException as error:
                errors.append(error)
        for _ in range(20):
            handle = ss.open(self.path)
            threads = [threading.Thread(target=use, args=(handle,)) for _ in range(2)]
            for thread in threads:
                thread.start()
            time.sleep(0.002)
            while not handle.closed:
                with contextlib.suppress(RuntimeError):
                    handle.close()
            for thread in threads:
                thread.join()
        self.assertEqual([], errors)
        self.xy.x = 0
        self.assert_free()

    def test_read_only(self):
        with ss.open(self.path, read_only=True) as reader:
            self.assertTrue(reader.read_only)
            self.assertEqual((1, 2), reader.snapshot())
            self.assertEqual((1, 2), (reader.raw.x, reader.y))
            self.assertEqual(1, reader.get_obj().x)
            for write in (lambda: setattr(reader, "x", 1), lambda: setattr(reader.raw, "x", 1),
                          reader.update().__enter__, lambda: reader.get_lock().acquire()):
                with self.assertRaisesRegex(TypeError, "reading only"):
                    write()
            version = reader.version
            threading.Timer(0.05, lambda: setattr(self.xy, "x", 3)).start()
            self.assertEqual(version + 1, reader.await_change(version, 5))
            self.assertIn((0, os.getpid()), [(p.id, p.process) for p in
                                             self.read_from_child()] + [(0, os.getpid())])

    def read_from_child(self):
        child = self.python("""
with ss.open(sys.argv[1], read_only=True) as reader:
    print("ready", flush=True)
    sys.stdin.read() if False else time.sleep(20)
""", self.path)
        self.ready(child)
        found = self.xy.participants()
        self.assertIn(child.pid, [p.process for p in found if p.is_reader])
        return [(p.id, p.process) for p in found] and found

    def test_participants(self):
        with ss.open(self.path, name="planner") as other:
            found = writers(other)
        self.assertEqual([1, 2], [p.id for p in found])
        self.assertEqual(["planner"], [p.name for p in found if p.id == 2])
        self.assertEqual([1], [p.id for p in writers(self.xy)])
        others = [ss.open(self.path) for _ in range(40)]
        self.assertEqual(41, len(writers(self.xy)))
        for other in others:
            other.close()
        self.assertEqual(1, len(writers(self.xy)))

    def test_unknown_field(self):
        with self.assertRaisesRegex(AttributeError, "has no field z"):
            self.xy.z = 1
        with self.assertRaises(AttributeError):
            self.xy.raw.z = 1


class WaitingTest(FolderTest):

    def test_changes(self):
        with ss.create(self.path, XY) as xy:
            child = self.python("""
with ss.open(sys.argv[1], XY) as xy:
    for i in range(1, 11):
        xy.x = i
        time.sleep(0.01)
""", self.path)
            seen = []
            for one in xy.changes(timeout=60):
                seen.append(one.x)
                if one.x == 10:
                    break
            self.assertEqual(sorted(set(seen)), seen)
            self.assertEqual((0, 10), (seen[0], seen[-1]))
            self.finish(child)
            self.assertEqual([10], [one.x for one in xy.changes(timeout=0.05)])

    def test_wait_for(self):
        with ss.create(self.path, XY) as xy:
            threading.Timer(0.05, lambda: setattr(xy, "x", 3)).start()
            self.assertEqual(3, xy.wait_for(lambda one: one.x == 3, 5).x)
            with self.assertRaisesRegex(TimeoutError, "within 0.05 s; the last snapshot is XY"):
                xy.wait_for(lambda one: one.x == 4, 0.05)
            with xy.update(), self.assertRaisesRegex(RuntimeError, "cannot wait"):
                xy.await_change(xy.version)

    def test_wakes_a_sleeper_at_once(self):
        with ss.create(self.path, XY) as xy, ss.open(self.path) as other:
            late = []

            def wait():
                for number in range(1, 21):
                    other.wait_for(lambda one: one.x >= number, 5)
                    late.append(time.monotonic() - stored[0])
            stored = [0.0]
            thread = threading.Thread(target=wait)
            thread.start()
            for number in range(1, 21):
                time.sleep(0.005)
                stored[0] = time.monotonic()
                xy.x = number
                self.assertTrue(eventually(lambda: len(late) >= number))
            thread.join()

    def test_commit_of_one_who_was_killed(self):
        with ss.create(self.path, XY) as xy:
            child = self.python("""
from sharedstruct import _mutex
with ss.open(sys.argv[1], XY) as xy:
    xy._guard.section  # a single store, made and not told of
    with xy.get_lock():
        xy.raw.x = 5
        print("ready", flush=True)
        time.sleep(20)
""", self.path)
            self.ready(child)
            version = xy.version
            child.kill()
            self.assertNotEqual(version, xy.await_change(version, 5))
            self.assertEqual(5, xy.x)


if __name__ == "__main__":
    unittest.main()
