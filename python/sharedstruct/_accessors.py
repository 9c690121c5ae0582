"""Classes whose attributes are the fields of a struct, written for each schema.

There are two kinds of views on memory. A *root* has its own buffer: a raw struct, or the struct of
an update. A *part* reaches the buffer of its root: a struct within a struct, an element of an
array. The buffer of an update is taken away when it ends, so that nothing of it writes without the
lock. A part of an array that is updated *touches* its element before each store.

The methods are made from text, since each load or store should be one call of ``struct``.
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Tuple, Type, Union

from ._codecs import REFUSALS, Array, Codec, Number, Record, refusal
from ._errors import ClosedError, InvalidValueError

_GETTER = """
def get(self):
    try:
        return load({buffer}, self._at + {offset}){item}
    except REFUSALS as error:
        raise self._explain({name!r}, error) from None
"""

_SETTER = """
def set(self, value):
    {touch}
    try:
        store({buffer}, self._at + {offset}, value)
    except REFUSALS as error:
        raise self._refuse({name!r}, value, error) from None
"""

_TOUCH = """root = self._root
    if root._buf is None:
        raise self._ended()
    if root._guard.fresh != self._index:
        root._guard.touch(self._index)"""


class View:
    """What all views have. Fields are attributes, so these names begin with an underscore."""

    __slots__ = ("_at", "_where")

    _at: int
    _where: str
    _record: Record
    _part: Type[Part]
    _touches = False

    def _buffer(self) -> Any:
        raise NotImplementedError

    def _explain(self, field: str, error: BaseException) -> BaseException:
        """Why a field cannot be read."""
        if isinstance(error, InvalidValueError):
            return InvalidValueError(f"{field} of {self._where}: {error}")
        return self._unusable() or error

    def _refuse(self, field: str, value: Any, error: BaseException) -> BaseException:
        """Why a value cannot be stored."""
        return self._unusable() or refusal(field, value, error, self._where)

    def _unusable(self) -> Any:
        buffer = self._buffer()
        if buffer is None:
            return self._ended()
        try:
            if buffer.readonly:
                return TypeError(f"{self._where} is open for reading only")
        except ValueError:
            return ClosedError(f"{self._where} is closed")
        return None

    def _ended(self) -> RuntimeError:
        return RuntimeError(f"the update of {self._where} that this belongs to has ended")

    def __repr__(self) -> str:
        try:
            return repr(self._record.get(self._buffer(), self._at))
        except REFUSALS:
            return f"<{type(self).__name__} of {self._where}, which cannot be read>"

    def __dir__(self) -> List[str]:
        return list(self._record.names)


class Root(View):
    """A view with a buffer of its own."""

    __slots__ = ("_buf", "_guard")

    def __init__(self, buffer: Any, at: int, where: str, guard: Any = None) -> None:
        self._buf = buffer
        self._at = at
        self._where = where
        self._guard = guard

    @property
    def _root(self) -> Root:
        return self

    @property
    def _index(self) -> int:
        return 0

    def _buffer(self) -> Any:
        return self._buf


class Part(View):
    """A view of part of a root."""

    __slots__ = ("_root", "_index")

    def __init__(self, root: Any, index: int, at: int, where: str) -> None:
        self._root = root
        self._index = index
        self._at = at
        self._where = where

    def _buffer(self) -> Any:
        return self._root._buf


class Items:
    """A field that is an array, or its elements. A slice is a copy, as in ctypes."""

    __slots__ = ("_view", "_codec", "_offset", "_name")

    def __init__(self, view: Any, codec: Array, offset: int, name: str) -> None:
        self._view = view
        self._codec = codec
        self._offset = offset
        self._name = name

    def __len__(self) -> int:
        return self._codec.count

    def __iter__(self) -> Iterator[Any]:
        return (self[index] for index in range(len(self)))

    def __getitem__(self, index: Union[int, slice]) -> Any:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        view, element = self._view, self._codec.element
        at, name = self._place(index)
        if isinstance(element, Record):
            return nested(view, element, at, name)
        try:
            return element.get(view._buffer(), view._at + at)
        except REFUSALS as error:
            raise view._explain(name, error) from None

    def __setitem__(self, index: Union[int, slice], value: Any) -> None:
        if isinstance(index, slice):
            places = range(*index.indices(len(self)))
            values = list(value)
            if len(values) != len(places):
                raise ValueError(f"{self._name}: can only assign {len(places)} values to this "
                                 f"slice, not {len(values)}")
            for one, element in zip(places, values):
                self[one] = element
            return
        view = self._view
        at, name = self._place(index)
        touch(view)
        try:
            self._codec.element.put(view._buffer(), view._at + at, value)
        except REFUSALS as error:
            raise view._refuse(name, value, error) from None

    def _place(self, index: int) -> Tuple[int, str]:
        position = index + len(self) if index < 0 else index
        if not 0 <= position < len(self):
            raise IndexError(f"{self._name}[{index}]: there are {len(self)} elements")
        return self._offset + position * self._codec.stride, f"{self._name}[{position}]"

    def __repr__(self) -> str:
        return repr(list(self))


def touch(view: Any) -> None:
    """Before a store that is not in a setter."""
    if view._buffer() is None:
        raise view._ended()
    if view._touches:
        view._root._guard.touch(view._index)


def nested(view: Any, record: Record, at: int, name: str) -> Part:
    """A struct within a struct, by its offset in that."""
    kind = part_class(record, view._touches)
    return kind(view._root, view._index, view._at + at, f"{name} of {view._where}")



def root_class(record: Record) -> Type[Root]:
    """The class of raw structs, and of the struct of an update."""
    found: Type[Root] = _class(record, Root, "self._buf", False)
    return found


def part_class(record: Record, touches: bool) -> Type[Part]:
    """The class of elements and of structs within a struct."""
    found: Type[Part] = _class(record, Part, "self._root._buf", touches)
    return found


def _class(record: Record, base: Any, buffer: str, touches: bool) -> Any:
    classes = record.__dict__.setdefault("classes", {})
    key = base, touches
    if key not in classes:
        body: Dict[str, Any] = {"__slots__": (), "_record": record, "_touches": touches}
        for name, offset, codec in record.fields:
            if not hasattr(base, name):
                body[name] = _property(name, offset, codec, buffer, touches)
        classes[key] = type(record.type.__name__, (base,), body)
    return classes[key]


def _property(name: str, offset: int, codec: Codec, buffer: str, touches: bool) -> property:
    plain = isinstance(codec, Number) and codec.code is not None
    checks = not plain or codec.code == "?"
    words = {"buffer": buffer, "offset": offset, "name": name, "item": "[0]" if plain else "",
             "touch": _TOUCH if touches else "pass"}
    scope: Dict[str, Any] = {
        "REFUSALS": REFUSALS,
        "load": codec.unpack if isinstance(codec, Number) and plain else codec.get,
        "store": codec.put if checks or not isinstance(codec, Number) else codec.pack}
    exec(_SETTER.format(**words), scope)
    if isinstance(codec, Record):
        inner = codec

        def get(view: Any) -> Any:
            return nested(view, inner, offset, name)
    elif isinstance(codec, Array):
        items = codec

        def get(view: Any) -> Any:
            return Items(view, items, offset, name)
    else:
        exec(_GETTER.format(**words), scope)
        get = scope["get"]
    return property(get, scope["set"])
