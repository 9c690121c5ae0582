"""Attaching to a region and leaving it: "Entering and leaving" and "The last participant"."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import errno
import os
import sys
import threading
import time
import warnings
import weakref
from typing import Any, Callable, List, NamedTuple, Optional

from . import _files as files
from . import _format as fmt
from . import _header as header
from . import _kernel as kernel
from . import _lockfile as locks
from . import _participants as table
from . import _schema
from ._atomics import ATOMICS, Expected, Unavailable, full_fence
from ._errors import RegionError, RegionRemovedError, SchemaMismatchError
from ._guard import Guard
from ._memory import Q_LOCK, U_STATE, Memory
from ._mutex import wake_for_another
from ._schema import Schema
from ._uninterrupted import let_threads_end

_LONGEST = 5.0
_SEQ_CST = 5

_regions: "weakref.WeakSet[Region]" = weakref.WeakSet()


class Terms(NamedTuple):
    """On which terms a region is made or opened."""

    read_only: bool = False
    any_owner: bool = False
    lock_timeout: Optional[float] = None
    name: Optional[str] = None
    mode: int = 0o600
    atomic: bool = False
    temporary: bool = False

    def called(self) -> str:
        """What others are to call this handle."""
        return self.name or kernel.me().name

    def check(self) -> None:
        if self.name is not None:
            table.check_name(self.name)
        if self.lock_timeout is not None and self.lock_timeout < 0:
            raise ValueError(f"lock_timeout={self.lock_timeout} is negative")
        if self.mode & ~0o666 or self.mode & 0o600 != 0o600:
            raise ValueError(f"mode={self.mode:#o}: the owner attaches to a region in making it, "
                             "so rw is needed for the owner, and nothing can be executed")


class Region:
    """One attachment of this process: its mapping, its participant, its guard."""

    def __init__(self, shown: str, place: files.Place, contents: header.Contents, memory: Memory,
                 lock_file: Optional[locks.LockFile], participant: int, terms: Terms,
                 file: int) -> None:
        self.path = os.path.abspath(shown)
        self.place = place
        self.contents = contents
        self.memory = memory
        self.lock_file = lock_file
        self.terms = terms
        self.owner = os.fstat(file).st_uid
        self.removed_inode = os.fstat(file).st_ino
        self.closing = threading.Lock()
        form = f"[{contents.geometry.length}]" if contents.is_array else ""
        self.name = f"{contents.schema.name}{form} in {self.path}"
        self.guard = Guard(memory, contents.geometry, lock_file, participant, terms.lock_timeout,
                           self.name, self)
        self.is_open = True
        _regions.add(self)

    # Closing

    def close(self) -> None:
        """Leaves the region. A RuntimeError says that a thread of this process holds its lock."""
        with self.closing:
            if self.is_open:
                self.guard.shut()
                self.is_open = False
                self._leave()
                _regions.discard(self)

    def _leave(self) -> None:
        """Leaving, steps 1 to 5, and the last participant. The views end first: nothing is written
        any more, but for what raw memory others have kept."""
        guard, memory, lock_file = self.guard, self.memory, self.lock_file
        participant = guard.participant
        words = None
        if participant and lock_file is not None and memory.is_whole:
            words = _words_of(memory)
        memory.release()
        if participant and lock_file is not None:
            if words is not None:
                self._give_back(words, participant)
                words.release()
            lock_file.leave(participant)
            guard.participant = 0
            if self.contents.temporary:
                self._remove_if_last(lock_file)
        if lock_file is not None:
            lock_file.close()

    def _give_back(self, words: Memory, participant: int) -> None:
        atomics = ATOMICS
        if atomics is None or words.word(fmt.REGION_ID) != self.place.region_id:
            return
        word = words.q[Q_LOCK]
        if fmt.participant_of(word) == participant:
            nobody = ctypes.c_uint64(fmt.NOBODY << 32)
            atomics.cas8(words.lock, Expected(word), nobody, _SEQ_CST, _SEQ_CST)
        wake_for_another(words)
        table.release(words, participant, atomics)

    def _remove_if_last(self, lock_file: locks.LockFile) -> None:
        with contextlib.suppress(OSError):
            if not lock_file.own:
                lock_file.if_deserted(
                    lambda: files.remove_unused(self.place, lock_file, False))

    # Forks

    def after_fork(self) -> None:
        """In a child: nothing of the parent's participant is used any more. It enters when it first
        needs the lock."""
        guard = self.guard
        guard.participant = 0
        guard.lock_file = self.lock_file = None
        guard.adopting = threading.Lock()
        self.closing = threading.Lock()
        guard.forget()
        if not self.memory.writable:
            with contextlib.suppress(OSError):
                guard.lock_file = self.lock_file = locks.open_lock_file(
                    self.place.lock_path, self.owner)

    def reenter(self) -> None:
        """Enters as a participant of this process, which has the memory of its parent."""
        atomics = ATOMICS
        if atomics is None:
            raise Unavailable()
        self.memory.require_whole(self.name)
        try:
            lock_file = locks.open_lock_file(self.place.lock_path, self.owner)
        except FileNotFoundError:
            raise RegionRemovedError(self.path, "has no lock file any more, so a process that was "
                                     "forked cannot enter it") from None
        try:
            participant = _enter(self.memory, lock_file, self.place.region_id, self.terms.called())
        except BaseException:
            lock_file.close()
            raise
        if participant is None:
            lock_file.close()
            raise RegionRemovedError(self.path, "was removed or renewed by others, so a process "
                                                "that was forked cannot enter it")
        self.lock_file = self.guard.lock_file = lock_file
        self.guard.participant = participant

    # Others

    @property
    def is_removed(self) -> bool:
        """Whether somebody has removed the region."""
        self.memory.require_whole(self.name)
        try:
            return self.memory.u[U_STATE] == fmt.REMOVED
        except ValueError as error:
            raise self.guard.explain(error) from None

    def remove(self) -> bool:
        """Removes the files; whoever is attached goes on with the memory."""
        return files.remove(self.place)

    def participants(self) -> List[table.Participant]:
        """Who is attached, as far as can be told."""
        self.memory.require_whole(self.name)
        try:
            file = files.open_plain(self.place.path, False)
        except OSError:
            return table.census(self.memory, self.lock_file, None)
        try:
            return table.census(self.memory, self.lock_file, file)
        finally:
            os.close(file)

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            if self.is_open:
                warnings.warn(f"{self.name} was not closed", ResourceWarning, source=self)
                self.close()


def _words_of(memory: Memory) -> Memory:
    """The words before the undo space once more, of the same file, to be looked at when the mapping
    has ended."""
    return _Words(memory.mapping)


class _Words(Memory):
    """The same mapping through views of its own."""

    __slots__ = ()

    def __init__(self, mapping: Any) -> None:
        self.mapping = mapping
        self.writable = True
        self.view = memoryview(mapping)[:fmt.HEADER_SIZE]
        self.q = self.view.cast("Q")
        self.u = self.view.cast("I")
        self.lock = self.place(fmt.LOCK, ctypes.c_uint64)
        self.wake_lock = self.place(fmt.WAKE_LOCK, ctypes.c_uint32)
        self.wake_version = self.place(fmt.WAKE_VERSION, ctypes.c_uint32)
        self.sleepers = self.place(fmt.SLEEPERS, ctypes.c_uint32)


def _enter(memory: Memory, lock_file: locks.LockFile, region_id: int,
           name: str) -> Optional[int]:
    """Entering, but for the region's own name. None if it has to be begun again with opening."""
    assert ATOMICS is not None
    participant = table.enter(memory, lock_file, ATOMICS)
    try:
        if (memory.u[U_STATE] != fmt.REMOVED and memory.word(fmt.REGION_ID) == region_id
                and lock_file.is_in_place()
                and table.claim(memory, participant, name, lock_file, ATOMICS)):
            return participant
    except BaseException:
        lock_file.leave(participant)
        raise
    table.release(memory, participant, ATOMICS)
    lock_file.leave(participant)
    return None


