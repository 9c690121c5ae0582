"""The mapped file: words that are loaded and stored at once, and places for atomic operations.

All access goes through memoryviews of the mapping, or through ctypes objects that keep it. So no
access can come after the end of the mapping: a released memoryview raises, and the mapping lasts as
long as anything of it.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import struct
from typing import Any, Optional, Tuple

from . import _format as fmt
from ._errors import TruncatedRegionError

#: Indices into the memory as words of 8 and of 4 bytes.
Q_LOCK = fmt.LOCK // 8
Q_SEQUENCE = fmt.SEQUENCE // 8
Q_INDEX = fmt.INDEX // 8
U_WAKE_LOCK = fmt.WAKE_LOCK // 4
U_WAKE_VERSION = fmt.WAKE_VERSION // 4
U_SLEEPERS = fmt.SLEEPERS // 4
U_DIRTY = fmt.DIRTY // 4
U_STATE = fmt.STATE // 4


_CODES = {1: "B", 2: "H", 4: "I", 8: "Q"}


class Memory:
    """A whole region, mapped. ``view`` has its bytes, ``q`` and ``u`` its words of 8 and 4
    bytes."""

    __slots__ = ("mapping", "view", "q", "u", "writable", "lock", "wake_lock", "wake_version",
                 "sleepers", "__weakref__")

    def __init__(self, file: int, size: int, writable: bool) -> None:
        protection = mmap.PROT_READ | (mmap.PROT_WRITE if writable else 0)
        self.mapping = mmap.mmap(file, size, mmap.MAP_SHARED, protection)
        self.writable = writable
        self.view = memoryview(self.mapping)
        self.q = self.view[:size // 8 * 8].cast("Q")
        self.u = self.view[:size // 4 * 4].cast("I")
        self.lock = self.wake_lock = self.wake_version = self.sleepers = None  # type: Any
        if writable:
            self.lock = self.place(fmt.LOCK, ctypes.c_uint64)
            self.wake_lock = self.place(fmt.WAKE_LOCK, ctypes.c_uint32)
            self.wake_version = self.place(fmt.WAKE_VERSION, ctypes.c_uint32)
            self.sleepers = self.place(fmt.SLEEPERS, ctypes.c_uint32)

    def place(self, offset: int, kind: Any) -> Any:
        """Where an atomic operation takes place. It keeps the mapping."""
        return ctypes.byref(kind.from_buffer(self.mapping, offset))

    def word(self, offset: int) -> int:
        """A word of 8 bytes."""
        return self.q[offset >> 3]

    def release(self) -> None:
        """Ends the mapping, or leaves that to the last of the objects of others that lie in it.

        A thread that is about to take the lock finds a private word in its place, which is not
        free, and then a closed handle.
        """
        taken = ctypes.c_uint64(fmt.NOBODY << 32)
        self.lock = self.wake_lock = self.wake_version = self.sleepers = ctypes.byref(taken)
        for view in (self.q, self.u, self.view):
            with contextlib.suppress(BufferError):
                view.release()
        with contextlib.suppress(BufferError):
            self.mapping.close()

    @property
    def is_whole(self) -> bool:
        """Whether the file has not become shorter than its mapping.

        A load or store where it has no page any more is a SIGBUS, which ends the interpreter; no
        code in Python can catch it. So this is asked where time does not matter: before and after
        waits, and in closing. It is a system call.
        """
        return self._shortened() is None

    def _shortened(self) -> Optional[Tuple[int, int]]:
        """How many bytes the file has, and had; None if it lost none. So it is with what is closed,
        perhaps at this moment: the next access says that, and the descriptor may be that of
        another file by now."""
        try:
            has, had = self.mapping.size(), len(self.mapping)
        except (ValueError, OSError):
            return None
        return (has, had) if has < had and self.is_open else None

    def require_whole(self, name: str) -> None:
        """Tells where the file has become shorter."""
        shortened = self._shortened()
        if shortened is not None:
            raise TruncatedRegionError(
                name, "was truncated: it has %d bytes, and had %d" % shortened)

    @property
    def is_open(self) -> bool:
        """Whether it is still used by its handle."""
        return is_alive(self.view)


def is_alive(view: memoryview) -> bool:
    """Whether a view was not released."""
    try:
        view.nbytes
        return True
    except ValueError:
        return False


def word_struct(size: int, alignment: int) -> struct.Struct:
    """Copies a struct word by word: a word is as wide as the struct is aligned, 8 bytes at most, so
    no field is torn for those who read while it is copied back."""
    width = min(alignment, 8)
    return struct.Struct(f"@{size // width}{_CODES[width]}")


def open_words(file: int) -> Optional[Memory]:
    """The header of an open region; None if the file is too short to have one."""
    try:
        return Memory(file, fmt.HEADER_SIZE, False)
    except (ValueError, OSError):
        return None
