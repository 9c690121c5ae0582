"""What users hold: handles of structs and arrays, and the guarded views of their elements."""

from __future__ import annotations

import functools
import threading
import time
from typing import (TYPE_CHECKING, Any, Callable, Dict, Iterator, List, MutableMapping,
                    Optional, Tuple, Type, TypeVar, Union)

from . import _format as fmt
from ._accessors import part_class, root_class, touch
from ._codecs import REFUSALS, Codec, Number, Record, record, refusal
from ._errors import InvalidValueError
from ._guard import Guard
from ._holds import Exit, Hold, Repair, StructUpdate, Update, leave, start
from ._memory import Q_SEQUENCE, U_DIRTY
from ._participants import Participant
from ._region import Region
from ._types import Hints, structure
from ._uninterrupted import uninterrupted

T = TypeVar("T")
_Self = TypeVar("_Self", bound="Handle")

#: The same variables as Java's ``passTo``.
PREFIX = "SHAREDSTRUCT_"


class SharedLock(threading.local):
    """The lock of a region, one for all threads of all processes. It is reentrant.

    What guarded views write within one hold is one commit, made when the hold ends; that undoes
    nothing, also if an exception ends it. To be used as ``with target.get_lock():``. An interrupt
    such as Ctrl-C leaves nobody holding it then. A bare ``acquire`` cannot promise that: the
    interrupt may come before the caller has reached its ``try``.
    """

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.ref: Any = None
        self.state = [0, 0, 0]
        self.half_written = False
        self.timeout: Optional[float] = -1
        self._held: List[Tuple[Any, List[int]]] = []

    begin: Any = Hold.begin
    leave = staticmethod(Hold.leave)
    __enter__ = Hold.__enter__
    __exit__ = Exit()

    def acquire(self, block: bool = True, timeout: Optional[float] = None) -> bool:
        """Takes the lock; false if ``timeout`` seconds are over before, or at once without
        ``block``.

        Without a timeout, ``lock_timeout`` of the handle limits the wait: a LockTimeoutError then.
        """
        from ._errors import LockTimeoutError
        token = functools.partial(_nothing)  # goes with this thread, unless it releases
        self.ref = self.guard.token(token, start)
        self.state = state = [0, 0, 0]
        self.timeout = 0.0 if not block else -1 if timeout is None else timeout
        try:
            if not self.begin():
                self.guard.levels.append({})
        except LockTimeoutError:
            if block and timeout is None:
                raise
            return False
        finally:
            self.timeout = -1
        self._held.append((token, state))
        return True

    def release(self) -> None:
        """Ends the last ``acquire`` of this thread; a RuntimeError if there is none."""
        if not self._held:
            raise RuntimeError(f"this thread does not hold the lock of {self.guard.name}")
        leave(self.guard, self._held[-1][1], None, False)
        self._held.pop()

    def is_locked(self) -> bool:
        """Whether anybody holds it at this moment."""
        try:
            return self.guard.q[fmt.LOCK >> 3] != 0
        except ValueError as error:
            raise self.guard.explain(error) from None


def _nothing() -> None:
    pass


