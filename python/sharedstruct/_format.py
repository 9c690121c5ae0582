"""The offsets of docs/format.md, and how they follow from each other."""

from __future__ import annotations

from typing import NamedTuple

MAGIC = b"SHSTRUCT"
BYTE_ORDER_MARK = 0x01020304
OTHER_BYTE_ORDER_MARK = 0x04030201
CURRENT_VERSION = 2

# Bytes of the header
BYTE_ORDER = 8
VERSION = 12
FILE_SIZE = 16
SCHEMA = 24
FORM = 32
SCHEMA_CAPACITY = 36
SCHEMA_OFFSET = 40
LENGTH = 48
STRIDE = 56
PAYLOAD_OFFSET = 64
UNDO_OFFSET = 72
SHADOW_OFFSET = 80
STAMP_OFFSET = 88
REGION_ID = 96
LIFETIME = 104
STATE = 112
NEXT = 120
TABLE = 128
LOCK = 2176
WAKE_LOCK = 2184
WAKE_VERSION = 2188
SLEEPERS = 2192
DEVICE = 2200
INODE = 2208
SEQUENCE = 2240
INDEX = 2248
DIRTY = 2256
HEADER_SIZE = 2264

SINGLE = 1
ARRAY = 2
TEMPORARY = 1
REMOVED = 1

SLOTS = 32
SLOT_SIZE = 64
SLOT_PROCESS = 8
SLOT_BIRTH = 16
SLOT_SINCE = 24
SLOT_NAME = 32
SLOT_NAME_BYTES = 32
FILLED = 1 << 63

# The lock word
WAKES = 1 << 63
ID_MASK = 0x7FFFFFFF
THREAD_MASK = 0xFFFFFFFF
NOBODY = 0x7FFFFFFF
CREATOR = 1

# Bits of SLEEPERS
FOR_LOCK = 1
FOR_COMMIT = 2

LONGEST_SCHEMA = 1 << 20
LONGEST_OWN_TEXT = 65_535
LARGEST_STRUCT = 1 << 30
LARGEST_ALIGNMENT = 4096
_LEAST_ALIGNMENT = 64
_LARGEST_FILE = (1 << 63) - 1


def participant_of(word: int) -> int:
    """The participant that a lock word names."""
    return word >> 32 & ID_MASK


def fingerprint(data: bytes) -> int:
    """FNV-1a with 64 bits."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def schema_word(text: bytes) -> int:
    """The word for a schema text: its length, and above it the folded fingerprint."""
    whole = fingerprint(text)
    return ((whole ^ whole >> 32) & 0xFFFFFFFF) << 32 | len(text)


def round_up(offset: int, multiple: int) -> int:
    """The next multiple, or the offset if it is one."""
    return -(-offset // multiple) * multiple


class Geometry(NamedTuple):
    """Where the parts of a region lie. All follows from what the constructor is given."""

    size: int
    alignment: int
    schema_capacity: int
    form: int
    length: int
    atomic: bool

    @property
    def stride(self) -> int:
        return self.size

    @property
    def undo_offset(self) -> int:
        return round_up(HEADER_SIZE, max(8, self.alignment))

    @property
    def schema_offset(self) -> int:
        return self.undo_offset + self.size

    @property
    def payload_offset(self) -> int:
        return round_up(self.schema_offset + self.schema_capacity, self._payload_alignment)

    @property
    def payload_end(self) -> int:
        return self.payload_offset + self.length * self.size

    @property
    def shadow_offset(self) -> int:
        return round_up(self.payload_end, self._payload_alignment) if self.atomic else 0

    @property
    def stamp_offset(self) -> int:
        if not self.atomic:
            return 0
        return round_up(self.shadow_offset + self.length * self.size, 8)

    @property
    def file_size(self) -> int:
        return self.stamp_offset + self.length * 8 if self.atomic else self.payload_end

    @property
    def _payload_alignment(self) -> int:
        return max(_LEAST_ALIGNMENT, self.alignment)

    def check(self, name: str) -> None:
        """Refuses a length that no file could have."""
        if self.length < 0 or self.file_size > _LARGEST_FILE:
            raise ValueError(f"length {self.length} is more or less than {name} of {self.size} "
                             "bytes can have")
