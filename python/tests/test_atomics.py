"""Each provider of atomic operations, and what works without any, and without numpy."""

import platform
import unittest

import sharedstruct as ss
from sharedstruct import _atomics
from tests.support import Count, FolderTest

COUNT = """
from sharedstruct import _atomics
assert _atomics.ATOMICS.name == os.environ[_atomics.VARIABLE], _atomics.ATOMICS
with ss.open(sys.argv[1]) as counts:
    for _ in range(2000):
        with counts.update() as c:
            c.a += 1
            c.b -= 1
"""

NONE = """
with ss.open(sys.argv[1], read_only=True) as reader:
    print(reader.snapshot(), reader.raw.a, reader.await_change(reader.version, 0.01) >= 0)
for make in (lambda: ss.open(sys.argv[1]), lambda: ss.create(sys.argv[1] + "2", Count)):
    try:
        make()
        print("made")
    except ImportError as error:
        print(error)
"""


class AtomicsTest(FolderTest):

    def providers(self):
        names = [name for name, provider in (("libatomic", _atomics._from_libatomic),
                                             ("code", _atomics._from_code)) if provider()]
        self.assertTrue(names)
        return names

    def test_each_provider_does_what_it_should(self):
        for name in self.providers():
            self.assertTrue(_atomics._works(getattr(_atomics, "_from_" + name)()), name)

    def test_a_provider_that_does_not_is_not_used(self):
        found = _atomics._from_libatomic() or _atomics._from_code()
        self.assertFalse(_atomics._works(found._replace(or4=found.and4)))
        self.assertFalse(_atomics._works(found._replace(cas8=lambda *ignored: True)))

    def test_all_count_together(self):
        with ss.create(self.path, Count) as counts:
            names = self.providers()
            children = [self.python(COUNT, self.path, **{_atomics.VARIABLE: name})
                        for name in names + names]
            for child in children:
                self.finish(child)
            total = 2000 * len(children)
            self.assertEqual((total, -total), counts.snapshot())

    @unittest.skipUnless(platform.machine() == "x86_64", "elsewhere reading needs a fence")
    def test_without_any(self):
        with ss.create(self.path, Count, (3, 4)):
            out = self.finish(self.python(NONE, self.path, **{_atomics.VARIABLE: "none"}))
        lines = out.splitlines()
        self.assertEqual("Count(a=3, b=4) 3 True", lines[0])
        self.assertEqual(2, sum("Install libatomic (Debian: apt-get install libatomic1" in line
                                for line in lines[1:]))

    @unittest.skipUnless(platform.machine() == "x86_64", "as another processor would do it")
    def test_with_fences(self):
        """As on a processor that keeps nothing in order: slower, and the same."""
        code = "from sharedstruct import _atomics\n_atomics.IS_ORDERED = False\n" + COUNT.replace(
            "from sharedstruct import _atomics\n", "")
        with ss.create(self.path, Count) as counts:
            children = [self.python(code, self.path, **{_atomics.VARIABLE: "code"})
                        for _ in range(2)]
            for child in children:
                self.finish(child)
            self.assertEqual((4000, -4000), counts.snapshot())

    def test_without_numpy(self):
        code = """
sys.modules["numpy"] = None
with ss.open(sys.argv[1]) as counts:
    counts.a = 1
    try:
        counts.numpy
    except ImportError as error:
        print(error)
"""
        with ss.create(self.path, Count):
            out = self.finish(self.python(code, self.path))
        self.assertIn("Count in " + self.path + ": numpy is not installed", out)


if __name__ == "__main__":
    unittest.main()
