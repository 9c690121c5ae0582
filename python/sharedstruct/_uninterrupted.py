"""Work that no signal handler breaks off.

Python runs signal handlers in the main thread alone, between any two bytecodes. There, even a lock
that a ``with`` statement has taken can stay locked (before Python 3.11). So whatever takes a lock
of this process, or a record lock, is done in a thread of its own if the main thread asks for it.
"""

from __future__ import annotations

import _thread
import threading
import time
from typing import Any, Callable, List, Optional, Tuple, TypeVar

T = TypeVar("T")

_SHORT = 0.002
_last = [0.0]


def uninterrupted(work: Callable[[], T]) -> T:
    """Runs something to its end. In the main thread this takes a thread of its own, and as long as
    it takes to start one; an interrupt is raised when the work is done. In others it is a plain
    call."""
    if _thread.get_ident() != threading.main_thread().ident:
        return work()
    outcome: List[Tuple[bool, Any]] = []
    done = _thread.allocate_lock()
    done.acquire()

    def run() -> None:
        try:
            outcome.append((True, work()))
        except BaseException as error:
            outcome.append((False, error))
        done.release()

    _last[0] = time.monotonic()
    try:
        _thread.start_new_thread(run, ())
    except RuntimeError:  # there is no thread left, or the interpreter ends: then nobody interrupts
        run()
    interrupt = _await(outcome, done)
    if interrupt is not None:
        raise interrupt
    succeeded, result = outcome[0]
    if succeeded:
        found: T = result
        return found
    raise result


def let_threads_end() -> None:
    """Before a fork. The last thread has done its work, but Python 3.12 and later would warn of a
    fork beside it until the operating system has ended it."""
    if time.monotonic() < _last[0] + _SHORT:
        time.sleep(_SHORT)


def _await(outcome: List[Tuple[bool, Any]], done: Any) -> Optional[BaseException]:
    """The last interrupt that came meanwhile, if one did."""
    interrupt: Optional[BaseException] = None
    while not outcome:
        try:
            try:
                done.acquire()
            except BaseException as error:
                interrupt = error
        except BaseException as error:  # it struck while the first was noted
            interrupt = error
    return interrupt
