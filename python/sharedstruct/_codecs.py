"""Values of fields: how they are read from memory and written to it.

A codec reads from any buffer, and writes into a memoryview of the region. A value that it refuses
has changed nothing. Numbers go through ``struct`` in native formats, which makes one load or store
of the whole width; copies of several words are made word by word, so that no field is torn.
"""

from __future__ import annotations

import codecs
import collections
import enum
import struct
import uuid
from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple, Type

from . import _schema
from ._errors import InvalidValueError
from ._memory import word_struct
from ._schema import Member, Schema
from ._types import Duration, Hints, Instant

#: What a store raises when a value does not fit.
REFUSALS = (struct.error, TypeError, ValueError, OverflowError, AttributeError)

_CODES = {"byte": "b", "short": "h", "int": "i", "long": "q", "float": "f", "double": "d",
          "unsigned8": "B", "unsigned16": "H", "unsigned32": "I"}
_NUMPY = {"boolean": "?", "char": "u2", "byte": "i1", "short": "i2", "int": "i4", "long": "i8",
          "float": "f4", "double": "f8", "unsigned8": "u1", "unsigned16": "u2",
          "unsigned32": "u4"}


class Codec:
    """One type of field. ``code`` is its format for ``struct`` if that alone gives its value."""

    code: Optional[str] = None
    numpy: Any = None

    def __init__(self, size: int) -> None:
        self.size = size

    def dtype(self) -> Any:
        """What numpy calls it."""
        return self.numpy

    def get(self, buffer: Any, offset: int) -> Any:
        """The value that lies there."""
        raise NotImplementedError

    def put(self, view: memoryview, offset: int, value: Any) -> None:
        """Stores a value. Bytes that it does not name are left: padding, fields of later
        versions."""
        data = bytearray(view[offset:offset + self.size])
        self.encode(data, 0, value)
        copy_words(view, offset, bytes(data))

    def encode(self, data: bytearray, offset: int, value: Any) -> None:
        """Puts a value into memory of this process."""
        raise NotImplementedError


def copy_words(view: memoryview, offset: int, data: bytes) -> None:
    """Stores bytes by the widest words that lie there."""
    size = len(data)
    width = (offset | size | 8) & -(offset | size | 8)
    words = word_struct(size, width)
    words.pack_into(view, offset, *words.unpack(data))


class Number(Codec):
    """Of up to 8 bytes, in one load or store."""

    def __init__(self, code: str, numpy: str) -> None:
        self._format = struct.Struct("@" + code)
        self.code = code
        self.numpy = numpy
        super().__init__(self._format.size)
        self.unpack = self._format.unpack_from
        self.pack = self._format.pack_into

    def get(self, buffer: Any, offset: int) -> Any:
        return self.unpack(buffer, offset)[0]

    def put(self, view: memoryview, offset: int, value: Any) -> None:
        self.pack(view, offset, value)

    def encode(self, data: bytearray, offset: int, value: Any) -> None:
        self.pack(data, offset, value)


class Boolean(Number):
    """Takes True and False, and numbers that are equal to them."""

    def __init__(self) -> None:
        super().__init__("?", "?")

    def put(self, view: memoryview, offset: int, value: Any) -> None:
        if value not in (False, True):
            raise TypeError("is neither True nor False")
        self.pack(view, offset, value)

    encode = put  # type: ignore[assignment]


class Converted(Number):
    """A number in memory that is something else in Python."""

    def __init__(self, code: str, numpy: str) -> None:
        super().__init__(code, numpy)
        self.code = None

    def get(self, buffer: Any, offset: int) -> Any:
        return self.from_number(self.unpack(buffer, offset)[0])

    def put(self, view: memoryview, offset: int, value: Any) -> None:
        self.pack(view, offset, self.to_number(value))

    encode = put  # type: ignore[assignment]

    def from_number(self, number: int) -> Any:
        raise NotImplementedError

    def to_number(self, value: Any) -> int:
        raise NotImplementedError


class Char(Converted):
    """A UTF-16 code unit: a ``str`` of one character up to U+FFFF."""

    def __init__(self) -> None:
        super().__init__("H", "u2")

    def from_number(self, number: int) -> str:
        return chr(number)

    def to_number(self, value: Any) -> int:
        return value if isinstance(value, int) else ord(value)


class Enum(Converted):
    """A constant, by its number."""

    def __init__(self, constants: Type[enum.IntEnum]) -> None:
        super().__init__("i", "i4")
        self._constants = constants

    def from_number(self, number: int) -> enum.IntEnum:
        try:
            return self._constants(number)
        except ValueError:
            raise InvalidValueError(
                f"{number} is stored, which is none of the {len(self._constants)} constants of "
                f"{self._constants.__name__}") from None

    def to_number(self, value: Any) -> int:
        if isinstance(value, str):
            return self._constants[value].value
        return self._constants(value).value


