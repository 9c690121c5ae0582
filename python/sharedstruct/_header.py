"""The part of a file that never changes once it has its name: written, read and checked.

It is read through the descriptor and not through a mapping: nothing is mapped before the file is
known to be what it says.
"""

from __future__ import annotations

import os
import struct
from typing import NamedTuple, Optional

from . import _format as fmt
from . import _schema
from ._errors import (ByteOrderError, DamagedRegionError, FormatVersionError, NotARegionError,
                      RegionRemovedError, SchemaMismatchError, TruncatedRegionError)
from ._schema import Schema

#: In place of a length: one struct, no array.
SINGLE_STRUCT = -1
#: In place of a length: an array of any length.
ANY = -2
#: In place of a length: whatever the file holds.
WHATEVER = -3

_SCHEMA_READS = 3


class Origin(NamedTuple):
    """As which file a region was made; inode 0: not known."""

    device: int
    inode: int

    def is_file(self, status: os.stat_result) -> bool:
        return self.inode in (0, status.st_ino)

    def is_file_system(self, status: os.stat_result) -> bool:
        return self.inode == 0 or self.device == status.st_dev


class Contents(NamedTuple):
    """What a file says of itself."""

    schema: Schema
    geometry: fmt.Geometry
    region_id: int
    temporary: bool
    origin: Origin

    @property
    def is_array(self) -> bool:
        return self.geometry.form == fmt.ARRAY


def write(file: int, contents: Contents, slot: bytes) -> None:
    """Fills header, first slot and schema into a file of zeros that nobody else sees."""
    g = contents.geometry
    text = contents.schema.text.encode()
    header = bytearray(fmt.HEADER_SIZE)
    header[0:8] = fmt.MAGIC
    struct.pack_into("@IIQQIIQQQQQQQQI", header, fmt.BYTE_ORDER, fmt.BYTE_ORDER_MARK,
                     fmt.CURRENT_VERSION, g.file_size, fmt.schema_word(text), g.form,
                     g.schema_capacity, g.schema_offset, g.length, g.stride, g.payload_offset,
                     g.undo_offset, g.shadow_offset, g.stamp_offset, contents.region_id,
                     fmt.TEMPORARY if contents.temporary else 0)
    struct.pack_into("@Q", header, fmt.NEXT, fmt.CREATOR + 1)
    struct.pack_into("@QQ", header, fmt.DEVICE, *contents.origin)
    header[fmt.TABLE:fmt.TABLE + fmt.SLOT_SIZE] = slot
    write_at(file, bytes(header), 0)
    write_at(file, text, g.schema_offset)


def write_at(file: int, data: bytes, offset: int) -> None:
    """All of the bytes."""
    while data:
        written = os.pwrite(file, data, offset)
        data, offset = data[written:], offset + written


def write_word(file: int, offset: int, word: int) -> None:
    """A word of 8 bytes."""
    write_at(file, struct.pack("@Q", word), offset)


def read_at(file: int, path: str, offset: int, size: int) -> bytes:
    """So many bytes; an exception if the file ends before."""
    data = b""
    while len(data) < size:
        part = os.pread(file, size - len(data), offset + len(data))
        if not part:
            reason = f"ends at byte {offset + len(data)}, and at least {offset + size} are needed"
            if offset > 0 or data[:8] == fmt.MAGIC:
                raise TruncatedRegionError(path, "is truncated: it " + reason)
            if len(data) >= 8:
                raise _not_a_region(path, data)
            raise NotARegionError(path, "is no shared region: it " + reason)
        data += part
    return data


def _not_a_region(path: str, data: bytes) -> NotARegionError:
    return NotARegionError(path, f"is no shared region: it begins with {data[:8].hex()}, "
                                 f"not with {fmt.MAGIC.hex()} (SHSTRUCT)")


def read(file: int, path: str) -> Contents:
    """What an open file says of itself, checked."""
    return _Header(file, path).contents()


def peek(file: int) -> Optional[_Header]:
    """The header of a file that may be no region; None if it is none of this version."""
    try:
        return _Header(file, "")
    except (OSError, ValueError):
        return None


