"""Prints what the package reads in a region: its struct, who may write it, and the values.

    read PATH     the struct's name, its length, the version; a participant a line; a struct a line
    write PATH    stores values into each element of an array of Eight, without the lock
"""

import sys

import sharedstruct


def text(value):
    """A UTF-16 code unit as its number."""
    return str(ord(value) if isinstance(value, str) else value)


def read(region):
    is_array = isinstance(region, sharedstruct.SharedArray)
    name = region.schema.split(" ")[1]
    version = (region[0] if is_array else region).version
    print(name, len(region) if is_array else 1, "version", version)
    for participant in region.participants():
        if participant.is_alive and not participant.is_reader:
            print(participant.id, participant.process, participant.name)
    for element in region.snapshot() if is_array else [region.snapshot()]:
        print(" ".join(map(text, element)))


def write(region):
    for number, element in enumerate(region.raw):
        values = True, -number, -5, 2**62 + number, -300, 0.1 * number, "\uffff", number / 4
        for name, value in zip(("flag", "medium", "tiny", "large", "small", "exact", "letter",
                                "ratio"), values):
            setattr(element, name, value)


with sharedstruct.open(sys.argv[2], read_only=sys.argv[1] == "read") as found:
    (read if sys.argv[1] == "read" else write)(found)
