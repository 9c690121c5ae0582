"""Forks, spawned children, temporary regions, makers that race, leftovers, and files that move."""

import multiprocessing
import os
import pickle
import shutil
import signal
import stat
import time
import unittest

import sharedstruct as ss
from tests.support import XY, Count, FolderTest, writers


def add(counts, times):
    """What a child of multiprocessing runs."""
    for _ in range(times):
        with counts.update() as c:
            c.a += 1
            c.b -= 1


class ForkTest(FolderTest):

    def forked(self, body):
        """Runs something in a child; whether it raised nothing."""
        child = os.fork()
        if child == 0:
            code = 1
            try:
                signal.alarm(10)
                body()
                code = 0
            except BaseException:
                import traceback
                traceback.print_exc()
            finally:
                os._exit(code)
        return os.waitpid(child, 0)[1] == 0

    def test_child_is_a_participant_of_its_own(self):
        with ss.create(self.path, Count) as counts:
            def body():
                assert counts.snapshot() == (0, 0)
                counts.a = 5
                found = writers(counts)
                assert [p.process for p in found] == [os.getppid(), os.getpid()], found
            self.assertTrue(self.forked(body))
            self.assertEqual(5, counts.a)
            self.assertEqual([1], [p.id for p in writers(counts) if p.is_alive])
            counts.b = 6

    def test_child_of_one_that_holds_the_lock(self):
        with ss.create(self.path, Count, lock_timeout=5) as counts:
            with counts.update() as c:
                c.a = 1

                def body():
                    try:
                        c.a = 9
                        raise AssertionError("wrote in the parent's update")
                    except RuntimeError as error:
                        assert "has ended" in str(error), error
                    with ss.open(self.path, lock_timeout=0.05) as own:
                        try:
                            own.b = 1
                            raise AssertionError("took the parent's lock")
                        except ss.LockTimeoutError:
                            pass
                    counts.close()
                self.assertTrue(self.forked(body))
                self.assertTrue(counts.get_lock().is_locked())
                c.b = 2
            self.assertEqual((1, 2), counts.snapshot())

    def test_end_of_the_update_in_the_child(self):
        with ss.create(self.path, Count) as counts:
            def body():
                pass
            child = -1
            try:
                with counts.update() as c:
                    c.a = 1
                    child = os.fork()
            except ss.LockLostError:
                os._exit(7 if child == 0 else 1)
            if child == 0:
                os._exit(2)
            self.assertEqual(7 << 8, os.waitpid(child, 0)[1])
            self.assertEqual(1, counts.a)

    def test_dead_parent_looks_dead(self):
        code = """
with ss.open(sys.argv[1]) as counts:
    with counts.update() as c:
        c.a = 9
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        print("ready", flush=True)
        time.sleep(20)
"""
        with ss.create(self.path, Count, lock_timeout=5) as counts:
            child = self.python(code, self.path)
            self.ready(child)
            with os.popen(f"pgrep -P {child.pid}") as found:
                group = found.read().split()
            child.kill()
            child.wait()
            counts.b = 1
            self.assertEqual((0, 1), counts.snapshot())
            for orphan in group:
                os.kill(int(orphan), signal.SIGKILL)

    def multiprocessing_children(self, method):
        context = multiprocessing.get_context(method)
        with ss.create(self.path, Count) as counts:
            children = [context.Process(target=add, args=(counts, 200)) for _ in range(2)]
            for child in children:
                child.start()
            add(counts, 200)
            for child in children:
                child.join(20)
                self.assertEqual(0, child.exitcode)
            self.assertEqual((600, -600), counts.snapshot())
            self.assertEqual([1], [p.id for p in writers(counts)])

    def test_multiprocessing_fork(self):
        self.multiprocessing_children("fork")

    def test_multiprocessing_spawn(self):
        self.multiprocessing_children("spawn")

    def test_pickle(self):
        with ss.create(self.path, XY * 2, [(1, 2)]) as table:
            with pickle.loads(pickle.dumps(table)) as again:
                self.assertEqual((1, 2), again[0].snapshot())
            with ss.open(self.path) as unnamed, pickle.loads(pickle.dumps(unnamed)) as again:
                self.assertEqual(2, len(again))

    def test_inherited(self):
        with ss.create(self.path, XY, (1, 2)) as xy:
            environment = {}
            xy.pass_to(environment, "target")
            self.assertEqual({"SHAREDSTRUCT_target": self.path}, environment)
            child = self.python("print(ss.inherited('target', XY).snapshot())", **environment)
            self.assertEqual("XY(x=1.0, y=2.0)\n", self.finish(child))
            with self.assertRaisesRegex(ValueError, "letters, digits"):
                xy.pass_to(environment, "a b")
        with self.assertRaisesRegex(LookupError, "by the name 'none'"):
            ss.inherited("none")