# Opening


def open_region(path: str, wanted: Optional[Schema], length: int, terms: Terms) -> Region:
    """Attaches to a region that is there. Others may move, remove or renew it meanwhile."""
    terms.check()
    full_fence()
    if not terms.read_only and ATOMICS is None:
        raise Unavailable()
    end = time.monotonic() + _LONGEST
    while True:
        region = _open_once(path, wanted, length, terms)
        if region is not None:
            return region
        if time.monotonic() > end:
            raise RegionError(path, "is moved or removed by others all the time, for 5 s",
                              errno.EBUSY)


def _open_once(path: str, wanted: Optional[Schema], length: int,
               terms: Terms) -> Optional[Region]:
    file = files.open_region(path, not terms.read_only, terms.any_owner)
    try:
        real = files.real_path(path)
        try:
            contents = header.read(file, path)
            header.require(path, contents, wanted, length)
            if terms.read_only:
                return _read(path, real, file, contents, wanted, terms)
            place = files.settle(path, real, file, contents)
            if place is None:
                return None
            return _participate(path, file, contents, place, wanted, terms)
        except RegionRemovedError:
            if not files.is_same(real, os.fstat(file)) and os.path.lexists(real):
                return None
            raise
    finally:
        os.close(file)


def _read(path: str, real: str, file: int, contents: header.Contents, wanted: Optional[Schema],
          terms: Terms) -> Region:
    """One that only reads is no participant. It asks who lives if it may."""
    if wanted is not None:
        missing = _schema.compare(wanted, contents.schema).additions
        if missing:
            raise SchemaMismatchError(path, [
                _schema.difference(member, contents.schema)
                + ": a program that knows it has to open the file for writing once"
                for member in missing])
    status = os.fstat(file)
    lock_path, lock_file = locks.path_of(real, contents.region_id), None
    with contextlib.suppress(OSError):
        lock_path = locks.find(real, contents.region_id) or lock_path
        lock_file = locks.open_lock_file(lock_path, status.st_uid)
    memory = Memory(file, contents.geometry.file_size, False)
    place = files.Place(real, contents.region_id, status.st_ino, lock_path)
    region = Region(path, place, contents, memory, lock_file, 0, terms, file)
    if not contents.origin.is_file(status) or not os.path.lexists(lock_path):
        region.guard.elsewhere = True  # a copy, or left by all: nobody is in
    return region


