"""The lock file beside a region, by which the living are told from the dead.

Each participant has locked the one byte that its id numbers, and the operating system frees it when
the process ends, however it ends. The locks are of the open file description (``F_OFD_SETLK``):
closing another descriptor of the file does not lose them. One descriptor serves a whole process.

Locks of one description do not exclude each other. So a byte that this process has locked is
never probed, and one thread at a time borrows a byte. What is borrowed is noted before it is
locked, so that it is given back whatever happens: a probe that stays would make a dead participant
look alive.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import struct
import threading
import time
from typing import Callable, Dict, Iterator, List, Optional, Set, Tuple

from . import _format as fmt
from . import _kernel as kernel
from ._errors import RegionError, UntrustedFileError
from ._uninterrupted import uninterrupted

GATE = 0
FIRST = 1

_LONGEST_LOOK = 2.0
_PAUSE = 0.0001
_ATTEMPTS = 100
_FLOCK = struct.Struct("@hhqqi4x")


def lock_bytes(file: int, kind: int, first: int, count: int) -> bool:
    """``F_OFD_SETLK``; a count of 0 is all bytes from the first on. False if others are in the
    way."""
    try:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, _FLOCK.pack(kind, os.SEEK_SET, first, count, 0))
        return True
    except OSError as refused:
        if refused.errno in (errno.EAGAIN, errno.EACCES):
            return False
        raise


def path_of(region: str, region_id: int) -> str:
    """Where the lock file of a region is, unless the region was renamed."""
    folder, name = os.path.split(region)
    return os.path.join(folder, f".{name}.{region_id:016x}.lock")


def find(region: str, region_id: int) -> Optional[str]:
    """Where the lock file of a region is, also if that was renamed in its folder."""
    path = path_of(region, region_id)
    if os.path.lexists(path):
        return path
    ending = f".{region_id:016x}.lock"
    folder = os.path.dirname(region)
    with os.scandir(folder) as entries:
        for entry in entries:
            if (entry.name.startswith(".") and entry.name.endswith(ending)
                    and entry.is_file(follow_symlinks=False)):
                return entry.path
    return None


def mode_for(region_mode: int) -> int:
    """Each class of users that may write the region reads and writes it, and no other class."""
    mode = 0
    for write in (stat.S_IWUSR, stat.S_IWGRP, stat.S_IWOTH):
        if region_mode & write:
            mode |= write | write << 1
    return mode


def create_if_missing(path: str, region: os.stat_result, mode: Optional[int] = None) -> None:
    """Makes a lock file with the region's owner, for those who may write the region."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        file = os.open(path, flags, 0o600)
    except FileExistsError:
        return
    try:
        own = os.fstat(file)
        if (own.st_uid, own.st_gid) != (region.st_uid, region.st_gid):
            os.fchown(file, region.st_uid, region.st_gid)
        os.fchmod(file, mode_for(region.st_mode if mode is None else mode))
    finally:
        os.close(file)