class FilesTest(FolderTest):

    def test_what_is_made(self):
        mask = os.umask(0o077)
        try:
            with ss.create(self.path, XY, mode=0o640):
                lock = [name for name in self.files() if name.endswith(".lock")]
                self.assertEqual(1, len(lock))
                self.assertEqual([lock[0], "region"], self.files())
                self.assertEqual(0o640, stat.S_IMODE(os.stat(self.path).st_mode))
                lock_mode = os.stat(os.path.join(self.folder, lock[0])).st_mode
                self.assertEqual(0o600, stat.S_IMODE(lock_mode))
        finally:
            os.umask(mask)
        with self.assertRaises(FileExistsError):
            ss.create(self.path, XY)
        with self.assertRaises(FileNotFoundError):
            ss.open(self.path + "x", XY)
        with self.assertRaises(FileNotFoundError):
            ss.create(self.path + "/x", XY)

    def test_remove(self):
        xy = ss.create(self.path, XY, (1, 2))
        reader = ss.open(self.path, read_only=True)
        self.assertFalse(xy.is_removed)
        self.assertTrue(xy.remove())
        self.assertFalse(xy.remove())
        self.assertTrue(xy.is_removed and reader.is_removed)
        xy.x = 5
        self.assertEqual(5, reader.x)
        self.assertEqual([], self.files())
        self.assertEqual([1], [p.id for p in writers(xy)])
        with ss.create(self.path, XY) as other:
            self.assertEqual(0, other.x)
            self.assertFalse(xy.remove())
        xy.close()
        reader.close()
        self.assertTrue(ss.remove(self.path))
        self.assertFalse(ss.remove(self.path))
        self.assertEqual([], self.files())

    def test_makers_that_race(self):
        code = """
sys.stdin = None
print("ready", flush=True)
while not os.path.exists(sys.argv[1] + ".go"): pass
for n in range(30):
    with ss.open_or_create(sys.argv[1] + str(n), Count) as counts:
        with counts.update() as c:
            c.a += 1
"""
        children = [self.python(code, self.path) for _ in range(3)]
        for child in children:
            self.ready(child)
        open(self.path + ".go", "w").close()
        for child in children:
            self.finish(child)
        for n in range(30):
            with ss.open(self.path + str(n)) as counts:
                self.assertEqual(3, counts.a)
        self.assertEqual(61, len(self.files()))

    def test_makers_and_removers_that_race(self):
        code = """
end = time.monotonic() + 1.5
while time.monotonic() < end:
    with ss.open_or_create(sys.argv[1], Count) as counts:
        counts.a += 1
    ss.remove(sys.argv[1])
"""
        for child in [self.python(code, self.path) for _ in range(3)]:
            self.finish(child)
        ss.remove(self.path)
        for _ in range(3):
            ss.create(self.path, XY).close()
            ss.remove(self.path)
        self.assertEqual([], self.files())

    def test_makers_that_are_killed(self):
        code = """
print("ready", flush=True)
while True:
    with ss.open_or_create(sys.argv[1], Count) as counts:
        counts.a += 1
    ss.remove(sys.argv[1])
"""
        for _ in range(6):
            child = self.python(code, self.path)
            self.ready(child)
            time.sleep(0.02)
            child.kill()
            child.wait()
            child.stdout.close()
            self.children.remove(child)
        for _ in range(6):
            with ss.open_or_create(self.path, Count) as counts:
                counts.a += 1
            ss.remove(self.path)
        self.assertEqual([], self.files())

    def test_temporary(self):
        with ss.create_temporary(XY, (1, 2), folder=self.folder) as xy:
            self.assertEqual(2, len(self.files()))
            with ss.open(xy.path) as other:
                other.x = 5
            self.assertEqual(5, xy.x)
            self.assertEqual(2, len(self.files()))
        self.assertEqual([], self.files())

    def test_temporary_goes_with_its_last_user(self):
        xy = ss.create_temporary(XY, folder=self.folder)
        child = self.python("""
xy = ss.open(sys.argv[1])
print("ready", flush=True)
time.sleep(0.3)
""", xy.path)
        self.ready(child)
        xy.close()
        self.assertEqual(2, len(self.files()))
        self.finish(child)
        self.assertEqual([], self.files())

    def test_temporary_of_one_that_exits(self):
        child = self.python("""
xy = ss.create_temporary(XY, folder=sys.argv[1])
print(xy.path)
""", self.folder)
        self.finish(child)
        self.assertEqual([], self.files())

    def test_temporary_whose_users_were_killed(self):
        child = self.python("""
xy = ss.create_temporary(XY, folder=sys.argv[1])
print("ready", flush=True)
time.sleep(20)
""", self.folder)
        self.ready(child)
        ss.create(self.path, XY).close()
        ss.remove(self.path)
        self.assertEqual(2, len(self.files()))
        child.kill()
        child.wait()
        ss.create(self.path, XY).close()
        ss.remove(self.path)
        self.assertEqual([], self.files())

    def test_temporary_in_a_forked_child(self):
        xy = ss.create_temporary(XY, folder=self.folder)
        context = multiprocessing.get_context("fork")
        child = context.Process(target=_store_later, args=(xy,))
        child.start()
        xy.close()
        child.join(10)
        self.assertEqual(0, child.exitcode)
        self.assertEqual([], self.files())

    def test_temporary_in_a_folder_of_the_user(self):
        with ss.create_temporary(XY) as xy:
            folder = os.path.dirname(xy.path)
            self.assertEqual(0o700, stat.S_IMODE(os.stat(folder).st_mode))
        self.assertFalse(os.path.exists(xy.path))

    def test_renamed(self):
        with ss.create(self.path, XY, (1, 2)) as xy:
            os.rename(self.path, self.path + "2")
            with ss.open(self.path + "2") as other:
                other.x = 3
            self.assertEqual(3, xy.x)

    def test_copied_while_its_writer_is_in_an_update(self):
        with ss.create(self.path, XY, (1, 2)) as xy:
            with xy.update() as section:
                section.x = 50
                shutil.copyfile(self.path, self.path + "2")
            with ss.open(self.path + "2", read_only=True) as reader:
                self.assertEqual((1, 2), reader.snapshot())
            with ss.open(self.path + "2", lock_timeout=1) as copy:
                copy.y = 7
                self.assertEqual((1, 7), copy.snapshot())
                self.assertEqual([2], [p.id for p in writers(copy)])
            self.assertEqual((50, 2), xy.snapshot())

    def test_moved_while_it_is_used(self):
        os.mkdir(self.path + ".d")
        moved = os.path.join(self.path + ".d", "region")
        xy = ss.create(self.path, XY, (1, 2))
        os.rename(self.path, moved)
        with self.assertRaisesRegex(ss.RegionError, f"was moved.*process {os.getpid()} "):
            ss.open(moved)
        with ss.open(moved, read_only=True) as reader:
            self.assertEqual(1, reader.x)
        xy.close()
        with ss.open(moved, lock_timeout=1) as again:
            again.x = 5
        os.unlink(moved)

    def test_links_and_folders(self):
        ss.create(self.path, XY).close()
        os.symlink(self.path, self.path + ".link")
        with ss.open(self.path + ".link") as xy:
            xy.x = 1
        os.chmod(self.folder, 0o777)
        with self.assertRaisesRegex(ss.UntrustedFileError, "is a symbolic link"):
            ss.open(self.path + ".link")
        os.chmod(self.folder, 0o700)
        with self.assertRaisesRegex(ss.NotARegionError, "is a folder"):
            ss.open(self.folder)
        os.mkfifo(self.path + ".pipe")
        with self.assertRaisesRegex(ss.NotARegionError, "no regular file"):
            ss.open(self.path + ".pipe", read_only=True)

    def test_damage(self):
        ss.create(self.path, XY).close()
        with open(self.path, "rb") as file:
            whole = file.read()

        def changed(text, data):
            with open(self.path, "wb") as file:
                file.write(data)
            with self.assertRaisesRegex(ss.InvalidRegionError, text):
                ss.open(self.path)
        changed("is no shared region: it begins with 58", b"X" * 5000)
        changed("is no shared region: it ends at byte 3", b"abc")
        changed("is truncated", whole[:-1])
        changed("bytes, .* expected", whole + b"x")
        changed("format version 3", whole[:12] + b"\3" + whole[13:])
        changed("other byte order", whole[:8] + whole[8:12][::-1] + whole[12:])
        changed("stride at byte 56 is 9, 8 expected", whole[:56] + b"\x09" + whole[57:])
        at = whole.index(b"struct XY")
        changed("word of the schema", whole[:at] + b"strict" + whole[at + 6:])


def _store_later(xy):
    time.sleep(0.1)
    xy.x = 1


@unittest.skipUnless(os.geteuid() == 0, "only the superuser can be others")
class StrangersTest(FolderTest):

    def test_file_of_another_user(self):
        with ss.create(self.path, XY, mode=0o666):
            pass
        os.chmod(self.folder, 0o755)
        code = """
os.setuid(65534)
try:
    ss.open(sys.argv[1])
except ss.UntrustedFileError as error:
    print(error)
with ss.open(sys.argv[1], any_owner=True) as xy:
    xy.x = 5
"""
        out = self.finish(self.python(code, self.path))
        self.assertIn("belongs to user 0, and this process runs as 65534; any_owner=True", out)
        with ss.open(self.path) as xy:
            self.assertEqual(5, xy.x)


if __name__ == "__main__":
    unittest.main()
