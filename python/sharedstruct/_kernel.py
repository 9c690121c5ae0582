"""What is asked of Linux: sleeping on a word, memory barriers of others, and who lives and uses
files."""

from __future__ import annotations

import ctypes
import mmap
import os
import platform
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Set

from ._format import fingerprint

_FUTEX_WAIT, _FUTEX_WAKE = 0, 1
_GLOBAL_EXPEDITED = 2

#: Of futex(2) and membarrier(2).
_NUMBERS = {"x86_64": (202, 324), "aarch64": (98, 283), "riscv64": (98, 283)}


class _Timespec(ctypes.Structure):
    _fields_ = [("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long)]


def _load_syscall() -> Optional[Callable[..., int]]:
    """``syscall(2)``, called without the GIL, so that other threads run while one sleeps."""
    try:
        function: Any = ctypes.CDLL(None).syscall
    except (OSError, AttributeError):
        return None
    function.restype = ctypes.c_long
    return function  # type: ignore[no-any-return]


_syscall = _load_syscall() if platform.machine() in _NUMBERS else None
_FUTEX, _MEMBARRIER = (ctypes.c_long(n) for n in _NUMBERS.get(platform.machine(), (-1, -1)))

#: Whether this process sleeps in the kernel, and so also wakes others there.
CAN_WAKE = _syscall is not None


def futex_wait(place: Any, seen: int, seconds: float) -> None:
    """Sleeps while a word of 4 bytes is what was seen, for so long at most."""
    if _syscall is not None:
        nanoseconds = max(0, int(seconds * 1e9))
        limit = _Timespec(*divmod(nanoseconds, 10**9))
        _syscall(_FUTEX, place, _FUTEX_WAIT, ctypes.c_uint32(seen), ctypes.byref(limit), None, 0)


def futex_wake(place: Any, most: int) -> None:
    """Wakes those who sleep on a word, in all processes."""
    if _syscall is not None:
        _syscall(_FUTEX, place, _FUTEX_WAKE, most, None, None, 0)


def membarrier() -> None:
    """A fence in every process that has registered for it, which those with writer sessions do."""
    if _syscall is not None:
        _syscall(_MEMBARRIER, _GLOBAL_EXPEDITED, 0, 0)


def _read(path: str) -> bytes:
    """All of a file of /proc, in as few calls as the kernel allows; empty if it cannot be read."""
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return b""
    parts: List[bytes] = []
    try:
        while True:
            part = os.read(file, 1 << 16)
            if not part:
                return b"".join(parts)
            parts.append(part)
    except OSError:
        return b""
    finally:
        os.close(file)


def birth_of(process: int) -> int:
    """Which process of all that ever had this number; 0 if it does not live or cannot be seen."""
    stat = _read(f"/proc/{process}/stat")
    words = stat[stat.rfind(b")") + 1:].split()
    boot = _read("/proc/sys/kernel/random/boot_id").strip()
    try:
        namespace = os.readlink("/proc/self/ns/pid").encode()
    except OSError:
        return 0
    if len(words) < 20 or words[0] in (b"Z", b"X") or not boot:
        return 0
    return fingerprint(b" ".join((boot, namespace, b"%d" % process, words[19])))


class _Me(NamedTuple):
    process: int
    birth: int
    name: str


_me: List[_Me] = []


def me() -> _Me:
    """This process: its number, its birth, and how people call it. A child has others."""
    if not _me or _me[0].process != os.getpid():
        _me[:] = [_Me(os.getpid(), birth_of(os.getpid()), process_name(os.getpid()))]
    return _me[0]


def process_name(process: int) -> str:
    """The program of a process, or its script or module where that is Python; empty if unseen."""
    words = _read(f"/proc/{process}/cmdline").decode("utf-8", "replace").split("\0")
    program = os.path.basename(words[0])
    if program.startswith("python"):
        rest = iter(words[1:])
        for word in rest:
            if word == "-m":
                return next(rest, program)
            if word and not word.startswith("-"):
                return os.path.basename(word)
            if word == "-c":
                break
    return program


class _Mapping(NamedTuple):
    process: int
    access: str
    device: str


def _mappings(process: str, inode: int) -> Iterator[_Mapping]:
    """Lines such as ``7f00-7f10 rw-s 00000000 00:19 1234 /dev/shm/name``."""
    number = b"%d" % inode
    for line in _read(f"/proc/{process}/maps").splitlines():
        if number in line:
            columns = line.split(None, 5)
            if columns[4] == number:
                own = os.getpid() if process == "self" else int(process)
                yield _Mapping(own, columns[1].decode(), columns[3].decode())


def _users(file: int) -> Dict[int, List[str]]:
    """How each process has an open file mapped. The lists of the kernel can have another number for
    its file system than ``stat(2)``, so that is looked up for a mapping of this process."""
    inode = os.fstat(file).st_ino
    users: Dict[int, List[str]] = {}
    with mmap.mmap(file, 1, mmap.MAP_SHARED, mmap.PROT_READ):
        devices = {mapping.device for mapping in _mappings("self", inode)}
    try:
        processes = [name for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        processes = []
    for process in processes:
        for mapping in _mappings(process, inode):
            if not devices or mapping.device in devices:
                users.setdefault(mapping.process, []).append(mapping.access)
    return users


def writers_of(file: int) -> Set[int]:
    """The processes that have an open file mapped for writing, with others. One that also has a
    private mapping says by that that it no longer counts."""
    return {process for process, accesses in _users(file).items()
            if any(access[1] == "w" and access.endswith("s") for access in accesses)
            and not any(access.endswith("p") for access in accesses)}


def readers_of(file: int) -> Set[int]:
    """The processes that have an open file mapped for reading only, with others."""
    return {process for process, accesses in _users(file).items()
            if any(access[0:2] == "r-" and access.endswith("s") for access in accesses)
            and not any(access[1] == "w" for access in accesses)}


def lockers_of(file: int) -> str:
    """Who has locked bytes of an open file, for messages."""
    inode = os.fstat(file).st_ino
    suffix = b":%d" % inode
    found: Set[int] = set()
    try:
        processes = [name for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        processes = []
    for process in processes:
        if int(process) != os.getpid() and _has_lock(process, suffix):
            found.add(int(process))
    return names_of(found)


def _has_lock(process: str, suffix: bytes) -> bool:
    folder = f"/proc/{process}/fdinfo"
    try:
        descriptors = os.listdir(folder)
    except OSError:
        return False
    for descriptor in descriptors:
        for line in _read(f"{folder}/{descriptor}").splitlines():
            words = line.split()
            if words and words[0] == b"lock:" and any(word.endswith(suffix) for word in words):
                return True
    return False


def names_of(processes: Set[int]) -> str:
    """For messages: ``process 4242 (planner.py), process 4243``."""
    words = []
    for process in sorted(processes):
        name = process_name(process)
        words.append(f"process {process}" + (f" ({name})" if name else ""))
    return ", ".join(words) or "nobody that can be seen"
