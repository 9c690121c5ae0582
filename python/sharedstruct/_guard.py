"""Reading under the guard, and waiting for a commit: G and W of docs/format.md."""

from __future__ import annotations

import time
from typing import Optional, Tuple

from . import _format as fmt
from . import _kernel as kernel
from ._atomics import ATOMICS
from ._errors import LockTimeoutError
from ._holds import Hold
from ._memory import (Q_INDEX, Q_LOCK, Q_SEQUENCE, U_DIRTY, U_SLEEPERS, U_WAKE_VERSION)
from ._mutex import Mutex

_SEQ_CST = 5
_COMMIT_SLICE = 0.050
_PAUSE = 0.001
_DISTURBED = 64


class Guard(Mutex):
    """The whole protocol, for one handle."""

    __slots__ = ()

    # G, read

    def read(self, index: int, at: int, size: int) -> bytes:
        """G: bytes of one element, of one commit."""
        q, view, attempts = self.q, self.view, 0
        while True:
            s = q[Q_SEQUENCE]  # G1
            self._fence()
            source, settled = self._source(s, index)
            data = bytes(view[source + at:source + at + size])  # G2
            self._fence()
            if settled or q[self.stamps + index] != s:
                if self._is_valid(s):
                    return data
            attempts += 1
            if attempts > _DISTURBED:
                found = self._read_locked(self._data(index) + at, size)
                if found is not None:
                    return found

    def _source(self, s: int, index: int) -> Tuple[int, bool]:
        """G2: where an element lies, and whether that cannot change under this sequence."""
        if s & 1 and not self.holds():
            if self.shadow:
                if self.q[self.stamps + index] == s:
                    self._fence()
                    return self.shadow + index * self.stride, True
                return self._data(index), False
            if not self.is_array or self.q[Q_INDEX] == index:
                return self.undo_at, True
        return self._data(index), True

    def _is_valid(self, s: int) -> bool:
        """G3 and G4."""
        dirty = self.is_array and not self.shadow and self.u[U_DIRTY]
        self._fence()
        return self.q[Q_SEQUENCE] == s and (not dirty or self._is_owner_at_it(s))

    def _is_owner_at_it(self, s: int) -> bool:
        owner = self.q[Q_LOCK]
        if self.holds() or owner != 0 and self.is_alive(owner):
            return True
        if self.u[U_DIRTY] and self.q[Q_LOCK] == owner and self.q[Q_SEQUENCE] == s:
            raise self._owner_died()
        return False

    def _read_locked(self, at: int, size: int) -> Optional[bytes]:
        """For a reader that was disturbed too often; None if the lock is not free."""
        if not self.memory.writable or self.cas is None or self.q[Q_LOCK]:
            return None
        try:
            with Hold(self, timeout=0):
                return bytes(self.view[at:at + size])
        except LockTimeoutError:
            return None

    def read_all(self, first: int, count: int) -> bytes:
        """G for several elements, of one moment."""
        q, view = self.q, self.view
        at, size, attempts = self._data(first), count * self.stride, 0
        while True:
            s = q[Q_SEQUENCE]
            self._fence()
            if self.holds():
                return bytes(view[at:at + size])
            if not self.shadow and self.u[U_DIRTY]:
                if self._is_owner_at_it(s):
                    time.sleep(0.0001)
                continue
            data = self._copy_all(s, first, count)
            self._fence()
            dirty = not self.shadow and self.u[U_DIRTY]
            self._fence()
            if data is not None and q[Q_SEQUENCE] == s and not dirty:
                return bytes(data)
            attempts += 1
            if attempts > _DISTURBED:
                found = self._read_locked(at, size)
                if found is not None:
                    return found

    def _copy_all(self, s: int, first: int, count: int) -> Optional[bytearray]:
        """None if a writer has come to an element meanwhile."""
        q, view, stride = self.q, self.view, self.stride
        at = self._data(first)
        data = bytearray(view[at:at + count * stride])
        if s & 1 and self.shadow:
            self._fence()
            for number in range(count):
                index = first + number
                if q[self.stamps + index] == s:
                    self._fence()
                    source = self.shadow + index * stride
                    data[number * stride:(number + 1) * stride] = view[source:source + stride]
        elif s & 1:
            index = q[Q_INDEX] - first
            if 0 <= index < count:
                data[index * stride:(index + 1) * stride] = \
                    view[self.undo_at:self.undo_at + stride]
        return data

    # W, for a commit

    def version(self) -> int:
        """Half of the sequence: grows with every commit."""
        return self.q[Q_SEQUENCE] >> 1

    def await_change(self, since: int, timeout: Optional[float]) -> int:
        """The version, once it is another one; the same if the time is over before."""
        if self.holds():
            raise RuntimeError(f"the holder of the lock of {self.name} cannot wait for a commit")
        end = None if timeout is None else time.monotonic() + timeout
        pause = 1e-6
        in_kernel = self.memory.writable and kernel.CAN_WAKE and ATOMICS is not None
        while True:
            self.memory.require_whole(self.name)
            left = _COMMIT_SLICE if end is None else end - time.monotonic()
            now = self.version()
            if now != since or left <= 0:
                return now
            if in_kernel:
                self._sleep_for_commit(since, left)
            else:
                time.sleep(min(left, pause))
                pause = min(pause * 2, _PAUSE)

    def _sleep_for_commit(self, since: int, left: float) -> None:
        atomics, memory, u = ATOMICS, self.memory, self.u
        assert atomics is not None
        seen = u[U_WAKE_VERSION]  # W1
        self._fence()
        if not u[U_SLEEPERS] & fmt.FOR_COMMIT:
            atomics.or4(memory.sleepers, fmt.FOR_COMMIT, _SEQ_CST)  # W2
        atomics.fence(_SEQ_CST)
        owner = self.q[Q_LOCK]
        if owner:
            kernel.membarrier()
        if self.version() != since or owner and self._end_dead(owner):  # W3
            return
        if owner & fmt.WAKES or not owner:
            most = _PAUSE if time.monotonic() < self.expected_until else _COMMIT_SLICE
            kernel.futex_wait(memory.wake_version, seen, min(left, most))  # W4
        else:
            time.sleep(min(left, _PAUSE))
        memory.require_whole(self.name)
        if self.version() != since and u[U_WAKE_VERSION] == seen:
            self.expected_until = time.monotonic() + 1  # a commit that nobody announced

    def _end_dead(self, owner: int) -> bool:
        """A dead owner may have committed and not told of it: A and U, whatever is half written."""
        if fmt.participant_of(owner) == self.participant:
            return not self.lives(owner) and self.adopt()
        if self.is_alive(owner):
            return False
        try:
            with Hold(self, half_written=True, timeout=0):
                return True
        except LockTimeoutError:
            return False