def _participate(path: str, file: int, contents: header.Contents, place: files.Place,
                 wanted: Optional[Schema], terms: Terms) -> Optional[Region]:
    status = os.fstat(file)
    try:
        lock_file = locks.open_lock_file(place.lock_path, status.st_uid)
    except FileNotFoundError:
        return None
    memory = None
    try:
        lock_file.permit(status)
        memory = Memory(file, contents.geometry.file_size, True)
        participant = None
        if files.is_same(place.path, status):
            participant = _enter(memory, lock_file, place.region_id, terms.called())
        if participant is None:
            removed = memory.u[U_STATE] == fmt.REMOVED
            memory.release()
            lock_file.close()
            if removed:
                raise RegionRemovedError(path, "was removed")
            return None
    except RegionRemovedError:
        raise
    except BaseException:
        if memory is not None:
            memory.release()
        lock_file.close()
        raise
    region = Region(path, place, contents, memory, lock_file, participant, terms, file)
    try:
        if not files.is_same(place.path, status):
            region.close()
            return None
        if wanted is not None:
            _complete(region, path, wanted)
        return region
    except BaseException:
        region.close()
        raise


def _complete(region: Region, path: str, wanted: Schema) -> None:
    """Adds the lines of this program's fields that the file lacks: "Structs that grow"."""
    if not _schema.compare(wanted, region.contents.schema).additions:
        return
    lock_file = region.lock_file
    assert lock_file is not None
    added = lock_file.exclusively(lambda: _append(region, path, wanted), _LONGEST)
    if added is None:
        raise RegionError(path, "cannot get the fields that it lacks: for 5 s byte 0 of its lock "
                          "file has been locked by " + locks.blockers(lock_file), errno.EBUSY)


