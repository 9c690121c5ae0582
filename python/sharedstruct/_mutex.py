"""The lock of a region and what is written under it: "The guard" of docs/format.md.

The letters beside the code are those of that page: A, R, U, W, S, C and X here; G, and W for a
commit, are in ``_guard``. One mutex belongs to one handle.

**Interrupts.** A signal handler, such as that of Ctrl-C, may raise between any two bytecodes of the
main thread, also in the methods here. So whatever has taken the lock can fail before it has noted
that. What happens then:

* Each hold has a *token*, which only the stack of the user's ``with`` statement refers to: the
  callable that ``__exit__`` gives. A weak reference to it is in ``tokens``, under the word that
  the thread puts into the lock, before it is put there.
* A method that fails undoes and frees the lock itself, if the lock has its word.
* If an interrupt strikes even there, or before ``__exit__`` has begun, the token goes with the
  ``with`` statement. The callback of the weak reference is made of functions in C alone, so
  nothing can interrupt it. It starts a thread, and signals are handled in the main thread alone:
  that thread undoes and frees.
* Whoever comes to the lock in this process meanwhile, and finds a word of this process whose token
  is gone, does the same.

A token, and not the object of the ``with`` statement itself: a traceback that somebody keeps
refers to that, and would keep the hold alive.
"""

from __future__ import annotations

import _thread
import ctypes
import functools
import threading
import time
import weakref
from typing import Any, Callable, Dict, List, Optional, Set, Tuple

from . import _format as fmt
from . import _kernel as kernel
from . import _participants as table
from ._atomics import ATOMICS, Expected, Unavailable, full_fence
from ._errors import (ClosedError, DamagedRegionError, LockLostError, LockTimeoutError,
                      OwnerDiedError)
from ._lockfile import LockFile
from ._memory import (Q_INDEX, Q_LOCK, Q_SEQUENCE, U_DIRTY, U_SLEEPERS, U_WAKE_LOCK,
                      Memory, word_struct)
from ._uninterrupted import uninterrupted

_SEQ_CST = 5
_LOCK_SLICE = 0.010
_PAUSE = 0.001
_SPINS = 40
#: What unlocking stores.
FREE = ctypes.c_uint64(0)
_NOBODY = ctypes.c_uint64(fmt.NOBODY << 32)


def _token_class(rescue: Callable[[], int]) -> Any:
    """Weak references to the tokens of holds; ``start`` starts the thread that rescues a hold."""
    return type("Token", (weakref.ref,), {"__slots__": (), "start": staticmethod(rescue)})


