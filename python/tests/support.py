"""What several tests need: structs, a folder of one's own, and children."""

from __future__ import annotations

import ctypes
import enum
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from typing import Any, Callable, List

import sharedstruct as ss

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class XY(ctypes.Structure):
    _fields_ = [("x", ctypes.c_float), ("y", ctypes.c_float)]


class Count(ctypes.Structure):
    _fields_ = [("a", ctypes.c_int64), ("b", ctypes.c_int64)]


class State(enum.IntEnum):
    IDLE = 0
    BUSY = 1


class Robot(ctypes.Structure):
    """A field of every type."""

    _fields_ = [
        ("flag", ctypes.c_bool), ("i8", ctypes.c_int8), ("i16", ctypes.c_int16),
        ("i32", ctypes.c_int32), ("i64", ctypes.c_int64), ("f", ctypes.c_float),
        ("d", ctypes.c_double), ("u8", ctypes.c_uint8), ("u16", ctypes.c_uint16),
        ("u32", ctypes.c_uint32), ("u64", ctypes.c_uint64), ("unit", ss.c_char16),
        ("state", ss.c_enum(State)), ("name", ctypes.c_char * 12), ("id", ss.c_uuid),
        ("seen", ss.c_instant), ("worked", ss.c_duration), ("goal", XY),
        ("samples", ctypes.c_int16 * 4), ("route", XY * 3), ("states", ss.c_enum(State) * 2)]


def writers(region: Any) -> List[ss.Participant]:
    """All participants but readers: another program may look into all regions of shared memory."""
    return [p for p in region.participants() if not p.is_reader]


class FolderTest(unittest.TestCase):
    """Has a folder in shared memory, and leaves neither a file nor a process."""

    def setUp(self) -> None:
        shm = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = tempfile.mkdtemp(prefix="sharedstruct-test-", dir=shm)
        self.path = os.path.join(self.folder, "region")
        self.children: List[subprocess.Popen[str]] = []

        self.addCleanup(self._clean)

    def _clean(self) -> None:
        for child in self.children:
            child.kill()
            child.wait()
            if child.stdout:
                child.stdout.close()
        shutil.rmtree(self.folder)

    def python(self, code: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """A child that runs some code, with the structs of this module."""
        # Python leaves SIGINT ignored if it finds it so, as a shell makes it for what runs behind.
        whole = "import sys, os, time, signal\nimport sharedstruct as ss\n" \
                "from tests.support import *\n" \
                "signal.signal(signal.SIGINT, signal.default_int_handler)\n" + code
        child = subprocess.Popen([sys.executable, "-c", whole, *arguments], text=True,
                                 stdout=subprocess.PIPE, cwd=ROOT,
                                 env={**os.environ, **environment, "PYTHONPATH": ROOT})
        self.children.append(child)
        return child

    def ready(self, child: subprocess.Popen[str]) -> None:
        """Waits until a child has printed ``ready``."""
        assert child.stdout is not None
        self.assertEqual("ready\n", child.stdout.readline())

    def finish(self, child: subprocess.Popen[str], code: int = 0) -> str:
        """Waits for the end of a child; gives what it has printed."""
        output = child.communicate(timeout=20)[0]
        self.assertEqual(code, child.returncode, output)
        return output

    def files(self) -> List[str]:
        """What is in the folder."""
        return sorted(os.listdir(self.folder))


def eventually(condition: Callable[[], Any], seconds: float = 5) -> bool:
    """Whether a condition is met in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.002)
    return True
