"""The schema text: what a struct looks like in memory, and how two of them are compared."""

from __future__ import annotations

import re
from typing import Dict, Iterable, List, NamedTuple, Optional, Tuple

from . import _format as fmt

STRUCT = "struct:"
SIZED = "sized:"

_ELEMENT_SIZES = {
    "boolean": 1, "byte": 1, "unsigned8": 1, "short": 2, "char": 2, "unsigned16": 2, "int": 4,
    "float": 4, "unsigned32": 4, "long": 8, "double": 8, "uuid": 16, "instant": 16, "duration": 16,
}
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_ARRAY = re.compile(r"(.+)\[([1-9][0-9]{0,9})\]")


class Member(NamedTuple):
    """One line of the text: a field, or a field of a struct within the struct."""

    offset: int
    size: int
    type: str
    name: str

    @property
    def end(self) -> int:
        return self.offset + self.size

    @property
    def line(self) -> str:
        return f"{self.offset} {self.size} {self.type} {self.name}\n"

    @property
    def place(self) -> str:
        return f"{self.type} at byte {self.offset}"

    @property
    def place_of_bytes(self) -> str:
        return f"{self.type} of {self.size} bytes at byte {self.offset}"

    @property
    def parent(self) -> str:
        """The name of the struct's field that it lies in, as its own begins; empty if in none."""
        return self.name[:self.name.rfind(".") + 1]

    @property
    def is_sized(self) -> bool:
        return self.type.startswith(SIZED)

    @property
    def element(self) -> str:
        """The type, or that of an array's elements."""
        match = _ARRAY.fullmatch(self.type)
        return match.group(1) if match else self.type

    @property
    def elements(self) -> Optional[int]:
        """How many elements an array has; None if it is no array."""
        match = _ARRAY.fullmatch(self.type)
        return int(match.group(2)) if match else None

    def appends_to(self, earlier: Member) -> bool:
        """Whether it is the same enum with more constants behind those that there were."""
        end = earlier.type.find("}")
        return (self.offset == earlier.offset and self.size == earlier.size and end > 0
                and earlier.type.startswith("enum{")
                and self.type.startswith(earlier.type[:end] + ",")
                and self.type.endswith(earlier.type[end:])
                and self.type.find("}") == len(self.type) - (len(earlier.type) - end))

    def check(self, size: int) -> None:
        """Refuses a place that no field of such a struct has."""
        count = self.elements or 1
        each = _ELEMENT_SIZES.get(self.element, 0)
        if self.element.startswith("enum{"):
            each = 4 if self.element.endswith("}") else -1
        elif not each and not self.element.startswith((STRUCT, SIZED)):
            known = self.element == "string" and self.elements is None
            each = 0 if known else -1
        if (self.size <= 0 or self.end > size or self.size % count
                or each and each != self.size // count):
            raise ValueError(f"schema line '{self.line.rstrip()}' describes no field of {size} "
                             "bytes that is known here")


class Schema(NamedTuple):
    """A struct: its head and its fields by ascending offset, each before those within it."""

    name: str
    sized: bool
    size: int
    alignment: int
    members: Tuple[Member, ...]

    @property
    def text(self) -> str:
        word = "sized" if self.sized else "size"
        return (f"struct {self.name} {word} {self.size} align {self.alignment}\n"
                + "".join(member.line for member in self.members))

    @property
    def capacity(self) -> int:
        """How many bytes a new file reserves for the text: if the struct can grow, more."""
        length = len(self.text.encode())
        if not self.sized:
            return length
        used = max((member.end for member in self.members), default=0)
        return max(length, min(2 * length + 32 * (self.size - used) + 1024, fmt.LONGEST_SCHEMA))

    def geometry(self, form: int, length: int, atomic: bool,
                 capacity: Optional[int] = None) -> fmt.Geometry:
        """Where the parts of a region lie that holds this."""
        return fmt.Geometry(self.size, self.alignment,
                            self.capacity if capacity is None else capacity, form, length, atomic)

    def within(self, prefix: str) -> List[Member]:
        """The fields directly in the struct whose fields' names begin so."""
        return [member for member in self.members if member.parent == prefix]


def parse(text: str) -> Schema:
    """Reads a schema text. A ValueError names the line that cannot be one."""
    lines = text.split("\n")
    if lines.pop() != "":
        raise ValueError("the schema does not end with a line feed")
    head = lines[0].split(" ") if lines else []
    if (len(head) != 6 or head[0] != "struct" or head[2] not in ("size", "sized")
            or head[4] != "align"):
        raise ValueError(f"schema text begins with '{lines[0] if lines else ''}', "
                         "not with 'struct NAME size N align N'")
    sized = head[2] == "sized"
    members: Dict[str, Member] = {}
    for line in lines[1:]:
        words = line.split(" ")
        if len(words) != 4:
            raise ValueError(f"schema line '{line}' is not 'OFFSET SIZE TYPE NAME'")
        member = Member(_number(words[0]), _number(words[1]), words[2], words[3])
        earlier = members.get(member.name)
        if earlier is not None and not (sized and member.appends_to(earlier)):
            raise ValueError(f"schema line '{line}' is the second of this name")
        members[member.name] = member
    schema = _sorted(head[1], sized, _number(head[3]), _number(head[5]), members.values())
    return checked(schema)


def checked(schema: Schema) -> Schema:
    """The schema itself. A ValueError says why no struct looks so."""
    size, alignment = schema.size, schema.alignment
    if (not 0 < size <= fmt.LARGEST_STRUCT or not 0 < alignment <= fmt.LARGEST_ALIGNMENT
            or alignment & (alignment - 1)):
        raise ValueError(f"it has size {size} and alignment {alignment}")
    for member in schema.members:
        member.check(size)
    return schema


def _sorted(name: str, sized: bool, size: int, alignment: int,
            members: Iterable[Member]) -> Schema:
    """Lines that were added lie behind all others in the text, and not always in memory."""
    ordered = list(members)
    if sized:
        ordered.sort(key=lambda member: (member.offset, member.name.count(".")))
    return Schema(name, sized, size, alignment, tuple(ordered))


def _number(word: str) -> int:
    if not _NUMBER.fullmatch(word):
        raise ValueError(f"schema text has '{word}' in place of a number")
    return int(word)


class Growth(NamedTuple):
    """What a program's schema and a file's have to do with each other.

    ``differences`` has a sentence for each reason why they do not match. ``additions`` has what
    the file lacks and gets.
    """

    differences: List[str]
    additions: List[Member]


def compare(mine: Schema, file: Schema) -> Growth:
    """Compares a program's schema with a file's."""
    return _Comparison(mine, file).run()


def difference(member: Member, file: Schema) -> str:
    """What is different about a field of the program, for the person who opened the file."""
    for other in file.members:
        if other.name == member.name:
            if other.place == member.place:
                return (f"{member.name} is {other.place_of_bytes} in the file, "
                        f"{member.place_of_bytes} here")
            return f"{member.name} is {other.place} in the file, {member.place} here"
    return f"{member.name} is missing in the file, {member.place} here"


class _Comparison:
    """One comparison. Only in sized structs may one side have more than the other."""

    def __init__(self, mine: Schema, file: Schema) -> None:
        self.mine = mine
        self.file = file
        self.theirs = {member.name: member for member in file.members}
        self.unknown = dict(self.theirs)
        self.ends: Dict[str, int] = {}
        for member in file.members:
            self.ends[member.parent] = max(member.end, self.ends.get(member.parent, 0))
        self.differences: List[str] = []
        self.additions: List[Member] = []

    def run(self) -> Growth:
        if self.file.name != self.mine.name:
            self.differences.append(
                f"the struct is {self.file.name} in the file, {self.mine.name} here")
        for member in self.mine.members:
            other = self.unknown.pop(member.name, None)
            if other is None:
                self._add(member)
            elif other != member:
                self._compare(member, other)
        for member in self.unknown.values():
            if not self._is_left_alone(member):
                self.differences.append(
                    f"{member.name} is {member.place} in the file, missing here")
        self._compare_heads()
        return Growth(self.differences, self.additions)

    def _compare_heads(self) -> None:
        """Where no size was given, it follows from the fields, and says nothing more."""
        mine, file = self.mine, self.file
        if ((mine.sized or file.sized or not self.differences)
                and (file.size, file.alignment) != (mine.size, mine.alignment)):
            self.differences.append(
                f"the struct has size {file.size} and alignment {file.alignment} in the file, "
                f"{mine.size} and {mine.alignment} here")
        if file.sized != mine.sized:
            self.differences.append(
                f"the struct was made {_made(file)}, and is declared {_made(mine)} here")

    def _is_left_alone(self, member: Member) -> bool:
        return self._grows(member.parent) or _struct(member.parent) in self.unknown

    def _compare(self, member: Member, other: Member) -> None:
        grows = self._grows(member.parent)
        if grows and member.appends_to(other):
            self.additions.append(member)
        elif not (grows and other.appends_to(member)):
            self.differences.append(difference(member, self.file))

    def _add(self, member: Member) -> None:
        end = self.ends.get(member.parent)
        if not self._grows(member.parent):
            self.differences.append(difference(member, self.file))
        elif end is None or member.offset >= end:
            self.additions.append(member)
        else:
            self.differences.append(self._collision(member, end))

    def _collision(self, member: Member, end: int) -> str:
        for other in self.file.members:
            if (other.parent == member.parent and member.offset < other.end
                    and other.offset < member.end):
                return (f"byte {max(member.offset, other.offset)} is of {other.name}, "
                        f"{other.place}, in the file, and of {member.name}, {member.place}, here")
        return (f"{difference(member, self.file)}, before byte {end}, "
                "where the fields of the file end")

    def _grows(self, parent: str) -> bool:
        """Whether fields may be added beside those whose names begin so."""
        if not (self.mine.sized and self.file.sized):
            return False
        struct = self.theirs.get(_struct(parent)) if parent else None
        return struct is None or struct.is_sized


def _made(schema: Schema) -> str:
    return "with room to grow" if schema.sized else "without room to grow"


def _struct(parent: str) -> str:
    """The name of the field whose own fields' names begin so."""
    return re.sub(r"(\[\])?\.$", "", parent)