class Mutex:
    """Taking the lock through one handle, writing, and giving it back."""

    __slots__ = (
        "memory", "view", "q", "u", "cas", "fence", "geometry", "payload", "stride", "undo_at",
        "shadow", "stamps", "length", "is_array", "words", "participant", "lock_file", "timeout",
        "name", "local", "tokens", "token", "word", "levels", "base", "open_index", "fresh",
        "section_open", "stamped", "repairing", "dirtied", "adopting", "section", "region",
        "expected_until", "elsewhere", "__weakref__")

    def __init__(self, memory: Memory, geometry: fmt.Geometry, lock_file: Optional[LockFile],
                 participant: int, timeout: Optional[float], name: str,
                 region: Any) -> None:
        self.memory = memory
        self.view, self.q, self.u = memory.view, memory.q, memory.u
        self.cas: Any = ATOMICS.cas8 if ATOMICS is not None else None
        self.fence = full_fence()
        self.geometry = geometry
        self.payload, self.stride = geometry.payload_offset, geometry.stride
        self.undo_at, self.shadow = geometry.undo_offset, geometry.shadow_offset
        self.stamps = geometry.stamp_offset >> 3
        self.length = geometry.length
        self.is_array = geometry.form == fmt.ARRAY
        self.base = 1 if self.is_array and not self.shadow else 0
        self.words = word_struct(geometry.stride,
                                 8 if geometry.stride % 8 == 0 else geometry.alignment)
        self.lock_file = lock_file
        self.participant = participant
        self.timeout = timeout
        self.name = name
        self.region = region  # views keep it open
        self.adopting = threading.Lock()
        self.token = _token_class(functools.partial(_thread.start_new_thread, self._adopt, ()))
        self.section: Any = None
        self.expected_until = 0.0
        self.elsewhere = False
        self.forget()

    def forget(self) -> None:
        """As nobody had ever held the lock through this guard; so it is in a child."""
        self.local = threading.local()
        self.tokens: Dict[int, Any] = {}
        self.reset()

    def reset(self) -> None:
        """Nobody holds the lock through this guard. May be cut off between any two lines."""
        self.word = 0
        self.repairing = self.dirtied = False
        self.levels: List[Dict[int, bytes]] = []
        self.open_index = self.fresh = -1
        self.section_open = False
        self.stamped: Set[int] = set()
        if self.section is not None:
            self.section._buf = None

    # Who this thread is

    def mine(self) -> Tuple[int, ctypes.c_uint64]:
        """The word of this thread. In a child that was forked this enters first."""
        if not self.memory.is_open:
            raise ClosedError(f"{self.name} is closed")
        if not self.memory.writable:
            raise TypeError(f"{self.name} is open for reading only")
        if self.cas is None:
            raise Unavailable()
        if not self.participant:
            self.region.reenter()
        wakes = fmt.WAKES if kernel.CAN_WAKE else 0
        thread = threading.get_native_id() & fmt.THREAD_MASK
        word = wakes | self.participant << 32 | thread
        self.local.mine = word, ctypes.c_uint64(word)
        return word, self.local.mine[1]

    def holds(self) -> bool:
        """Whether this thread has the lock."""
        try:
            return self.word != 0 and self.word == self.local.mine[0]
        except AttributeError:
            return False

    def lives(self, word: int) -> bool:
        """Whether a hold with this word of this handle goes on."""
        ref = self.tokens.get(word)
        return ref is not None and ref() is not None

    # A, acquire

    def take(self, ref: Any, half_written: bool = False, timeout: Optional[float] = -1) -> bool:
        """A, also of an array that is ``half_written`` if that is true. True if this is the
        outermost hold of the thread."""
        try:
            word, own = self.local.mine
        except AttributeError:
            word, own = self.mine()
        if self.word == word and self._is_within(word):
            return False
        self.tokens[word] = ref
        try:
            if not self.cas(self.memory.lock, Expected(), own, _SEQ_CST, _SEQ_CST):  # A2
                self.wait(word, own, ref, self.timeout if timeout == -1 else timeout)
            self.word = word
            self._settle(half_written)
        except BaseException as error:
            self.abandon(word)
            raise self.explained(error)
        return True

    def _is_within(self, word: int) -> bool:
        """A1; not if an interrupt has kept this thread from ending its last hold."""
        if self.lives(word):
            return True
        self.adopt()
        return False

    def _settle(self, half_written: bool) -> None:
        """A5, in place of an owner who was not found dead."""
        if self.q[Q_SEQUENCE] & 1:
            self.recover()
        if self.base:
            self.levels.append({})
            if self.u[U_DIRTY] and not half_written:
                raise self._owner_died()

    def repair(self) -> None:
        """If the array is half written, the commit of the outermost hold says that it is right
        again. Without this, it stays half written whoever has had the lock."""
        if self.base and self.u[U_DIRTY] and not self.dirtied:
            self.repairing = True

    def wait(self, word: int, own: ctypes.c_uint64, ref: Any,
              timeout: Optional[float]) -> None:
        """A3 and W."""
        end = None if timeout is None else time.monotonic() + timeout
        memory, q, atomics = self.memory, self.q, ATOMICS
        before = q[Q_LOCK], q[Q_SEQUENCE]
        begun = time.monotonic()
        if self._spin(own):
            return
        assert atomics is not None
        while True:
            memory.require_whole(self.name)
            seen = self.u[U_WAKE_LOCK]  # W1
            self._fence()
            atomics.or4(memory.sleepers, fmt.FOR_LOCK, _SEQ_CST)  # W2
            self._fence()
            if self.cas(memory.lock, Expected(), own, _SEQ_CST, _SEQ_CST):  # W3
                return
            owner = q[Q_LOCK]
            if not memory.is_open or fmt.participant_of(word) != self.participant:
                raise ClosedError(f"{self.name} is closed")
            if owner == 0 or self._take_from_lost(owner, word, own, ref):
                if self.word == word:
                    return
                continue
            left = _LOCK_SLICE if end is None else end - time.monotonic()
            if left <= 0:
                self._give_up()
                raise self._timed_out(timeout or 0.0, before, begun)
            if owner & fmt.WAKES and kernel.CAN_WAKE:
                kernel.futex_wait(memory.wake_lock, seen, min(left, _LOCK_SLICE))  # W4
            else:
                time.sleep(min(left, _PAUSE))

    def _spin(self, own: ctypes.c_uint64) -> bool:
        """Most holds last some microseconds. A thread of this process goes on only without the
        GIL."""
        q = self.q
        for _ in range(_SPINS):
            owner = q[Q_LOCK]
            if owner == 0:
                if self.cas(self.memory.lock, Expected(), own, _SEQ_CST, _SEQ_CST):
                    return True
            elif fmt.participant_of(owner) == self.participant:
                return False
        return False

    def _take_from_lost(self, owner: int, word: int, own: ctypes.c_uint64, ref: Any) -> bool:
        """A3, and the same for a hold of this process that an interrupt has cut off."""
        if owner == word:  # of this thread, which is not in
            self.tokens.pop(word, None)
            self.adopt()
            self.tokens[word] = ref
            return True
        participant = fmt.participant_of(owner)
        if participant == self.participant:
            return not self.lives(owner) and self.adopt()
        lock_file = self.lock_file
        assert lock_file is not None
        if participant in lock_file.own and (owner ^ word) & fmt.THREAD_MASK == 0:
            raise RuntimeError(f"this thread holds the lock of {self.name} through another handle")
        return self._if_dead(owner, lambda: self._replace_dead(owner, word, own, ref))

    def _if_dead(self, owner: int, action: Callable[[], bool]) -> bool:
        participant = fmt.participant_of(owner)
        lock_file = self.lock_file
        if lock_file is None:
            return False
        return lock_file.if_dead(
            participant,
            lambda: not table.lives_by_process(self.memory, participant) and action())

    def is_alive(self, owner: int) -> bool:
        """Whether the owner of the lock lives; doubt is life."""
        return not self.elsewhere and not self._if_dead(owner, lambda: True)

    def _replace_dead(self, owner: int, word: int, own: ctypes.c_uint64, ref: Any) -> bool:
        """A3 and A5, while the dead one's byte is kept: it may have stored and not told. If two
        interrupts have made the thread go that this is for, nobody else would free the lock."""
        if not self.cas(self.memory.lock, Expected(owner), own, _SEQ_CST, _SEQ_CST):
            return False
        self.word = word
        s = self.q[Q_SEQUENCE]
        if s & 1:
            self.recover()
        else:
            self._fence()
            self.q[Q_SEQUENCE] = s + 2
        if ref() is None:
            self._free_lost(word)
        return True

    def _give_up(self) -> None:
        """The wake that it may have had is owed to the next one."""
        assert ATOMICS is not None
        ATOMICS.or4(self.memory.sleepers, fmt.FOR_LOCK, _SEQ_CST)
        self._fence()
        owner = self.q[Q_LOCK]
        if owner == 0 or not owner & fmt.WAKES:
            self.wake()

    def _timed_out(self, timeout: float, before: Tuple[int, int],
                   begun: float) -> LockTimeoutError:
        owner = self.q[Q_LOCK]
        text = f"the lock of {self.name} was not free within {timeout:g} s: "
        if owner == 0:
            return LockTimeoutError(text + "others were faster")
        text += table.name_of(self.memory, owner) + " holds it"
        if before == (owner, self.q[Q_SEQUENCE]):
            text += f", for at least {time.monotonic() - begun:.3g} s"
        return LockTimeoutError(text)

    def _owner_died(self) -> OwnerDiedError:
        return OwnerDiedError(
            f"{self.name} is half written: the owner of its lock died while it wrote several "
            "elements, and nobody has repaired them yet")

    # R, recover

    def recover(self) -> None:
        """R: what is open goes back. Also X, and done again if it is cut off."""
        q = self.q
        s = q[Q_SEQUENCE]
        if not s & 1:
            return
        self._fence()
        if self.shadow:
            for index in range(self.length):
                if q[self.stamps + index] == s:
                    self.copy(self._data(index), self.shadow + index * self.stride)
        else:
            index = q[Q_INDEX] if self.is_array else 0
            if index >= self.length:
                self._disown()
                raise DamagedRegionError(self.name, f"is damaged: the index at byte {fmt.INDEX} is "
                                         f"{index}, and there are {self.length} elements")
            self.copy(self._data(index), self.undo_at)
        self._fence()
        q[Q_SEQUENCE] = s + 1

    def _disown(self) -> None:
        """Whoever cannot do A5 leaves it to the next one."""
        word = self.q[Q_LOCK]
        if fmt.participant_of(word) == self.participant:
            self.cas(self.memory.lock, Expected(word), _NOBODY, _SEQ_CST, _SEQ_CST)

    def _data(self, index: int) -> int:
        return self.payload + index * self.stride

    def copy(self, to: int, source: int) -> None:
        """Structs lie at multiples of 8, if their size is one."""
        if self.stride == 8:
            self.q[to >> 3] = self.q[source >> 3]
            return
        words = self.words
        words.pack_into(self.view, to, *words.unpack_from(self.view, source))

    def _fence(self) -> None:
        if self.fence is not None:
            self.fence()

    # S, touch, and C

    def touch(self, index: int) -> None:
        """S, before an element is first written: all that undoes it is in place then."""
        for level in self.levels:
            if index not in level:
                at = self._data(index)
                level[index] = bytes(self.view[at:at + self.stride])
        if self.shadow:
            self._touch_shadow(index)
        elif self.open_index != index:
            self._open(index)
        self.fresh = index

    def _open(self, index: int) -> None:
        """S for one element. The section of another one is closed before, which is a commit, so the
        array is marked as half written before that."""
        q = self.q
        if self.open_index >= 0:
            self.dirtied = True
            self.u[U_DIRTY] = 1
            self._close_section()
        s = q[Q_SEQUENCE]
        self._fence()
        self.copy(self.undo_at, self._data(index))
        if self.is_array:
            q[Q_INDEX] = index
        self._fence()
        q[Q_SEQUENCE] = (s + 1) | 1
        self.open_index = index
        self._fence()

    def _touch_shadow(self, index: int) -> None:
        q = self.q
        if not self.section_open:
            self._fence()
            q[Q_SEQUENCE] = (q[Q_SEQUENCE] + 1) | 1
            self.section_open = True
            self._fence()
        if index not in self.stamped:
            self.copy(self.shadow + index * self.stride, self._data(index))
            self._fence()
            q[self.stamps + index] = q[Q_SEQUENCE]
            self.stamped.add(index)
            self._fence()

    def _close_section(self) -> None:
        """C."""
        if self.q[Q_LOCK] != self.word:
            raise self._lost()
        self._fence()
        self.q[Q_SEQUENCE] = (self.q[Q_SEQUENCE] | 1) + 1
        self.open_index = self.fresh = -1
        self.section_open = False

    def _lost(self) -> LockLostError:
        return LockLostError(f"the lock of {self.name} was taken over by another process, which "
                             "did not see this one live; nothing was committed")

    def commit(self, interrupted: bool = False) -> None:
        """C: whatever is open becomes a commit. If an exception has ended the hold, it may have
        come after a single store that nobody was told of."""
        if interrupted or self.open_index >= 0 or self.section_open:
            self._close_section()
        if self.dirtied or self.repairing:
            if self.q[Q_LOCK] != self.word:
                raise self._lost()
            self._fence()
            self.u[U_DIRTY] = 0

    def roll_back(self) -> None:
        """X: all that was written in this hold goes back."""
        if self.q[Q_LOCK] != self.word:
            raise self._lost()
        self._undo()

    def _undo(self) -> None:
        """May be repeated, by any thread. If elements were repaired, they are half written as
        before. If nothing is dirty any more, it was cut off after the commit, which stays."""
        self.recover()
        self.open_index = self.fresh = -1
        self.section_open = False
        if self.dirtied and self.u[U_DIRTY]:
            for index, before in self.levels[0].items():
                self._restore(index, before)
            if not self.repairing:
                self._fence()
                self.u[U_DIRTY] = 0

    def _restore(self, index: int, before: bytes) -> None:
        """One element, in a section of its own."""
        self.open_index = -1
        self._open(index)
        self.words.pack_into(self.view, self._data(index), *self.words.unpack(before))
        self._fence()
        self.q[Q_SEQUENCE] = (self.q[Q_SEQUENCE] | 1) + 1
        self.open_index = -1

    # Operations within each other

    def descend(self) -> None:
        """Begins an update within a hold; it can be undone alone."""
        if self.is_array:
            self.levels.append({})
            self.fresh = -1
        else:
            self.touch(0)
            at = self.payload
            self.levels.append({0: bytes(self.view[at:at + self.stride])})

    def ascend(self, undo: bool) -> None:
        """Ends it."""
        level = self.levels[-1]
        if undo:
            for index, before in level.items():
                self.touch(index)
                self.words.pack_into(self.view, self._data(index), *self.words.unpack(before))
        self.levels.pop()
        self.fresh = -1

    def unwind(self, mark: int) -> None:
        """Undoes inner updates that an interrupt has kept from ending."""
        while len(self.levels) > mark:
            self.ascend(True)

    # U, unlock

    def free(self) -> None:
        """U: ends the outermost hold."""
        word = self.word
        self.reset()
        self.cas(self.memory.lock, Expected(word), FREE, _SEQ_CST, _SEQ_CST)  # U1
        self._fence()
        if self.u[U_SLEEPERS]:  # U2
            self.wake()
        self.tokens.pop(word, None)

    def wake(self) -> None:
        """U3."""
        atomics, memory = ATOMICS, self.memory
        if atomics is None or not kernel.CAN_WAKE or not self.u[U_SLEEPERS]:
            return
        asleep = atomics.swap4(memory.sleepers, 0, _SEQ_CST)
        if asleep & fmt.FOR_LOCK:
            atomics.add4(memory.wake_lock, 1, _SEQ_CST)
            kernel.futex_wake(memory.wake_lock, 1)
        if asleep & fmt.FOR_COMMIT:
            atomics.add4(memory.wake_version, 1, _SEQ_CST)
            kernel.futex_wake(memory.wake_version, 0x7FFFFFFF)

    # Lost holds

    def abandon(self, word: int) -> None:
        """Ends the hold of this thread, which cannot go on with it."""
        if not self.memory.is_open:
            return
        if not self.memory.is_whole:
            self.reset()
            self.tokens.pop(word, None)
            return
        if self.q[Q_LOCK] == word:
            self._free_lost(word)
        else:
            if self.word == word:
                self.reset()
            self.tokens.pop(word, None)

    def adopt(self) -> bool:
        """Ends a hold of this handle that an interrupt has cut off; false if there is none."""
        return uninterrupted(self._adopt)

    def _adopt(self) -> bool:
        with self.adopting:
            if not self.memory.is_open or not self.participant or not self.memory.is_whole:
                return False
            word = self.q[Q_LOCK]
            if fmt.participant_of(word) != self.participant or self.lives(word):
                return False
            self._free_lost(word)
            return True

    def _free_lost(self, word: int) -> None:
        """Undoes and frees. A single store may have been made and not told of."""
        before = self.q[Q_SEQUENCE]
        try:
            self._undo()
        except DamagedRegionError:
            self.reset()
            self.tokens.pop(word, None)
            return
        if self.q[Q_SEQUENCE] == before:
            self.q[Q_SEQUENCE] = before + 2
        self.reset()
        self.tokens.pop(word, None)
        self.cas(self.memory.lock, Expected(word), FREE, _SEQ_CST, _SEQ_CST)
        self._fence()
        self.wake()

    def explain(self, error: ValueError) -> ValueError:
        """The error, or that the handle was closed if that is the reason."""
        return error if self.memory.is_open else ClosedError(f"{self.name} is closed")

    def explained(self, error: BaseException) -> BaseException:
        """The same for any error."""
        return self.explain(error) if isinstance(error, ValueError) else error

    # Closing

    def shut(self) -> None:
        """Refuses if a thread holds the lock through this handle."""
        if self.word and self.lives(self.word):
            raise RuntimeError(f"{self.name} cannot be closed: thread "
                               f"{self.word & fmt.THREAD_MASK} holds its lock")
        self.adopt()


def wake_for_another(memory: Memory) -> None:
    """Wakes as one would that found sleepers: a thread of this participant may have freed the lock
    and come no further."""
    if ATOMICS is not None and kernel.CAN_WAKE:
        ATOMICS.add4(memory.wake_lock, 1, _SEQ_CST)
        kernel.futex_wake(memory.wake_lock, 1)
        ATOMICS.add4(memory.wake_version, 1, _SEQ_CST)
        kernel.futex_wake(memory.wake_version, 0x7FFFFFFF)