class LockFile:
    """An open lock file, one for all attachments of this process to a region."""

    def __init__(self, path: str, file: int, status: os.stat_result) -> None:
        self.path = path
        self.file = file
        self.status = status
        self.users = 0
        self.own: Set[int] = set()
        self._borrowed: List[Tuple[int, int]] = []
        self._mutex = threading.Lock()

    def is_in_place(self) -> bool:
        """Whether its name still leads to it: if not, others may have another one already."""
        try:
            now = os.lstat(self.path)
        except OSError:
            return False
        return (now.st_ino, now.st_dev) == (self.status.st_ino, self.status.st_dev)

    def permit(self, region: os.stat_result) -> None:
        """Sets its mode again: its maker may have been killed before it did, or the region's has
        changed. Only the owner can, and others need not."""
        if region.st_uid == os.geteuid() and self.is_in_place():
            with contextlib.suppress(OSError):
                os.fchmod(self.file, mode_for(region.st_mode))

    def enter(self, participant: int) -> bool:
        """Takes a participant's byte; false if another one has it."""
        def work() -> bool:
            if participant in self.own:
                return False
            self.own.add(participant)
            entered = False
            try:
                entered = lock_bytes(self.file, fcntl.F_WRLCK, participant, 1)
            finally:
                if not entered:
                    self.own.discard(participant)
            return entered
        return self._alone(work)

    def leave(self, participant: int) -> None:
        """Gives a participant's byte back, if it has one."""
        def work() -> bool:
            if participant in self.own:
                lock_bytes(self.file, fcntl.F_UNLCK, participant, 1)
                self.own.discard(participant)
            return True
        self._alone(work)

    def if_dead(self, participant: int, action: Callable[[], bool]) -> bool:
        """Does something if a participant's byte is free, and keeps it meanwhile. Doubt is life."""
        if participant == fmt.NOBODY:
            return action()
        if participant in self.own:
            return False
        return self._alone(lambda: self._if_free(participant, 1, fcntl.F_RDLCK, action))

    def if_deserted(self, action: Callable[[], bool], longest: float = _LONGEST_LOOK) -> bool:
        """Does something if no participant lives; until it is done, none can enter."""
        def look() -> bool:
            return not self.own and self._if_free(FIRST, 0, fcntl.F_RDLCK, action)
        return bool(self.exclusively(look, longest))

    def exclusively(self, action: Callable[[], bool], longest: float) -> Optional[bool]:
        """Does something that one process does at a time; None if the wait takes too long."""
        end = time.monotonic() + longest
        answers: List[bool] = []

        def act() -> bool:
            answers.append(action())
            return True

        while True:
            self._alone(lambda: self._if_free(GATE, 1, fcntl.F_WRLCK, act))
            if answers:
                return answers[0]
            if time.monotonic() >= end:
                return None
            time.sleep(_PAUSE)

    def _alone(self, work: Callable[[], bool]) -> bool:
        """One thread at a time, and never the main thread, which could be interrupted."""
        def alone() -> bool:
            with self._mutex:
                self._give_back(0)
                return work()
        return uninterrupted(alone)

    def _if_free(self, first: int, count: int, kind: int, action: Callable[[], bool]) -> bool:
        """Called by one thread at a time."""
        before = len(self._borrowed)
        try:
            self._borrowed.append((first, count))
            return lock_bytes(self.file, kind, first, count) and action()
        finally:
            self._give_back(before)

    def _give_back(self, down_to: int) -> None:
        """To unlock what was refused does nothing: no byte of a participant of this process is ever
        among those that are borrowed."""
        while len(self._borrowed) > down_to:
            if self.file >= 0:
                lock_bytes(self.file, fcntl.F_UNLCK, *self._borrowed[-1])
            self._borrowed.pop()

    def unlisted(self, known: Set[int]) -> Set[int]:
        """Participants whose bytes are locked by other processes, without those that are known."""
        found: Set[int] = set()
        ranges = [(FIRST, fmt.NOBODY)]
        while ranges and len(found) < 1000:
            first, end = ranges.pop()
            if first >= end:
                continue
            lock = _FLOCK.pack(fcntl.F_WRLCK, os.SEEK_SET, first, end - first, 0)
            kind, _, start, count, _ = _FLOCK.unpack(fcntl.fcntl(self.file, _OFD_GETLK, lock))
            if kind == fcntl.F_UNLCK:
                continue
            last = start + count if count else end
            if count == 1 and start not in known:
                found.add(start)
            ranges += [(first, start), (last, end)]
        return found - known

    def remove(self) -> None:
        """Removes its name; a process that has it open goes on with it."""
        if self.is_in_place():
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self.path)

    def close(self) -> None:
        """Leaves it; the last one of this process closes it."""
        with _registry:
            self.users -= 1
            _close_idle()


_OFD_GETLK = getattr(fcntl, "F_OFD_GETLK", 36)
_registry = threading.Lock()
_open_files: Dict[Tuple[int, int, str], LockFile] = {}


def _close_idle() -> None:
    for key, lock_file in list(_open_files.items()):
        if lock_file.users <= 0 and not lock_file.own:
            del _open_files[key]
            os.close(lock_file.file)


def open_lock_file(path: str, owner: int) -> LockFile:
    """Attaches to a lock file, which has to be the region's owner's and a regular file."""
    with _registry:
        _close_idle()
        _check(path, os.lstat(path), owner)
        flags = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        file = os.open(path, flags)
        try:
            status = os.fstat(file)
            _check(path, status, owner)
            key = (status.st_dev, status.st_ino, path)
            found = _open_files.get(key)
            if found is None:
                found = _open_files[key] = LockFile(path, file, status)
                file = -1
        finally:
            if file >= 0:
                os.close(file)
        found.users += 1
        return found


def _check(path: str, status: os.stat_result, owner: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UntrustedFileError(path, "is no regular file, so it is not the lock file of a region")
    if status.st_uid != owner:
        raise UntrustedFileError(path, f"belongs to user {status.st_uid}, who does not own the "
                                       "region, so it is not the lock file of the region")


def create_and_enter(path: str, region: os.stat_result, held: int, mode: int) -> LockFile:
    """Makes the lock file of a region that does not bear its id yet. One byte of it is taken at
    once, so that nobody takes it for a leftover."""
    for _ in range(_ATTEMPTS):
        create_if_missing(path, region, mode)
        try:
            lock_file = open_lock_file(path, region.st_uid)
        except FileNotFoundError:
            continue
        if lock_file.enter(held) and lock_file.is_in_place():
            return lock_file
        lock_file.leave(held)
        lock_file.close()
    raise RegionError(path, "cannot be made: others remove it", errno.EBUSY)


def blockers(lock_file: LockFile) -> str:
    """Who has locked bytes of it, for messages."""
    return kernel.lockers_of(lock_file.file)


@contextlib.contextmanager
def attached(path: str, owner: int) -> Iterator[LockFile]:
    """A lock file for a moment."""
    lock_file = open_lock_file(path, owner)
    try:
        yield lock_file
    finally:
        lock_file.close()


def forget_after_fork() -> None:
    """In a child: closes what it has inherited, and unlocks nothing. The descriptors are of the
    parent's open file descriptions; to close them frees none of its locks."""
    global _registry
    _registry = threading.Lock()
    for lock_file in _open_files.values():
        with contextlib.suppress(OSError):
            os.close(lock_file.file)
        lock_file.file = -1
    _open_files.clear()
