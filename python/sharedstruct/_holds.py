"""``with`` statements that hold the lock; ``_mutex`` says what becomes of them when they are cut
off."""

from __future__ import annotations

import functools
import operator
from typing import Any, List, Optional

from ._atomics import Expected
from ._errors import LockLostError
from ._memory import Q_LOCK, Q_SEQUENCE, U_SLEEPERS
from ._mutex import FREE, Mutex

_SEQ_CST = 5
start = operator.methodcaller("start")


class Exit:
    """Makes ``__exit__`` a callable of its own for each ``with`` statement: the token of the
    hold."""

    def __get__(self, hold: Any, kind: Any = None) -> Any:
        if hold is None:
            return self
        state = hold.state = [0, 0, 0]
        token = functools.partial(hold.leave, hold.guard, state)
        hold.ref = hold.guard.token(token, start)
        return token

    def __call__(self, hold: Any, *raised: Any) -> Any:
        """As ``contextlib.ExitStack`` calls it."""
        return hold.leave(hold.guard, hold.state, *raised)


class Hold:
    """``with Hold(guard):`` has the lock; what is written is a commit, whatever is raised.

    ``state`` is the word that this hold has put into the lock, and how many levels there were when
    it began. It is a list, since the token must not refer to the hold.
    """

    __slots__ = ("guard", "ref", "half_written", "timeout", "state", "__weakref__")

    def __init__(self, guard: Mutex, half_written: bool = False,
                 timeout: Optional[float] = -1) -> None:
        self.guard = guard
        self.ref: Any = None
        self.half_written = half_written
        self.timeout = timeout
        self.state: List[int] = []

    def begin(self) -> bool:
        """Takes the lock; true if this is the outermost hold."""
        guard = self.guard
        ref, self.ref = self.ref, None
        if ref is None:
            ref = guard.token(self, start)
            self.state = [0, 0, 0]
        outermost = guard.take(ref, self.half_written, self.timeout)
        self.state[:] = guard.word, len(guard.levels), not outermost
        return outermost

    def __enter__(self) -> Any:
        if not self.begin():
            self.guard.levels.append({})
        return self

    __exit__ = Exit()

    @staticmethod
    def leave(guard: Mutex, state: List[int], kind: Any, error: Any, trace: Any) -> None:
        """Commits and frees, or ends the inner hold."""
        leave(guard, state, kind, False)


class Update(Hold):
    """``with Update(guard) as section:`` is one commit, or nothing if anything is raised."""

    __slots__ = ("index",)

    def __init__(self, guard: Mutex, index: int = -1, half_written: bool = False) -> None:
        self.guard = guard
        self.ref = None
        self.half_written = half_written
        self.timeout = -1
        self.index = index

    def __enter__(self) -> Any:
        guard = self.guard
        if not self.begin():
            guard.descend()
        elif not guard.is_array:
            try:
                guard.touch(0)
            except BaseException:
                guard.abandon(self.state[0])
                raise
        section = guard.section
        section._buf = guard.view
        return section if self.index < 0 else section[self.index]

    __exit__ = Exit()

    @staticmethod
    def leave(guard: Mutex, state: List[int], kind: Any, error: Any, trace: Any) -> None:
        """C or X, and U; or the end of the inner update."""
        leave(guard, state, kind, True)


def leave(guard: Mutex, state: List[int], kind: Any, undoes: bool) -> None:
    """The end of a hold or of an update, by an exception if there is a kind."""
    word, mark, is_inner = state
    if guard.word != word:
        if kind is None:
            raise LockLostError(
                f"this thread no longer has the lock of {guard.name}, so nothing was committed: "
                "its process has forked, or another one took it over")
        return
    undo = undoes and kind is not None
    if is_inner:
        guard.unwind(mark + 1)
        guard.ascend(undo)
        return
    try:
        guard.unwind(mark)
        if undo:
            guard.roll_back()
        else:
            guard.commit(kind is not None)
        guard.free()
    except BaseException as error:
        guard.abandon(word)
        raise guard.explained(error)


class Repair(Update):
    """``with Repair(guard) as elements:`` makes right what a dead owner has left half written."""

    __slots__ = ()

    def __init__(self, guard: Mutex) -> None:
        super().__init__(guard, half_written=True)

    def __enter__(self) -> Any:
        elements = super().__enter__()
        self.guard.repair()
        return elements


class StructUpdate(Update):
    """The same for a single struct, with the usual case written out: nobody else has the lock,
    nothing is left of a dead owner, the update is within no other, and the processor orders its
    stores."""

    __slots__ = ()

    def __init__(self, guard: Mutex) -> None:
        self.guard = guard
        self.ref = None

    half_written = False
    timeout = -1
    index = -1

    def __enter__(self) -> Any:
        guard, ref = self.guard, self.ref
        try:
            word, own = guard.local.mine
            if ref is None or guard.word == word or guard.fence is not None:
                return Update.__enter__(self)
        except AttributeError:
            return Update.__enter__(self)
        guard.tokens[word] = ref
        self.ref = None
        try:
            if not guard.cas(guard.memory.lock, Expected(), own, _SEQ_CST, _SEQ_CST):  # A2
                guard.wait(word, own, ref, guard.timeout)
            guard.word = self.state[0] = word
            q = guard.q
            if q[Q_SEQUENCE] & 1:  # A5
                guard.recover()
            guard.copy(guard.undo_at, guard.payload)  # S
            q[Q_SEQUENCE] = (q[Q_SEQUENCE] + 1) | 1
            guard.open_index = guard.fresh = 0
            section = guard.section
            section._buf = guard.view
            return section
        except BaseException as raised:
            guard.abandon(word)
            raise guard.explained(raised)

    __exit__ = Exit()

    @staticmethod
    def leave(guard: Mutex, state: List[int], kind: Any, error: Any, trace: Any) -> None:
        """C and U."""
        word = state[0]
        if (kind is not None or state[2] or guard.word != word or guard.levels
                or guard.fence is not None):
            leave(guard, state, kind, True)
            return
        try:
            q = guard.q
            if q[Q_LOCK] != word:
                guard.commit()  # tells that it is lost
            q[Q_SEQUENCE] = (q[Q_SEQUENCE] | 1) + 1  # C
            guard.section._buf = None
            guard.open_index = guard.fresh = -1
            guard.word = 0
            guard.cas(guard.memory.lock, Expected(word), FREE, _SEQ_CST, _SEQ_CST)  # U1
            if guard.u[U_SLEEPERS]:  # U2
                guard.wake()
            del guard.tokens[word]
        except BaseException as raised:
            guard.abandon(word)
            raise guard.explained(raised)
