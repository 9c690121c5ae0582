"""Who is attached: entering by an id and its byte of the lock file, and the table of
participants."""

from __future__ import annotations

import ctypes
import errno
import sys
import time
from typing import Iterator, List, NamedTuple, Optional

from . import _format as fmt
from . import _kernel as kernel
from ._atomics import Atomics, Expected, full_fence
from ._errors import RegionError
from ._lockfile import LockFile, blockers
from ._memory import Memory

_LONGEST_ENTRY = 5.0
_SEQ_CST = 5

_END = fmt.TABLE + fmt.SLOTS * fmt.SLOT_SIZE


class Participant(NamedTuple):
    """Who is attached to a region.

    ``id`` is 0 for a process that only reads, ``process`` None where no slot tells it, ``since`` a
    time in seconds from 1970.
    """

    id: int
    process: Optional[int]
    name: str
    since: Optional[float]
    is_reader: bool
    is_alive: bool


class _Slot(NamedTuple):
    participant: int
    process: int
    birth: int
    since: int
    name: str

    @property
    def lives(self) -> bool:
        """Whether its process is sure to live."""
        return self.birth != 0 and kernel.birth_of(self.process) == self.birth


def enter(memory: Memory, lock_file: LockFile, atomics: Atomics) -> int:
    """Steps 1 to 3 of entering: an id whose byte this process has, and that nothing names."""
    end = time.monotonic() + _LONGEST_ENTRY
    counter = memory.place(fmt.NEXT, ctypes.c_uint64)
    one = ctypes.c_uint64(1)
    tries = 0
    while True:
        me = int(atomics.add8(counter, one, _SEQ_CST)) & fmt.ID_MASK
        if me not in (0, fmt.NOBODY) and lock_file.enter(me):
            if fmt.participant_of(memory.word(fmt.LOCK)) != me and not _is_named(memory, me):
                return me
            lock_file.leave(me)
        tries += 1
        if tries % 64 == 0:
            if time.monotonic() > end:
                raise RegionError(lock_file.path, "leaves no room to enter the region: after 5 s "
                                  "bytes of this lock file are still locked by "
                                  + blockers(lock_file), errno.EBUSY)
            time.sleep(0.001)


def _is_named(memory: Memory, participant: int) -> bool:
    return any(memory.word(slot) & fmt.ID_MASK == participant for slot in _slots())


def _slots() -> Iterator[int]:
    return iter(range(fmt.TABLE, _END, fmt.SLOT_SIZE))


def slot_bytes(participant: int, name: str) -> bytes:
    """A slot that is filled in, for a file that nobody else sees yet."""
    me = kernel.me()
    words = (participant | fmt.FILLED, me.process, me.birth, int(time.time() * 1000))
    return b"".join(word.to_bytes(8, sys.byteorder) for word in words) + _name_bytes(name)


def claim(memory: Memory, participant: int, name: str, lock_file: LockFile,
          atomics: Atomics) -> bool:
    """Takes a slot, if there is one left. False if others took this participant for dead, since it
    had lost its byte: then it has to enter anew."""
    for slot in _slots():
        word = memory.word(slot)
        if word == 0:
            taken = _replace(memory, slot, 0, participant, atomics)
        else:
            taken = _take_from_dead(memory, slot, word, participant, lock_file, atomics)
        if taken:
            return _fill(memory, slot, participant, name, atomics)
    return True


def _take_from_dead(memory: Memory, slot: int, word: int, participant: int, lock_file: LockFile,
                    atomics: Atomics) -> bool:
    """With the probe, and not before, it looks whether the dead one's slot is still needed: it
    tells people who died with the lock, until that is taken over."""
    other = word & fmt.ID_MASK

    def replace() -> bool:
        return (other != fmt.participant_of(memory.word(fmt.LOCK))
                and not lives_by_process(memory, other)
                and _replace(memory, slot, word, participant, atomics))

    try:
        return lock_file.if_dead(other, replace)
    except OSError:
        return False