def _replace(error: UnicodeError) -> Tuple[str, int]:
    """As Java: half a surrogate pair, written as three bytes, is one U+FFFD and not three."""
    assert isinstance(error, UnicodeDecodeError)
    rest = error.object[error.start:error.start + 3]
    if len(rest) > 1 and rest[0] == 0xED and 0xA0 <= rest[1] <= 0xBF:
        whole = len(rest) == 3 and 0x80 <= rest[2] <= 0xBF
        return "\ufffd", error.start + (3 if whole else 2)
    return "\ufffd", error.end


_REPLACE = "sharedstruct.replace"
codecs.register_error(_REPLACE, _replace)


class Text(Codec):
    """UTF-8 up to the first NUL or the end, with zeros after it. Malformed bytes read as U+FFFD."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.numpy = f"S{size}"

    def get(self, buffer: Any, offset: int) -> str:
        data = bytes(buffer[offset:offset + self.size])
        return data.split(b"\0", 1)[0].decode("utf-8", _REPLACE)

    def put(self, view: memoryview, offset: int, value: Any) -> None:
        view[offset:offset + self.size] = self._encode(value)

    def encode(self, data: bytearray, offset: int, value: Any) -> None:
        data[offset:offset + self.size] = self._encode(value)

    def _encode(self, value: Any) -> bytes:
        if not isinstance(value, (str, bytes)):
            raise TypeError("is no text")
        data = value.encode() if isinstance(value, str) else value
        if len(data) > self.size:
            raise ValueError(f"needs {len(data)} bytes in UTF-8, and there is room for {self.size}")
        if b"\0" in data:
            raise ValueError("has a NUL, which would end it")
        return data.ljust(self.size, b"\0")


class TwoLongs(Codec):
    """A value of two numbers of 64 bits."""

    numpy = ("i8", (2,))
    _format = struct.Struct("@qq")

    def __init__(self) -> None:
        super().__init__(16)

    def get(self, buffer: Any, offset: int) -> Any:
        return self.from_longs(*self._format.unpack_from(buffer, offset))

    def put(self, view: memoryview, offset: int, value: Any) -> None:
        self._format.pack_into(view, offset, *self.to_longs(value))

    encode = put  # type: ignore[assignment]

    def from_longs(self, first: int, second: int) -> Any:
        raise NotImplementedError

    def to_longs(self, value: Any) -> Tuple[int, int]:
        raise NotImplementedError


class Uuid(TwoLongs):
    """A ``uuid.UUID``: the more, then the less significant half."""

    _format = struct.Struct("@QQ")

    def from_longs(self, first: int, second: int) -> uuid.UUID:
        return uuid.UUID(int=first << 64 | second)

    def to_longs(self, value: Any) -> Tuple[int, int]:
        if not isinstance(value, uuid.UUID):
            raise TypeError("is no uuid.UUID")
        return divmod(value.int, 1 << 64)


class Time(TwoLongs):
    """An Instant or a Duration."""

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self._kind = kind

    def from_longs(self, first: int, second: int) -> Any:
        _require_nanos(second)
        return self._kind(first, second)

    def to_longs(self, value: Any) -> Tuple[int, int]:
        first, second = self._kind.of(value)
        _require_nanos(second)
        return first, second


def _require_nanos(nanos: int) -> None:
    if not 0 <= nanos < 10**9:
        raise InvalidValueError(f"{nanos} nanoseconds are not between 0 and 999999999")


class Array(Codec):
    """A fixed number of values, read as a tuple."""

    def __init__(self, element: Codec, count: int, size: int) -> None:
        super().__init__(size)
        self.element = element
        self.count = count
        self.stride = size // count
        many = isinstance(element, Number) and element.code is not None
        self._format = struct.Struct(f"@{count}{element.code}") if many else None

    def dtype(self) -> Any:
        element = self.element.dtype()
        inner, shape = element if isinstance(element, tuple) else (element, ())
        return inner, (self.count,) + shape

    def get(self, buffer: Any, offset: int) -> Tuple[Any, ...]:
        if self._format is not None:
            return self._format.unpack_from(buffer, offset)
        get = self.element.get
        return tuple(get(buffer, at)
                     for at in range(offset, offset + self.size, self.stride))

    def encode(self, data: bytearray, offset: int, value: Any) -> None:
        values = tuple(value)
        if len(values) != self.count:
            raise ValueError(f"has {len(values)} values, and the array has {self.count}")
        for number, one in enumerate(values):
            self.element.encode(data, offset + number * self.stride, one)


class Record(Codec):
    """A struct, read as a named tuple."""

    def __init__(self, name: str, size: int, fields: Sequence[Tuple[str, int, Codec]]) -> None:
        super().__init__(size)
        self.fields = tuple(fields)
        self.names = tuple(field[0] for field in fields)
        self.type = record_type(name, self.names)
        self._parts = tuple((offset, codec) for _, offset, codec in self.fields)
        self.format = _flat_format(self.fields, size)

    def dtype(self) -> Any:
        import numpy
        return numpy.dtype({"names": list(self.names),
                            "formats": [codec.dtype() for _, _, codec in self.fields],
                            "offsets": [offset for _, offset, _ in self.fields],
                            "itemsize": self.size})

    def get(self, buffer: Any, offset: int) -> Any:
        if self.format is not None:
            return tuple.__new__(self.type, self.format.unpack_from(buffer, offset))
        return tuple.__new__(self.type, [codec.get(buffer, offset + at)
                                         for at, codec in self._parts])

    def encode(self, data: bytearray, offset: int, value: Any) -> None:
        for (name, at, codec), one in self._values(value):
            try:
                codec.encode(data, offset + at, one)
            except REFUSALS as error:
                raise refusal(name, one, error) from None

    def _values(self, value: Any) -> Iterable[Tuple[Tuple[str, int, Codec], Any]]:
        """Of a mapping, of an object with these attributes (such as a ctypes struct), or in
        order. A number is that of the only field."""
        if isinstance(value, dict):
            unknown = set(value) - set(self.names)
            if unknown:
                raise ValueError(f"there is no field {', '.join(sorted(map(str, unknown)))}")
            return [(field, value[field[0]]) for field in self.fields if field[0] in value]
        if isinstance(value, (tuple, list)):
            if len(value) > len(self.fields):
                raise ValueError(f"has {len(value)} values for {len(self.fields)} fields")
            return zip(self.fields, value)
        if len(self.fields) == 1 and not hasattr(value, self.names[0]):
            return [(self.fields[0], value)]
        return [(field, getattr(value, field[0])) for field in self.fields]


def refusal(field: str, value: Any, error: BaseException, where: str = "") -> Exception:
    """An exception of the same kind that names the field and the value."""
    text, place = str(error), f" in {where}" if where else ""
    is_type = isinstance(error, TypeError) or text.startswith("required argument")
    kind: Type[Exception] = TypeError if is_type else ValueError
    return kind(f"{field}={value!r}{place}: {text}")


def _flat_format(fields: Sequence[Tuple[str, int, Codec]], size: int) -> Optional[struct.Struct]:
    """All fields at once, where each is a plain number; None if one is not."""
    text, at = "@", 0
    for _, offset, codec in fields:
        if codec.code is None:
            return None
        text += f"{offset - at}x" if offset > at else ""
        text += codec.code
        at = offset + codec.size
    whole = struct.Struct(text)
    return whole if whole.size == at <= size else None


_record_types: Dict[Tuple[str, Tuple[str, ...]], Type[Any]] = {}


def record_type(name: str, names: Tuple[str, ...]) -> Type[Any]:
    """A named tuple that can be pickled. A name that Python reserves is ``_`` and its position."""
    key = (name, names)
    if key not in _record_types:
        made: Any = collections.namedtuple(  # type: ignore[misc]
            "Record", names, rename=True)
        made.__name__ = made.__qualname__ = name if name.isidentifier() else "Record"
        setattr(made, "__reduce__", lambda self: (_record, (name, names, tuple(self))))
        _record_types[key] = made
    return _record_types[key]


def _record(name: str, names: Tuple[str, ...], values: Tuple[Any, ...]) -> Any:
    kind = record_type(name, names)
    return tuple.__new__(kind, values)


def record(schema: Schema, hints: Hints) -> Record:
    """The codec of a whole struct."""
    return _record_of(schema, hints, schema.name, "", 0, schema.size)


def _record_of(schema: Schema, hints: Hints, name: str, prefix: str, base: int,
               size: int) -> Record:
    fields: List[Tuple[str, int, Codec]] = []
    for member in schema.within(prefix):
        codec = _codec(schema, hints, member)
        fields.append((member.name[len(prefix):], member.offset - base, codec))
    return Record(name, size, fields)


def _codec(schema: Schema, hints: Hints, member: Member) -> Codec:
    element, count = member.element, member.elements
    each = member.size // (count or 1)
    if element.startswith((_schema.STRUCT, _schema.SIZED)):
        inner = member.name + ("." if count is None else "[].")
        codec: Codec = _record_of(schema, hints, element.split(":", 1)[1], inner,
                                  member.offset, each)
    else:
        codec = _leaf(element, each, member.name, hints.get(member.name))
    return codec if count is None else Array(codec, count, member.size)


def _leaf(element: str, size: int, name: str, hint: Any) -> Codec:
    if element in _CODES:
        if hint == "Q":
            return Number("Q", "u8")
        return Number(_CODES[element], _NUMPY[element])
    if element.startswith("enum{"):
        return Enum(_constants(element, name, hint))
    makers: Dict[str, Any] = {"boolean": Boolean, "char": Char, "uuid": Uuid,
                              "string": lambda: Text(size), "instant": lambda: Time(Instant),
                              "duration": lambda: Time(Duration)}
    made: Codec = makers[element]()
    return made


def _constants(element: str, name: str, hint: Any) -> Type[enum.IntEnum]:
    """The program's own enum, which may have fewer constants than the file; else one of its own."""
    if hint is not None:
        found: Type[enum.IntEnum] = hint
        return found
    names = element[len("enum{"):-1].split(",")
    title = name.replace("[]", "").rpartition(".")[2]
    made: Any = enum.IntEnum(  # type: ignore[misc]
        title, [(one, number) for number, one in enumerate(names)])
    constants: Type[enum.IntEnum] = made
    return constants
