"""How the files of a region come and go: making, removing, leftovers, and files that were moved.

All steps are those of "How a file comes and goes" and "Origin" in docs/format.md.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import random
import re
import stat
import sys
import tempfile
import time
import uuid
from typing import Callable, Dict, Iterator, List, NamedTuple, Optional

from . import _format as fmt
from . import _header as header
from . import _kernel as kernel
from . import _lockfile as locks
from ._errors import (NotARegionError, RegionError, UntrustedFileError, os_error)

_LONGEST_NAME = 255
_LONGEST_WAIT = 5.0
_LOOKS = 8
_ATTEMPTS = 100
_HIDDEN = re.compile(
    r"\.(?P<region>.+)\.(?P<id>[0-9a-fA-F]{16})\.((?P<process>[^.]+)\.)?"
    r"(?P<kind>lock|removed|draft)", re.DOTALL)


class Place(NamedTuple):
    """Where a region is, and which one it is: so nothing else in its place is removed."""

    path: str
    region_id: int
    inode: int
    lock_path: str


# Opening plain files


def real_path(path: str) -> str:
    """What a path leads to: its folder without links, and the file, unless that is a link too."""
    absolute = os.path.abspath(path)
    if os.path.islink(absolute):
        return os.path.realpath(absolute)
    folder, name = os.path.split(absolute)
    return os.path.join(os.path.realpath(folder), name)


def open_plain(path: str, write: bool,
               check: Callable[[os.stat_result], None] = lambda status: None) -> int:
    """Opens a regular file through no link, and never waits for a pipe. The descriptor is the
    caller's to close."""
    access = os.O_RDWR if write else os.O_RDONLY
    for _ in range(_ATTEMPTS):
        before = os.lstat(path)
        check(before)
        if not stat.S_ISREG(before.st_mode):
            raise os_error(errno.EINVAL, path, "is no regular file")
        file = os.open(path, access | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        opened = os.fstat(file)
        if (opened.st_ino, opened.st_dev) == (before.st_ino, before.st_dev):
            return file
        os.close(file)
    raise UntrustedFileError(path, "was exchanged for another file while it was opened")


@contextlib.contextmanager
def plain(path: str, write: bool) -> Iterator[int]:
    """A regular file for a moment."""
    file = open_plain(path, write)
    try:
        yield file
    finally:
        os.close(file)


def open_region(path: str, write: bool, any_owner: bool) -> int:
    """Opens a region that somebody else may have put there."""
    absolute = os.path.abspath(path)
    _require_trusted_link(absolute)

    def check(status: os.stat_result) -> None:
        if stat.S_ISDIR(status.st_mode):
            raise NotARegionError(path, "is a folder, not a file")
        if not stat.S_ISREG(status.st_mode):
            raise NotARegionError(path, "is no regular file")
        if not any_owner and status.st_uid != os.geteuid():
            raise UntrustedFileError(path, f"belongs to user {status.st_uid}, and this process "
                                     f"runs as {os.geteuid()}; any_owner=True opens it")

    try:
        return open_plain(real_path(absolute), write, check)
    except FileNotFoundError:
        raise os_error(errno.ENOENT, path) from None
    except PermissionError:
        if write and os.access(absolute, os.R_OK):
            raise os_error(errno.EACCES, path, "may be read by this process, but not written; "
                           "read_only=True opens it for reading") from None
        raise


def _require_trusted_link(path: str) -> None:
    if os.path.islink(path):
        folder = os.stat(os.path.dirname(path))
        if folder.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise UntrustedFileError(path, f"is a symbolic link to {os.readlink(path)}, in a "
                                           "folder that others may write to")


def is_same(path: str, status: os.stat_result) -> bool:
    """Whether a name leads to a file."""
    try:
        now = os.lstat(path)
    except OSError:
        return False
    return (now.st_ino, now.st_dev) == (status.st_ino, status.st_dev)


# Making


def new_id() -> int:
    """A number that no region had before, never 0."""
    return random.SystemRandom().randrange(1, 1 << 63)


def _this_process() -> str:
    """The process id alone would come back, in containers even at each start."""
    me = kernel.me()
    return f"{me.process}-{me.birth:016x}"


class Draft:
    """A region that is being made; nobody ever sees it half made."""

    def __init__(self, shown: str, path: str, region_id: int, contents: header.Contents) -> None:
        folder, name = os.path.split(path)
        self.shown = shown
        self.path = path
        self.region_id = region_id
        self.geometry = contents.geometry
        self.contents = contents
        self.draft = os.path.join(folder,
                                  f".{name}.{region_id:016x}.{_this_process()}.draft")
        self.lock_path = locks.path_of(path, region_id)
        self.lock_file: Optional[locks.LockFile] = None
        self.published = False
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
        self.file = os.open(self.draft, flags, 0o600)

    @property
    def place(self) -> Place:
        return Place(self.path, self.region_id, os.fstat(self.file).st_ino, self.lock_path)

    def reserve(self) -> bool:
        """Steps 3 and 4; false if somebody took it for a dead creator's."""
        os.posix_fallocate(self.file, 0, self.geometry.file_size)
        return (locks.lock_bytes(self.file, fcntl.F_WRLCK, 0, 0)
                and is_same(self.draft, os.fstat(self.file)))

    def fill(self, mode: int, slot: bytes, payload: bytes) -> None:
        """Steps 5 to 7."""
        status = os.fstat(self.file)
        origin = header.Origin(status.st_dev, status.st_ino)
        self.contents = self.contents._replace(region_id=self.region_id, origin=origin)
        header.write(self.file, self.contents, slot)
        self.lock_file = locks.create_and_enter(self.lock_path, status, fmt.CREATOR, mode)
        if payload:
            header.write_at(self.file, payload, self.geometry.payload_offset)

    def publish(self, mode: int) -> None:
        """Steps 8 and 9."""
        os.fchmod(self.file, mode)
        try:
            os.link(self.draft, self.path, follow_symlinks=False)
            self.published = True
        except FileExistsError:
            raise os_error(errno.EEXIST, self.shown) from None

    def reopen(self) -> int:
        """By its name, which the mapping then bears in the lists of the operating system; unless
        somebody has removed it already."""
        try:
            file = open_plain(self.path, True)
            if os.fstat(file).st_ino == os.fstat(self.file).st_ino:
                return file
            os.close(file)
        except OSError:
            pass
        return os.dup(self.file)

    def close(self) -> None:
        """Step 10; what was not published goes as a whole."""
        try:
            if not self.published:
                if self.lock_file is not None:
                    self.lock_file.leave(fmt.CREATOR)
                    self.lock_file.close()
                _unlink(self.lock_path)
            _unlink(self.draft)
        finally:
            os.close(self.file)


def begin_draft(path: str, contents: header.Contents) -> Draft:
    """Steps 1 to 4 of making."""
    absolute = os.path.abspath(path)
    folder, name = os.path.split(absolute)
    if not name:
        raise os_error(errno.EEXIST, path)
    if not os.path.isdir(folder):
        raise os_error(errno.ENOENT, path, f"there is no folder {folder}")
    real = os.path.join(os.path.realpath(folder), name)
    longest = _LONGEST_NAME - len(f"..{0:016x}.{_this_process()}.draft")
    if len(os.fsencode(name)) > longest:
        raise RegionError(path, f"the name is longer than {longest} bytes, which leaves no room "
                                "for the names of the files beside it", errno.ENAMETOOLONG)
    sweep(real)
    if os.path.lexists(real):
        raise os_error(errno.EEXIST, path)
    for _ in range(_ATTEMPTS):
        draft = _draft(path, real, contents)
        try:
            if draft.reserve():
                return draft
        except BaseException as error:
            draft.close()
            if isinstance(error, OSError):
                raise os_error(error.errno or errno.EIO, path,
                               f"cannot get {contents.geometry.file_size} bytes: "
                               f"{error.strerror}") from None
            raise
        draft.close()
    raise RegionError(path, "cannot be made: others remove its drafts", errno.EBUSY)


def _draft(path: str, real: str, contents: header.Contents) -> Draft:
    try:
        return Draft(path, real, new_id(), contents)
    except PermissionError:
        raise os_error(errno.EACCES, path, "no file can be made in this folder") from None


def _unlink(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


# Removing


def remove(place: Place) -> bool:
    """Removes a region. False if there is none of this id any more."""
    try:
        with plain(place.path, True) as file:
            if not _is_here(place, file):
                return False
            status = os.fstat(file)
            locks.create_if_missing(place.lock_path, status)
            with locks.attached(place.lock_path, status.st_uid) as lock_file:
                removed = lock_file.exclusively(lambda: remove_files(place, lock_file),
                                                _LONGEST_WAIT)
                if removed is None:
                    raise RegionError(place.path, "cannot be removed: for 5 s byte 0 of its lock "
                                      f"file {place.lock_path} has been locked by "
                                      + locks.blockers(lock_file), errno.EBUSY)
    except FileNotFoundError:
        return False
    if not removed:
        _look(place.lock_path)
    return removed


def _is_here(place: Place, file: int) -> bool:
    found = header.peek(file)
    return (found is not None and found.region_id == place.region_id
            and os.fstat(file).st_ino == place.inode)


def remove_files(place: Place, lock_file: locks.LockFile) -> bool:
    """Steps 3 to 6, for one who keeps others out."""
    try:
        with plain(place.path, True) as file:
            if not _is_here(place, file):
                return False
            folder, name = os.path.split(place.path)
            hidden = os.path.join(folder, f".{name}.{place.region_id:016x}.removed")
            os.rename(place.path, hidden)
            _finish(file, hidden)
            lock_file.remove()
            return True
    except FileNotFoundError:
        return False


def _finish(file: int, hidden: str) -> None:
    header.write_at(file, fmt.REMOVED.to_bytes(4, sys.byteorder), fmt.STATE)
    _unlink(hidden)


def remove_unused(place: Place, lock_file: locks.LockFile, here: bool) -> bool:
    """Removes a temporary region in which nobody was found, and nobody comes. One who has lost its
    byte still has it mapped. ``here`` says whether a mapping of this process counts."""
    try:
        with plain(place.path, True) as file:
            found = header.peek(file)
            if found is None or not _is_here(place, file):
                return False
            if not here and found.u64(fmt.NEXT) == fmt.CREATOR + 1 and not _forked:
                users = set()
            else:
                users = kernel.writers_of(file)
            if not here:
                users.discard(os.getpid())
            return not users and remove_files(place, lock_file)
    except FileNotFoundError:
        return False


#: Whether this process has forked: then a child may have the memory of a region that nobody
#: entered.
_forked: List[bool] = []


def note_fork() -> None:
    """Called where this process forks."""
    _forked[:] = [True]


# Leftovers

_unseen: Dict[str, List[str]] = {}


def sweep(region: str) -> None:
    """Removes some of what the killed have left in a folder, and a region marked as removed."""
    with contextlib.suppress(OSError):
        _sweep_marked(region)
    folder = os.path.dirname(region)
    waiting = _unseen.pop(folder, [])
    if len(waiting) < _LOOKS:
        with contextlib.suppress(OSError):
            waiting += [os.path.join(folder, name) for name in os.listdir(folder)
                        if name.startswith(".") and _HIDDEN.fullmatch(name)]
    for path in waiting[:_LOOKS]:
        _look(path)
    if len(waiting) > _LOOKS and len(_unseen) < 16:
        _unseen[folder] = waiting[_LOOKS:]


def _sweep_marked(region: str) -> None:
    if _is_mine(region):
        with plain(region, True) as file:
            found = header.peek(file)
            if found is None or not found.is_removed:
                return
            place = Place(region, found.region_id, os.fstat(file).st_ino,
                          locks.path_of(region, found.region_id))
        remove(place)


def _is_mine(path: str) -> bool:
    status = os.lstat(path)
    return stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()


def _look(path: str) -> None:
    """Looks at one hidden file."""
    folder, name = os.path.split(path)
    parts = _HIDDEN.fullmatch(name)
    if parts is None or (parts["process"] is not None) != (parts["kind"] == "draft"):
        return
    region, region_id = os.path.join(folder, parts["region"]), int(parts["id"], 16)
    with contextlib.suppress(OSError):
        if not _is_mine(path):
            return
        if parts["kind"] == "draft":
            if parts["process"] != _this_process():
                _sweep_draft(path)
        elif parts["kind"] == "removed":
            _sweep_removed(path, region_id)
        else:
            _sweep_lock_file(path, region, region_id)


def _sweep_draft(path: str) -> None:
    with plain(path, True) as file:
        if locks.lock_bytes(file, fcntl.F_WRLCK, 0, 0):
            _unlink(path)


def _sweep_removed(path: str, region_id: int) -> None:
    with plain(path, True) as file:
        found = header.peek(file)
        if found is not None and found.region_id == region_id:
            _finish(file, path)


def _sweep_lock_file(path: str, region: str, region_id: int) -> None:
    owned = _owned(region, region_id)
    if owned == "stays":
        return
    with locks.attached(path, os.geteuid()) as lock_file:
        def act() -> bool:
            if owned == "temporary":
                inode = os.lstat(region).st_ino
                return remove_unused(Place(region, region_id, inode, path), lock_file, True)
            if _owned(region, region_id) != "not":
                return False
            lock_file.remove()
            return True
        lock_file.if_deserted(act, 0)


def _owned(region: str, region_id: int) -> str:
    """What a lock file belongs to: ``not`` any more to a region, to one that ``stays``, or that is
    ``temporary``."""
    try:
        with plain(region, True) as file:
            found = header.peek(file)
            if found is None or found.region_id != region_id:
                return "not"
            return "temporary" if found.is_temporary else "stays"
    except FileNotFoundError:
        return "not"


# Origin


def settle(shown: str, path: str, file: int, contents: header.Contents) -> Optional[Place]:
    """Finds the lock file of a region that is opened for writing, and makes a region of its own of
    a file that is not where it was made. None if the header is to be read again."""
    return _Relocation(shown, path, file, contents).run()


class _Relocation:
    """The four cases of "Origin"."""

    def __init__(self, shown: str, path: str, file: int, contents: header.Contents) -> None:
        self.shown = shown
        self.path = path
        self.file = file
        self.contents = contents
        self.status = os.fstat(file)

    def run(self) -> Optional[Place]:
        origin, status = self.contents.origin, self.status
        found = locks.find(self.path, self.contents.region_id)
        if origin.is_file(status) and origin.is_file_system(status):  # cases 1 and 3
            return self._place(found) if found else self._renew_unless_seen()
        if origin.is_file(status) and found:  # case 2
            return self._renew_unless_used(found) if self._is_owner() else self._place(found)
        return self._renew_unless_seen()

    def _place(self, lock_path: str) -> Place:
        return Place(self.path, self.contents.region_id, self.status.st_ino, lock_path)

    def _is_owner(self) -> bool:
        return os.geteuid() in (0, self.status.st_uid)

    def _is_current(self) -> bool:
        """Whether the name leads to this file still, and nobody was faster."""
        found = header.peek(self.file)
        return (is_same(self.path, self.status) and found is not None
                and found.region_id == self.contents.region_id
                and found.origin == self.contents.origin)

    def _renew_unless_seen(self) -> Optional[Place]:
        if not self._is_current():
            return None
        users = kernel.writers_of(self.file)
        if users:
            if not self._is_current():
                return None
            raise RegionError(
                self.shown, "was moved, or its lock file was removed, while processes use it that "
                f"others cannot see without that: {kernel.names_of(users)}; it can be opened for "
                "writing when they have closed it", errno.EBUSY)
        self._require_owner()
        gate = locks.path_of(self.path, self.contents.region_id)
        locks.create_if_missing(gate, self.status)
        return self._renew_unless_used(gate)

    def _renew_unless_used(self, gate: str) -> Optional[Place]:
        try:
            lock_file = locks.open_lock_file(gate, self.status.st_uid)
        except FileNotFoundError:
            return None
        try:
            if lock_file.if_deserted(lambda: self._renew(lock_file)):
                return None
            if self.contents.origin.is_file(self.status):
                return self._place(gate)
            raise RegionError(
                self.shown, "is a copy of a region that is still used under this name: bytes of "
                f"{gate} are locked by {locks.blockers(lock_file)}", errno.EBUSY)
        finally:
            lock_file.close()

    def _renew(self, gate: locks.LockFile) -> bool:
        """Case 4, by one who has byte 0 and lets nobody enter by the old id."""
        if self._is_current():
            self._require_owner()
            region_id = new_id()
            fresh = locks.create_and_enter(locks.path_of(self.path, region_id), self.status,
                                           locks.GATE, self.status.st_mode)
            try:
                self._write(region_id)
            finally:
                fresh.leave(locks.GATE)
                fresh.close()
        gate.remove()
        return True

    def _write(self, region_id: int) -> None:
        """The id comes before the origin, which says that all is done."""
        found = header.peek(self.file)
        held = found is not None and (found.u64(fmt.LOCK) != 0 or found.u64(fmt.SEQUENCE) & 1)
        header.write_word(self.file, fmt.LOCK, fmt.NOBODY << 32 if held else 0)
        header.write_at(self.file, bytes(fmt.SLOTS * fmt.SLOT_SIZE), fmt.TABLE)
        for offset, word in ((fmt.NEXT, fmt.CREATOR + 1), (fmt.REGION_ID, region_id),
                             (fmt.DEVICE, self.status.st_dev), (fmt.INODE, self.status.st_ino)):
            header.write_word(self.file, offset, word)

    def _require_owner(self) -> None:
        if not self._is_owner():
            raise os_error(errno.EACCES, self.shown, "is not where it was made, and has to be "
                           "opened for writing once by its owner; read_only=True opens it for "
                           "reading")


# Temporary regions


def temporary_path(folder: Optional[str]) -> str:
    """A path for a new temporary region."""
    return os.path.join(folder or _own_folder(), f"sharedstruct-{uuid.uuid4()}")


def _own_folder() -> str:
    """A folder that nobody else may enter, in shared memory where there is some."""
    parent = "/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir()
    for number in range(10):
        suffix = f"-{number}" if number else ""
        folder = os.path.join(parent, f"sharedstruct-{os.geteuid()}{suffix}")
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        status = os.lstat(folder)
        if (stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
                and stat.S_IMODE(status.st_mode) == 0o700):
            return folder
    raise UntrustedFileError(os.path.join(parent, f"sharedstruct-{os.geteuid()}"),
                             "is no folder for this user alone, and so are the next 9 names: "
                             "folder= can name another folder for temporary regions")


def pause() -> None:
    """Between two attempts of others to make or remove the same region."""
    time.sleep(0.00005)