def _fill(memory: Memory, slot: int, participant: int, name: str, atomics: Atomics) -> bool:
    fence = full_fence()
    if fence is not None:
        fence()
    whole = slot_bytes(participant, name)
    for at in range(8, fmt.SLOT_SIZE, 8):
        memory.q[slot + at >> 3] = int.from_bytes(whole[at:at + 8], sys.byteorder)
    return _replace(memory, slot, participant, participant | fmt.FILLED, atomics)


def release(memory: Memory, participant: int, atomics: Atomics) -> None:
    """Frees the slot of a participant that can no longer take the lock."""
    for slot in _slots():
        word = memory.word(slot)
        if word != 0 and word & fmt.ID_MASK == participant:
            _replace(memory, slot, word, 0, atomics)


def _replace(memory: Memory, slot: int, expected: int, word: int, atomics: Atomics) -> bool:
    place = memory.place(slot, ctypes.c_uint64)
    return bool(atomics.cas8(place, Expected(expected), ctypes.c_uint64(word), _SEQ_CST, _SEQ_CST))


def _read(memory: Memory, slot: int) -> Optional[_Slot]:
    """None if nobody has the slot, or its owner changes just now."""
    fence = full_fence()
    word = memory.word(slot)
    if fence is not None:
        fence()
    whole = bytes(memory.view[slot:slot + fmt.SLOT_SIZE])
    if fence is not None:
        fence()
    if not word & fmt.FILLED or memory.word(slot) != word:
        return None
    numbers = [int.from_bytes(whole[at:at + 8], sys.byteorder) for at in (8, 16, 24)]
    text = whole[fmt.SLOT_NAME:].split(b"\0", 1)[0].decode("utf-8", "replace")
    name = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return _Slot(word & fmt.ID_MASK, numbers[0], numbers[1], numbers[2], name)


def find(memory: Memory, participant: int) -> Optional[_Slot]:
    """What is known of a participant; None if it has no slot."""
    for slot in _slots():
        if memory.word(slot) == participant | fmt.FILLED:
            found = _read(memory, slot)
            return found if found and found.participant == participant else None
    return None


def lives_by_process(memory: Memory, participant: int) -> bool:
    """Whether the process of a participant is found; that it is not proves nothing."""
    slot = find(memory, participant)
    return slot is not None and slot.lives


def name_of(memory: Memory, word: int) -> str:
    """Who has the lock, for messages: ``thread 1 of process 4242 (planner.py)``."""
    slot = find(memory, fmt.participant_of(word))
    thread = f"thread {word & fmt.THREAD_MASK} of "
    if slot is None:
        return thread + "an unknown process"
    return thread + f"process {slot.process}" + (f" ({slot.name})" if slot.name else "")


def census(memory: Memory, lock_file: Optional[LockFile],
           file: Optional[int]) -> List[Participant]:
    """All that can be told of: those who may write, by their ids, then those who only read."""
    found: List[Participant] = []
    known = set()
    for offset in _slots():
        slot = _read(memory, offset)
        if slot is not None:
            known.add(slot.participant)
            alive = slot.lives or lock_file is None or not lock_file.if_dead(
                slot.participant, lambda: True)
            found.append(Participant(slot.participant, slot.process, slot.name,
                                     slot.since / 1000, False, alive))
    if lock_file is not None:
        for other in lock_file.unlisted(known) | lock_file.own - known:
            found.append(Participant(other, None, "", None, False, True))
    found.sort(key=lambda participant: participant.id)
    for process in sorted(kernel.readers_of(file)) if file is not None else ():
        found.append(Participant(0, process, kernel.process_name(process), None, True, True))
    return found


def check_name(name: str) -> str:
    """A name for people: 1 to 32 bytes in UTF-8, without control characters."""
    size = len(name.encode())
    if not 0 < size <= fmt.SLOT_NAME_BYTES:
        raise ValueError(f"name={name!r} has {size} bytes in UTF-8, not between 1 and 32")
    if not name.isprintable():
        raise ValueError(f"name={name!r} has a control character")
    return name


def _name_bytes(name: str) -> bytes:
    """As many whole characters as there is room for; then zeros."""
    whole = name.encode("utf-8", "replace")[:fmt.SLOT_NAME_BYTES]
    return whole.decode("utf-8", "ignore").encode().ljust(fmt.SLOT_NAME_BYTES, b"\0")