def _append(region: Region, path: str, wanted: Schema) -> bool:
    """Steps 2 to 4. Text that was published does not change, and one store publishes more."""
    memory, geometry = region.memory, region.contents.geometry
    length = memory.word(fmt.SCHEMA) & 0xFFFFFFFF
    fence = full_fence()
    if fence is not None:
        fence()
    start = geometry.schema_offset
    text = bytes(memory.view[start:start + length])
    found = _schema.parse(text.decode())
    growth = _schema.compare(wanted, found)
    if growth.differences:
        raise SchemaMismatchError(path, growth.differences)
    lines = "".join(member.line for member in growth.additions).encode()
    room = geometry.schema_capacity - length
    if len(lines) > room:
        raise SchemaMismatchError(path, [
            f"the schema text has room for {room} more bytes in the file, and {len(lines)} are "
            "needed for " + ", ".join(f"{m.name}: {m.place}" for m in growth.additions)])
    memory.view[start + length:start + length + len(lines)] = lines
    if fence is not None:
        fence()
    memory.q[fmt.SCHEMA >> 3] = fmt.schema_word(text + lines)
    region.contents = region.contents._replace(schema=_schema.parse((text + lines).decode()))
    return True


# Making


def create_region(path: str, schema: Schema, length: int, terms: Terms,
                  payload: Callable[[fmt.Geometry], bytes]) -> Region:
    """Makes a region and attaches to it."""
    terms.check()
    full_fence()
    if ATOMICS is None:
        raise Unavailable()
    is_array = length != header.SINGLE_STRUCT
    geometry = schema.geometry(fmt.ARRAY if is_array else fmt.SINGLE, length if is_array else 1,
                               terms.atomic and is_array)
    geometry.check(schema.name)
    contents = header.Contents(schema, geometry, 0, terms.temporary, header.Origin(0, 0))
    data = payload(geometry)
    draft = files.begin_draft(path, contents)
    try:
        draft.fill(terms.mode, table.slot_bytes(fmt.CREATOR, terms.called()), data)
        draft.publish(terms.mode)
        file = draft.reopen()
        try:
            memory = Memory(file, geometry.file_size, True)
            return Region(path, draft.place, draft.contents, memory, draft.lock_file, fmt.CREATOR,
                          terms, file)
        finally:
            os.close(file)
    except BaseException:
        if draft.published:
            with contextlib.suppress(OSError):
                files.remove(draft.place)
        raise
    finally:
        draft.close()


def open_or_create_region(path: str, schema: Schema, length: int, terms: Terms,
                          payload: Callable[[fmt.Geometry], bytes]) -> Region:
    """However many processes call this at once, one makes the region and all attach to that."""
    end = time.monotonic() + _LONGEST
    while True:
        try:
            return open_region(path, schema, length, terms)
        except (FileNotFoundError, RegionRemovedError) as absent:
            if os.path.islink(path):
                raise
            missing = absent
        try:
            return create_region(path, schema, length, terms, payload)
        except FileExistsError:
            if time.monotonic() > end:
                raise missing from None
            files.pause()


# Forks and exits


def _before_fork() -> None:
    files.note_fork()
    let_threads_end()


def _after_fork_in_child() -> None:
    locks.forget_after_fork()
    for region in list(_regions):
        region.after_fork()
    util = sys.modules.get("multiprocessing.util")
    if util is not None:  # its children skip atexit, and forget at first what is to be done instead
        util.register_after_fork(_close_all, lambda close: util.Finalize(None, close,
                                                                         exitpriority=0))


def _close_all() -> None:
    """A process that exits leaves its regions; the last one removes temporary ones."""
    for region in list(_regions):
        with contextlib.suppress(Exception):
            region.close()


os.register_at_fork(before=_before_fork, after_in_child=_after_fork_in_child)
atexit.register(_close_all)
