"""Structs as ctypes declares them, and the field types and values that ctypes lacks."""

from __future__ import annotations

import ctypes
import datetime as dt
import enum
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple, Type, Union

from . import _format as fmt
from . import _schema
from ._scalars import scalar
from ._schema import Member, Schema

_NANOS = 10**9
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)


class Instant(NamedTuple):
    """A point in time: seconds since 1970-01-01T00:00Z, and nanoseconds from 0 to 999,999,999.

    ``datetime`` has only microseconds. A field of type ``instant`` takes one of these, an aware
    ``datetime``, or an ``int`` of nanoseconds since 1970, and gives one of these: so nothing is
    lost.
    """

    seconds: int
    nanos: int

    @property
    def nanoseconds(self) -> int:
        """Nanoseconds since 1970, all of them."""
        return self.seconds * _NANOS + self.nanos

    @property
    def datetime(self) -> dt.datetime:
        """The same in UTC. A ValueError if there are nanoseconds beyond microseconds, an
        OverflowError if the year is not between 1 and 9999."""
        _require_microseconds(self)
        return self.truncated()

    def truncated(self) -> dt.datetime:
        """The same in UTC, without the nanoseconds beyond microseconds."""
        return _EPOCH + dt.timedelta(seconds=self.seconds, microseconds=self.nanos // 1000)

    @classmethod
    def of(cls, value: Union[Instant, dt.datetime, int]) -> Instant:
        """From any of what a field takes."""
        if isinstance(value, Instant):
            return value
        if isinstance(value, dt.datetime):
            if value.tzinfo is None:
                raise ValueError("a datetime without a time zone is no point in time: "
                                 "datetime.now(timezone.utc) has one")
            past = value - _EPOCH
            return cls(past.days * 86400 + past.seconds, past.microseconds * 1000)
        if isinstance(value, int) and not isinstance(value, bool):
            return cls(*divmod(value, _NANOS))
        raise TypeError("is no Instant, datetime or int of nanoseconds")


class Duration(NamedTuple):
    """A length of time: seconds, and nanoseconds from 0 to 999,999,999, which count upwards.

    A field of type ``duration`` takes one of these, a ``timedelta``, or an ``int`` of nanoseconds,
    and gives one of these.
    """

    seconds: int
    nanos: int

    @property
    def nanoseconds(self) -> int:
        """All of it in nanoseconds."""
        return self.seconds * _NANOS + self.nanos

    @property
    def timedelta(self) -> dt.timedelta:
        """The same. A ValueError if there are nanoseconds beyond microseconds."""
        _require_microseconds(self)
        return self.truncated()

    def truncated(self) -> dt.timedelta:
        """The same without the nanoseconds beyond microseconds."""
        return dt.timedelta(seconds=self.seconds, microseconds=self.nanos // 1000)

    @classmethod
    def of(cls, value: Union[Duration, dt.timedelta, int]) -> Duration:
        """From any of what a field takes."""
        if isinstance(value, Duration):
            return value
        if isinstance(value, dt.timedelta):
            return cls(value.days * 86400 + value.seconds, value.microseconds * 1000)
        if isinstance(value, int) and not isinstance(value, bool):
            return cls(*divmod(value, _NANOS))
        raise TypeError("is no Duration, timedelta or int of nanoseconds")


def _require_microseconds(value: Union[Instant, Duration]) -> None:
    if value.nanos % 1000:
        raise ValueError(f"{value} has {value.nanos % 1000} ns beyond microseconds: .nanoseconds "
                         "has them, .truncated() drops them")


class c_char16(ctypes.c_uint16):
    """A UTF-16 code unit, Java's ``char``. It is read as a ``str`` of one character."""


class c_uuid(ctypes.Structure):
    """A ``uuid.UUID``."""

    _fields_ = [("more", ctypes.c_int64), ("less", ctypes.c_int64)]


class c_instant(ctypes.Structure):
    """An :class:`Instant`."""

    _fields_ = [("seconds", ctypes.c_int64), ("nanos", ctypes.c_int64)]


class c_duration(ctypes.Structure):
    """A :class:`Duration`."""

    _fields_ = [("seconds", ctypes.c_int64), ("nanos", ctypes.c_int64)]


class _Enum(ctypes.c_int32):
    """The base of what :func:`c_enum` makes."""

    constants: Type[enum.IntEnum]


def c_enum(constants: Type[enum.IntEnum]) -> Type[ctypes.c_int32]:
    """The field type of an ``IntEnum``, whose values have to be 0, 1, 2 and so on."""
    if [constant.value for constant in constants] != list(range(len(constants))):
        raise TypeError(f"{constants.__name__}: the values of a shared enum are 0, 1, 2 and so on, "
                        "in the order of its constants")
    return type("c_" + constants.__name__, (_Enum,), {"constants": constants})


_MARKED = {c_char16: "char", c_uuid: "uuid", c_instant: "instant", c_duration: "duration"}
_SIGNED = {1: "byte", 2: "short", 4: "int", 8: "long"}
_UNSIGNED = {1: "unsigned8", 2: "unsigned16", 4: "unsigned32", 8: "long"}
_NAMED = {"?": "boolean", "f": "float", "d": "double"}

#: What the schema does not tell of a field: the IntEnum, or ``Q`` for c_uint64, which is a
#: ``long``.
Hints = Dict[str, Any]


class Declaration(NamedTuple):
    """A struct class, read."""

    schema: Schema
    hints: Hints


def declaration(struct: Type[ctypes.Structure]) -> Declaration:
    """Reads a struct class. Its name in the file is the class's, or ``_shared_name_``. Room to
    grow is ``_shared_size_``, in bytes. Fields whose names begin with ``_pad`` are padding.

    A TypeError names the field that no region can have.
    """
    hints: Hints = {}
    members = tuple(_members(struct, 0, "", hints))
    name = getattr(struct, "_shared_name_", struct.__name__)
    size, alignment = ctypes.sizeof(struct), ctypes.alignment(struct)
    given = getattr(struct, "_shared_size_", None)
    if given is not None:
        alignment = max(8, alignment)
        used = max((member.end for member in members), default=0)
        if given % alignment or given <= used:
            raise TypeError(f"{name}: _shared_size_={given} is not a multiple of {alignment} that "
                            f"is larger than the {used} bytes of its fields")
        size = given
    if not members and given is None:
        raise TypeError(f"{name} has no fields")
    schema = Schema(name, given is not None, size, alignment, members)
    if len(schema.text.encode()) > fmt.LONGEST_OWN_TEXT:
        raise TypeError(f"{name}: the schema text is longer than {fmt.LONGEST_OWN_TEXT} bytes")
    try:
        return Declaration(_schema.checked(schema), hints)
    except ValueError as error:
        raise TypeError(f"{name}: {error}") from None


def _fields(struct: Type[ctypes.Structure]) -> Iterator[Tuple[str, Any, Any]]:
    for base in reversed(struct.__mro__):
        for field in base.__dict__.get("_fields_", ()):
            if len(field) > 2:
                raise TypeError(f"{struct.__name__}.{field[0]} is a bit field, which no region has")
            yield field[0], field[1], getattr(struct, field[0])


def _members(struct: Type[ctypes.Structure], base: int, prefix: str,
             hints: Hints) -> Iterator[Member]:
    for name, kind, place in _fields(struct):
        if name.startswith("_pad"):
            continue
        yield from _member(kind, base + place.offset, prefix + name, hints)


def _member(kind: Any, offset: int, name: str, hints: Hints) -> Iterator[Member]:
    element, count = kind, None
    if issubclass(kind, ctypes.Array):
        if kind._type_ is ctypes.c_char:
            yield Member(offset, ctypes.sizeof(kind), "string", name)
            return
        element, count = kind._type_, kind._length_
    word = _word(element, name, hints)
    brackets = "" if count is None else f"[{count}]"
    yield Member(offset, ctypes.sizeof(kind), word + brackets, name)
    if word.startswith((_schema.STRUCT, _schema.SIZED)):
        inner = name + ("." if count is None else "[].")
        yield from _members(element, offset, inner, hints)


def _word(kind: Any, name: str, hints: Hints) -> str:
    """The word for a type that is no array."""
    if kind in _MARKED:
        return _MARKED[kind]
    if issubclass(kind, _Enum):
        hints[name] = kind.constants
        return "enum{" + ",".join(constant.name for constant in kind.constants) + "}"
    if issubclass(kind, ctypes.Structure) and not issubclass(kind, ctypes.BigEndianStructure):
        return _struct_word(kind, name)
    code = getattr(kind, "_type_", None)
    size = ctypes.sizeof(kind)
    if code in _NAMED:
        return _NAMED[str(code)]
    if code in ("b", "h", "i", "l", "q"):
        return _SIGNED[size]
    if code in ("B", "H", "I", "L", "Q"):
        if size == 8:
            hints[name] = "Q"
        return _UNSIGNED[size]
    if not isinstance(code, str):
        code = "P"
    advice = {"c": ": c_char * n is a text, c_byte a number",
              "u": ": c_char * n is a text, c_char16 a UTF-16 code unit",
              "P": ": an address means nothing in another process",
              "z": ": an address means nothing in another process"}.get(code, "")
    raise TypeError(f"{name} is {kind.__name__}, which no field of a region can be{advice}")


def _struct_word(kind: Type[ctypes.Structure], name: str) -> str:
    inner = str(getattr(kind, "_shared_name_", kind.__name__))
    size = getattr(kind, "_shared_size_", None)
    if size is None:
        return _schema.STRUCT + inner
    if size != ctypes.sizeof(kind):
        raise TypeError(f"{name}: {inner} has _shared_size_={size} and {ctypes.sizeof(kind)} "
                        "bytes; within another struct it needs a field _pad that fills it")
    return _schema.SIZED + inner


_CTYPES: Dict[str, Any] = {
    "boolean": ctypes.c_bool, "byte": ctypes.c_int8, "unsigned8": ctypes.c_uint8,
    "short": ctypes.c_int16, "char": c_char16, "unsigned16": ctypes.c_uint16,
    "int": ctypes.c_int32, "float": ctypes.c_float, "unsigned32": ctypes.c_uint32,
    "long": ctypes.c_int64, "double": ctypes.c_double, "uuid": c_uuid, "instant": c_instant,
    "duration": c_duration,
}


def structure(schema: Schema) -> Type[ctypes.Structure]:
    """A struct class for a file whose struct nobody has declared here."""
    return _structure(schema, schema.name, "", 0, schema.size)


def _structure(schema: Schema, name: str, prefix: str, base: int,
               size: int) -> Type[ctypes.Structure]:
    fields: List[Tuple[str, Any]] = []
    at = 0
    for member in sorted(schema.within(prefix)):
        offset = member.offset - base
        if offset > at:
            fields.append((f"_pad{at}", ctypes.c_byte * (offset - at)))
        fields.append((member.name[len(prefix):], _ctype(schema, member)))
        at = offset + member.size
    if size > at:
        fields.append((f"_pad{at}", ctypes.c_byte * (size - at)))
    body = {"_pack_": 1, "_layout_": "ms", "_fields_": fields, "_shared_name_": name}
    return type(name, (ctypes.Structure,), body)


def _ctype(schema: Schema, member: Member) -> Any:
    element, count = member.element, member.elements
    if element == "string":
        return ctypes.c_char * member.size
    if element.startswith("enum{"):
        kind: Any = ctypes.c_int32
    elif element.startswith((_schema.STRUCT, _schema.SIZED)):
        inner = member.name + ("." if count is None else "[].")
        kind = _structure(schema, element.split(":", 1)[1], inner, member.offset,
                          member.size // (count or 1))
    else:
        kind = _CTYPES[element]
    return kind if count is None else kind * count


def split_array(kind: Any) -> Tuple[Type[ctypes.Structure], Optional[int]]:
    """A struct class, and the length if ``XY * 10`` was given. A typecode or ``c_int`` is the
    struct of one value."""
    length = None
    if isinstance(kind, type) and issubclass(kind, ctypes.Array):
        kind, length = kind._type_, kind._length_
    kind = scalar(kind)
    if not (isinstance(kind, type) and issubclass(kind, ctypes.Structure)):
        raise TypeError(f"{kind!r} is no ctypes.Structure, no typecode, and no array of one")
    return kind, length