class _Header:
    """The header as it is at this moment."""

    def __init__(self, file: int, path: str) -> None:
        self.file = file
        self.path = path
        self.data = read_at(file, path, 0, fmt.HEADER_SIZE)
        self._check_identity()

    @property
    def region_id(self) -> int:
        return self.u64(fmt.REGION_ID)

    @property
    def origin(self) -> Origin:
        return Origin(self.u64(fmt.DEVICE), self.u64(fmt.INODE))

    @property
    def is_temporary(self) -> bool:
        return self.u32(fmt.LIFETIME) == fmt.TEMPORARY

    @property
    def is_removed(self) -> bool:
        return self.u32(fmt.STATE) == fmt.REMOVED

    def u32(self, offset: int) -> int:
        return int(struct.unpack_from("@I", self.data, offset)[0])

    def u64(self, offset: int) -> int:
        return int(struct.unpack_from("@Q", self.data, offset)[0])

    def contents(self) -> Contents:
        schema = self._schema()
        form, length = self.u32(fmt.FORM), self.u64(fmt.LENGTH)
        if form not in (fmt.SINGLE, fmt.ARRAY):
            raise self._damaged(f"the form at byte {fmt.FORM} is {form}")
        atomic = form == fmt.ARRAY and self.u64(fmt.SHADOW_OFFSET) != 0
        geometry = schema.geometry(form, length, atomic, self.u32(fmt.SCHEMA_CAPACITY))
        self._check_geometry(geometry)
        if self.is_removed:
            raise RegionRemovedError(self.path, "was removed")
        self._check("state", fmt.STATE, 0, self.u32(fmt.STATE))
        if not self.is_temporary:
            self._check("lifetime", fmt.LIFETIME, 0, self.u32(fmt.LIFETIME))
        return Contents(schema, geometry, self.region_id, self.is_temporary, self.origin)

    def _check_identity(self) -> None:
        if self.data[:8] != fmt.MAGIC:
            raise _not_a_region(self.path, self.data)
        mark = self.u32(fmt.BYTE_ORDER)
        if mark == fmt.OTHER_BYTE_ORDER_MARK:
            raise ByteOrderError(self.path, f"was written in the other byte order: {mark:08x} at "
                                 f"byte {fmt.BYTE_ORDER}, {fmt.BYTE_ORDER_MARK:08x} here")
        self._check("byte order mark", fmt.BYTE_ORDER, fmt.BYTE_ORDER_MARK, mark)
        version = self.u32(fmt.VERSION)
        if version != fmt.CURRENT_VERSION:
            raise FormatVersionError(self.path, f"is in format version {version} (byte "
                                     f"{fmt.VERSION}), {fmt.CURRENT_VERSION} is read here")

    def _schema(self) -> Schema:
        capacity, offset = self.u32(fmt.SCHEMA_CAPACITY), self.u64(fmt.SCHEMA_OFFSET)
        if not 0 < capacity <= fmt.LONGEST_SCHEMA:
            raise self._damaged(f"the schema capacity at byte {fmt.SCHEMA_CAPACITY} is {capacity}, "
                                f"not between 1 and {fmt.LONGEST_SCHEMA}")
        if not fmt.HEADER_SIZE <= offset <= os.fstat(self.file).st_size - capacity:
            raise self._damaged(f"the schema offset at byte {fmt.SCHEMA_OFFSET} is {offset}, and "
                                f"{capacity} bytes from there are not in the file")
        text = self._schema_text(offset, capacity)
        try:
            schema = _schema.parse(text.decode("utf-8"))
        except ValueError as error:
            raise self._damaged(f"the schema at byte {offset} is unreadable: {error}") from None
        if not schema.sized:
            self._check("schema capacity", fmt.SCHEMA_CAPACITY, len(text), capacity)
        return schema

    def _schema_text(self, offset: int, capacity: int) -> bytes:
        """It may be growing meanwhile: then the word is another one the next time."""
        word = self.u64(fmt.SCHEMA)
        for _ in range(_SCHEMA_READS):
            length = word & 0xFFFFFFFF
            if not 0 < length <= capacity:
                raise self._damaged(f"the schema length at byte {fmt.SCHEMA} is {length}, "
                                    f"not between 1 and {capacity}")
            text = read_at(self.file, self.path, offset, length)
            if fmt.schema_word(text) == word:
                return text
            word, = struct.unpack("@Q", read_at(self.file, self.path, fmt.SCHEMA, 8))
        raise self._damaged(f"the word of the schema at byte {fmt.SCHEMA} is not that of its text")

    def _check_geometry(self, g: fmt.Geometry) -> None:
        if g.form == fmt.SINGLE:
            self._check("number of elements", fmt.LENGTH, 1, g.length)
        for what, offset, expected in (
                ("schema offset", fmt.SCHEMA_OFFSET, g.schema_offset),
                ("stride", fmt.STRIDE, g.stride), ("undo offset", fmt.UNDO_OFFSET, g.undo_offset),
                ("payload offset", fmt.PAYLOAD_OFFSET, g.payload_offset),
                ("shadow offset", fmt.SHADOW_OFFSET, g.shadow_offset),
                ("stamp offset", fmt.STAMP_OFFSET, g.stamp_offset),
                ("file size", fmt.FILE_SIZE, g.file_size)):
            self._check(what, offset, expected, self.u64(offset))
        size = os.fstat(self.file).st_size
        if size < g.file_size:
            raise TruncatedRegionError(
                self.path, f"is truncated: {size} bytes are left of {g.file_size}")
        if size > g.file_size:
            raise self._damaged(f"the file has {size} bytes, {g.file_size} expected")

    def _check(self, what: str, offset: int, expected: int, found: int) -> None:
        if found != expected:
            raise self._damaged(f"the {what} at byte {offset} is {found}, {expected} expected")

    def _damaged(self, reason: str) -> DamagedRegionError:
        return DamagedRegionError(self.path, "is damaged: " + reason)


def require(path: str, contents: Contents, wanted: Optional[Schema], length: int) -> None:
    """Compares a file with what it is opened as."""
    if wanted is not None:
        differences = _schema.compare(wanted, contents.schema).differences
        if differences:
            raise SchemaMismatchError(path, differences, _advice(wanted, contents.schema))
    name, found = contents.schema.name, contents.geometry.length
    if length == SINGLE_STRUCT and contents.is_array:
        raise SchemaMismatchError(path, [f"{name} is an array in the file, a single struct here"])
    if length not in (SINGLE_STRUCT, WHATEVER) and not contents.is_array:
        raise SchemaMismatchError(path, [f"{name} is a single struct in the file, an array here"])
    if length >= 0 and found != length:
        raise SchemaMismatchError(
            path, [f"the array has {found} elements in the file, {length} here"])


def _advice(wanted: Schema, found: Schema) -> str:
    if wanted.name == found.name:
        return f"Declare {wanted.name} as the file has it, or make the file anew"
    return f"Open it as {found.name}, or without a struct: the file has its own schema"