class Guarded:
    """A view that every thread of every process may use at once: of a struct, or of an element.

    A read is of one commit and waits for nobody. A write is one commit. Fields are attributes, but
    for those whose names a method has; these are in ``snapshot()`` and in ``update()``.
    """

    _guard: Guard
    _record: Record
    _index = 0

    if TYPE_CHECKING:
        def __getattr__(self, name: str) -> Any: ...
        def __setattr__(self, name: str, value: Any) -> None: ...

    def snapshot(self) -> Any:
        """All fields of one commit, as a named tuple. Raises OwnerDiedError for an array that is
        half written, InvalidValueError for a stored value that its type does not have."""
        return self._read("", 0, self._record)

    def update(self) -> Any:
        """``with view.update() as xy:``: what is stored into ``xy`` is one commit, seen by nobody
        before its end. An exception undoes all of it. Updates within each other are one commit,
        and an inner one that fails is undone alone.

        The body can be interrupted, by Ctrl-C for instance: that undoes it as any exception does,
        and frees the lock. :meth:`apply` cannot be interrupted.

        Raises LockTimeoutError if the lock was waited for longer than ``lock_timeout``.
        """
        return Update(self._guard, self._index if self._guard.is_array else -1)

    def apply(self, function: Callable[[Any], T]) -> T:
        """``function(xy)`` as one update that no signal handler breaks off: an interrupt is raised
        after the commit. In the main thread the function runs in a thread that is started for it,
        which takes some 50 to 200 microseconds; in others it costs what an update does. In an
        update of this thread it is an update within that."""
        def work() -> T:
            with self.update() as section:
                return function(section)
        return work() if self._guard.holds() else uninterrupted(work)

    def set(self, value: Any) -> None:
        """Stores fields as one commit: of a tuple in order, of a mapping or an object by name.
        Fields that a mapping lacks keep their values."""
        guard = self._guard
        check_values(guard, self._record, [value], 1)
        with Hold(guard):
            guard.touch(self._index)
            self._record.put(guard.view, guard._data(self._index), value)

    def _read(self, name: str, offset: int, codec: Codec) -> Any:
        guard = self._guard
        try:
            data = guard.read(self._index, offset, codec.size)
        except ValueError as error:
            raise guard.explain(error) from None
        try:
            return codec.get(data, 0)
        except InvalidValueError as error:
            field = f"{name} of " if name else ""
            raise InvalidValueError(f"{field}{guard.name}: {error}") from None

    def _write(self, name: str, offset: int, codec: Codec, value: Any) -> None:
        guard = self._guard
        hold = Hold(guard)
        try:
            with hold:
                if hold.state[2] or not isinstance(codec, Number):
                    guard.touch(self._index)
                    codec.put(guard.view, guard._data(self._index) + offset, value)
                else:
                    self._store(guard, offset, codec, value)
        except REFUSALS as error:
            if not guard.memory.is_open or not guard.memory.writable:
                raise
            raise refusal(name, value, error, guard.name) from None

    def _store(self, guard: Guard, offset: int, codec: Number, value: Any) -> None:
        """1: one store is the commit."""
        q = guard.q
        guard._fence()
        codec.put(guard.view, guard._data(self._index) + offset, value)
        guard._fence()
        q[Q_SEQUENCE] = q[Q_SEQUENCE] + 2

    @property
    def version(self) -> int:
        """Grows with every commit, to whichever element."""
        try:
            return self._guard.version()
        except ValueError as error:
            raise self._guard.explain(error) from None

    def await_change(self, since: int, timeout: Optional[float] = None) -> int:
        """Waits until the version is another one than ``since``, for ``timeout`` seconds at most,
        and returns the version. Read the version before the snapshot that decides. A RuntimeError
        if this thread holds the lock."""
        try:
            return self._guard.await_change(since, timeout)
        except ValueError as error:
            raise self._guard.explain(error) from None

    def changes(self, timeout: Optional[float] = None) -> Iterator[Any]:
        """Snapshots, the first at once, then each that is another one; until nothing has changed
        for ``timeout`` seconds. The last commit is never missed."""
        last: Any = _NOTHING
        since = time.monotonic()
        while True:
            version = self.version
            seen = self.snapshot()
            if seen != last:
                yield seen
                last, since = seen, time.monotonic()
                continue
            left = None if timeout is None else timeout - (time.monotonic() - since)
            if left is not None and left <= 0:
                return
            self.await_change(version, left)

    def wait_for(self, condition: Callable[[Any], Any], timeout: Optional[float] = None) -> Any:
        """The first snapshot that meets a condition; a TimeoutError after ``timeout`` seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            version = self.version
            seen = self.snapshot()
            if condition(seen):
                return seen
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                raise TimeoutError(f"{self._guard.name} did not meet the condition within "
                                   f"{timeout:g} s; the last snapshot is {seen}")
            self.await_change(version, left)


_NOTHING = object()


class Handle:
    """What a process has of a region: to be closed, or used with ``with``.

    Any number of threads may use it at once. A process that is forked goes on with it as a
    participant of its own. Pickled, it is opened again by its path, where it is unpickled.
    """

    _region: Region
    _guard: Guard
    _record: Record

    def _attach(self, region: Region, declared: Any, hints: Hints) -> None:
        fill = object.__setattr__
        fill(self, "_region", region)
        fill(self, "_guard", region.guard)
        fill(self, "_declared", declared)
        fill(self, "_lock", SharedLock(region.guard))

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(self, *raised: Any) -> None:
        self.close()

    def close(self) -> None:
        """Leaves the region; the file stays, unless it is temporary and this was the last user.
        Views raise from then on, but for raw memory (``get_obj()``, ``numpy``), which lasts as
        long as somebody keeps it. A RuntimeError if a thread of this process holds the lock
        through this handle. To close twice does nothing."""
        uninterrupted(self._region.close)

    @property
    def closed(self) -> bool:
        """Whether it is."""
        return not self._region.is_open

    @property
    def path(self) -> str:
        """The file, as an absolute path."""
        return self._region.path

    @property
    def schema(self) -> str:
        """The schema text of the file, as it was when it was opened."""
        return self._region.contents.schema.text

    @property
    def read_only(self) -> bool:
        """Whether it is mapped for reading only."""
        return not self._region.memory.writable

    def get_lock(self) -> SharedLock:
        """The lock of the region, one for all handles in all processes."""
        lock: SharedLock = self._lock  # type: ignore[attr-defined]
        return lock

    def remove(self) -> bool:
        """Removes the file. Whoever is attached goes on with the memory, and nobody else gets in.
        False if it was removed or renamed before."""
        return uninterrupted(self._region.remove)

    @property
    def is_removed(self) -> bool:
        """Whether somebody has removed the region."""
        return self._region.is_removed

    def participants(self) -> List[Participant]:
        """Who is attached: those who may write, by their ids, then processes that only read. It
        asks about all processes of the machine, which takes some milliseconds."""
        return uninterrupted(self._region.participants)

    def pass_to(self, environment: MutableMapping[str, str], name: str) -> None:
        """Lets a child open this region by a name: puts the path into its environment, where
        ``inherited(name)`` finds it, in Java as well."""
        if not name or not name.replace("_", "a").isalnum() or not name.isascii():
            raise ValueError(f"name {name!r} is not made of letters, digits and underscores")
        environment[PREFIX + name] = self.path

    def _ctypes(self, count: Optional[int]) -> Any:
        declared = self._declared or structure(  # type: ignore[attr-defined]
            self._region.contents.schema)
        kind = declared if count is None else declared * count
        memory, at = self._region.memory, self._region.contents.geometry.payload_offset
        try:
            if memory.writable:
                return kind.from_buffer(memory.view, at)
            return kind.from_buffer_copy(memory.view, at)
        except ValueError as error:
            raise self._guard.explain(error) from None

    def _numpy(self, count: int) -> Any:
        try:
            import numpy
        except ImportError:
            raise ImportError(f"{self._region.name}: numpy is not installed, which .numpy needs; "
                              "snapshot() and get_obj() do without") from None
        memory, geometry = self._region.memory, self._region.contents.geometry
        if not memory.is_open:
            raise self._guard.explain(ValueError())
        size = count * geometry.stride
        view = memory.view[geometry.payload_offset:geometry.payload_offset + size]
        return numpy.frombuffer(view, self._record.dtype(), count) if count else \
            numpy.empty(0, self._record.dtype())

    def __repr__(self) -> str:
        state = "closed " if self.closed else ""
        return f"<{state}{type(self).__name__} {self._region.name}>"

    def __reduce__(self) -> Any:
        return _reopen, (self.path, self._declared,  # type: ignore[attr-defined]
                         isinstance(self, SharedArray), self._region.terms)


def _reopen(path: str, declared: Any, is_array: bool, terms: Any) -> Any:
    from . import _reopen_by_path
    return _reopen_by_path(path, declared, is_array, terms)


class Shared(Guarded, Handle):
    """A struct in a file. See :class:`Guarded` and :class:`Handle`."""

    def _attach(self, region: Region, declared: Any, hints: Hints) -> None:
        Handle._attach(self, region, declared, hints)
        fill, guard = object.__setattr__, region.guard
        kind, at = root_class(self._record), guard.payload
        guard.section = kind(None, at, region.name, guard)
        fill(self, "raw", kind(region.memory.view, at, region.name, guard))
        fill(self, "update", functools.partial(StructUpdate, guard))
        if self._record.format is not None and guard.fence is None:
            fill(self, "snapshot", _fast_snapshot(guard, self._record))

    #: A view without a lock: plain memory. One aligned field of up to 8 bytes is never torn.
    raw: Any

    def get_obj(self) -> Any:
        """The memory as a ``ctypes.Structure``, without a lock; a copy if it is read only."""
        return self._ctypes(None)

    @property
    def numpy(self) -> Any:
        """The memory as a structured array of no dimensions, without a lock and without a copy."""
        return self._numpy(1).reshape(())


def _fast_snapshot(guard: Guard, codec: Record) -> Callable[[], Any]:
    """G for a struct of plain numbers, on a processor that keeps loads in order."""
    q, view, at = guard.q, guard.view, guard.payload
    assert codec.format is not None
    unpack, kind, new = codec.format.unpack_from, codec.type, tuple.__new__
    read, size = guard.read, codec.size

    def snapshot() -> Any:
        """All fields of one commit, as a named tuple."""
        try:
            for _ in range(8):
                s = q[Q_SEQUENCE]
                if s & 1:
                    break
                values = unpack(view, at)
                if q[Q_SEQUENCE] == s:
                    return new(kind, values)
            return new(kind, unpack(read(0, 0, size)))
        except ValueError as error:
            raise guard.explain(error) from None
    return snapshot


class Element(Guarded):
    """An element of an array."""

    def __init__(self, guard: Guard, index: int) -> None:
        fill = object.__setattr__
        fill(self, "_guard", guard)
        fill(self, "_index", index)

    def __repr__(self) -> str:
        return f"<element {self._index} of {self._guard.name}>"


class RawArray:
    """The elements of an array without a lock. A slice is a list of views."""

    def __init__(self, buffer: Any, record: Record, guard: Guard, touches: bool) -> None:
        self._buf = buffer
        self._guard = guard
        self._kind = part_class(record, touches)

    def __len__(self) -> int:
        return self._guard.length

    def __getitem__(self, index: Union[int, slice]) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        guard = self._guard
        position = check_index(index, guard)
        return self._kind(self, position, guard.payload + position * guard.stride,
                          f"element {position} of {guard.name}")

    def __iter__(self) -> Iterator[Any]:
        return (self[index] for index in range(len(self)))

    def __setitem__(self, index: Union[int, slice], value: Any) -> None:
        places = range(*index.indices(len(self))) if isinstance(index, slice) else \
            (check_index(index, self._guard),)
        values = list(value) if isinstance(index, slice) else [value]
        codec = self._kind._record
        check_values(self._guard, codec, values, len(places))
        for position, one in zip(places, values):
            view = self[position]
            touch(view)
            try:
                codec.put(self._buf, view._at, one)
            except REFUSALS as error:
                raise view._refuse("", one, error) from None


def check_index(index: int, guard: Guard) -> int:
    """The position, from the front."""
    position = index + guard.length if index < 0 else index
    if not 0 <= position < guard.length:
        raise IndexError(f"index {index} is out of bounds of {guard.name}")
    return position


def check_values(guard: Guard, codec: Record, values: List[Any], count: int) -> None:
    """All values are checked before the first is stored."""
    if len(values) != count:
        raise ValueError(f"{guard.name}: can only assign {count} values to this slice, "
                         f"not {len(values)}")
    data = bytearray(codec.size)
    for value in values:
        try:
            codec.encode(data, 0, value)
        except REFUSALS as error:
            kind = TypeError if isinstance(error, TypeError) else ValueError
            raise kind(f"{error} ({guard.name})") from None


class SharedArray(Handle):
    """An array of structs in a file.

    Each element is to the array what a struct is to a file. ``table[i]`` is a guarded view of one,
    ``table[a:b]`` a list of snapshots of one moment. With ``atomic=True`` an update of several
    elements is one commit for everybody. Without, others may see it element by element, and if its
    process is killed in it, everybody gets an OwnerDiedError until somebody calls ``repair``.
    """

    _element: Type[Element]

    if TYPE_CHECKING:
        def __getattr__(self, name: str) -> Any: ...

    def _attach(self, region: Region, declared: Any, hints: Hints) -> None:
        Handle._attach(self, region, declared, hints)
        guard = region.guard
        guard.section = RawArray(None, self._record, guard, True)
        object.__setattr__(self, "raw", RawArray(region.memory.view, self._record, guard, False))

    #: The elements without a lock.
    raw: Any

    def __len__(self) -> int:
        return self._guard.length

    def __getitem__(self, index: Union[int, slice]) -> Any:
        if isinstance(index, slice):
            first, end, step = index.indices(len(self))
            places = range(first, end, step)
            if not places:
                return []
            low, high = min(places), max(places)
            values = self._records(low, high - low + 1)
            return [values[place - low] for place in places]
        return self._element(self._guard, check_index(index, self._guard))

    def __setitem__(self, index: Union[int, slice], value: Any) -> None:
        """One element, or as many as the slice has, in one update; all values are checked
        before."""
        if isinstance(index, slice):
            places, values = range(*index.indices(len(self))), list(value)
        else:
            first = check_index(index, self._guard)
            places, values = range(first, first + 1), [value]
        guard, codec = self._guard, self._record
        check_values(guard, codec, values, len(places))
        with Update(guard):
            for position, one in zip(places, values):
                guard.touch(position)
                codec.put(guard.view, guard._data(position), one)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.snapshot())

    def snapshot(self) -> List[Any]:
        """All elements, of one moment. Without ``atomic`` it waits for the end of an update of
        several elements."""
        return self._records(0, len(self))

    def _records(self, first: int, count: int) -> List[Any]:
        guard, codec = self._guard, self._record
        try:
            data = guard.read_all(first, count)
        except ValueError as error:
            raise guard.explain(error) from None
        return [codec.get(data, at) for at in range(0, count * guard.stride, guard.stride)]

    def update(self) -> Any:
        """``with table.update() as all: all[0].x = 1``: all or nothing if an exception ends it."""
        return Update(self._guard)

    def repair(self) -> Any:
        """The same for an array that its writer's death has left half written; when it ends
        without an exception, the elements belong together again."""
        return Repair(self._guard)

    @property
    def is_half_written(self) -> bool:
        """Whether several elements are being written, or were and need ``repair``."""
        try:
            return bool(self._guard.base and self._guard.u[U_DIRTY])
        except ValueError as error:
            raise self._guard.explain(error) from None

    def apply(self, function: Callable[[Any], T]) -> T:
        """As :meth:`Guarded.apply`, for the whole array."""
        def work() -> T:
            with self.update() as section:
                return function(section)
        return work() if self._guard.holds() else uninterrupted(work)

    version = Guarded.version
    await_change = Guarded.await_change
    changes = Guarded.changes
    wait_for = Guarded.wait_for

    def get_obj(self) -> Any:
        """The memory as an array of ``ctypes.Structure``, without a lock; a copy if it is read
        only."""
        return self._ctypes(len(self))

    @property
    def numpy(self) -> Any:
        """The memory as a structured array, without a lock and without a copy."""
        return self._numpy(len(self))


def _field(name: str, offset: int, codec: Codec) -> property:
    def get(view: Any) -> Any:
        return view._read(name, offset, codec)

    def put(view: Any, value: Any) -> None:
        view._write(name, offset, codec, value)
    return property(get, put, doc=f"The field {name}, guarded: each store is one commit.")


def _guarded_class(base: Any, codec: Record) -> Any:
    body: Dict[str, Any] = {"_record": codec, "__module__": __name__}
    for name, offset, part in codec.fields:
        if not hasattr(base, name) and not (name == "raw" and base is Shared):
            body[name] = _field(name, offset, part)
    body["__setattr__"] = _refuse_others
    return type(f"{base.__name__}[{codec.type.__name__}]", (base,), body)


def _refuse_others(view: Any, name: str, value: Any) -> None:
    """An attribute that is no field is most likely a slip."""
    found = getattr(type(view), name, None)
    if not isinstance(found, property) or found.fset is None:
        raise AttributeError(f"{type(view).__name__} has no field {name}")
    found.fset(view, value)


def handle(region: Region, declared: Any, hints: Hints, wanted: Any) -> Any:
    """The handle of a region."""
    schema = region.contents.schema if wanted is None else wanted
    codec = record(schema, hints)
    if region.contents.is_array:
        kind = type(f"SharedArray[{codec.type.__name__}]", (SharedArray,),
                    {"_record": codec, "_element": _guarded_class(Element, codec),
                     "__module__": __name__})
    else:
        kind = _guarded_class(Shared, codec)
    made: Any = object.__new__(kind)
    made._attach(region, declared, hints)
    return made
