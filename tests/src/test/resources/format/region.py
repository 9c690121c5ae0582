"""Reads and writes a region with nothing but docs/format.md: struct and mmap, no library of ours.

Numbers are packed in native formats ("@"), which CPython copies at once; it copies the standard ones
("=") byte by byte. Python has no fences. So a read beside a writer is right where the processor keeps
loads in order, as x86 does; elsewhere it is right only while nobody writes.
"""

import fcntl
import mmap
import os
import struct
import sys

TYPES = {"boolean": "?", "byte": "b", "short": "h", "char": "H",
         "int": "i", "long": "q", "float": "f", "double": "d"}


def fnv1a(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def round_up(offset, multiple):
    return (offset + multiple - 1) // multiple * multiple


class Region:
    def __init__(self, path):
        self.path = path
        with open(path, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 0)
        assert self.map[0:8] == b"SHSTRUCT", self.map[0:8]
        assert self.u32(8) == 0x01020304
        assert self.u32(12) == 2
        assert self.u64(16) == len(self.map) == os.path.getsize(path)
        text_at, text_capacity = self.u64(40), self.u32(36)
        text_length, text_sum = self.u64(24) % 2**32, self.u64(24) >> 32
        text = self.map[text_at:text_at + text_length]
        assert text_sum == (fnv1a(text) ^ fnv1a(text) >> 32) % 2**32
        self.read_schema(text.decode("utf-8"))
        self.length, self.stride, self.payload, self.undo = (self.u64(at) for at in (48, 56, 64, 72))
        assert self.stride == self.size
        assert self.undo == round_up(2264, max(8, self.alignment))
        assert text_at == self.undo + self.stride
        assert self.payload == round_up(text_at + text_capacity, max(64, self.alignment))
        assert self.u64(16) == self.payload + self.length * self.stride
        assert self.u32(32) in (1, 2) and (self.u32(32) == 2 or self.length == 1)
        assert self.u64(80) == self.u64(88) == 0 and 0 < self.u64(96) < 2**63
        assert self.u32(104) in (0, 1) and self.u32(112) == 0

    def read_schema(self, text):
        head, *lines, rest = text.split("\n")
        word, self.name, sized, size, _, alignment = head.split(" ")
        assert word == "struct" and sized in ("size", "sized") and rest == ""
        self.size, self.alignment = int(size), int(alignment)
        self.fields = []
        end = 0
        for line in lines:
            offset, size, type_name, name = line.split(" ")
            code = TYPES[type_name]
            assert int(size) == struct.calcsize("@" + code)
            assert int(offset) >= end, line
            end = int(offset) + int(size)
            self.fields.append((name, code, int(offset)))
        assert self.size >= end and self.size % self.alignment == 0

    def u32(self, at):
        return struct.unpack_from("@I", self.map, at)[0]

    def u64(self, at):
        return struct.unpack_from("@Q", self.map, at)[0]

    def read(self, index):
        """The struct as the last commit left it."""
        while True:
            sequence = self.u64(2240)
            base = self.payload + index * self.stride
            if sequence % 2 == 1 and self.u64(2248) == index:
                base = self.undo
            values = [struct.unpack_from("@" + code, self.map, base + at)[0] for _, code, at in self.fields]
            dirty = self.u32(2256)
            if self.u64(2240) == sequence and (dirty == 0 or self.is_being_written(sequence)):
                return values

    def is_being_written(self, sequence):
        """Whether the owner of a dirty array lives; false if that changes just now."""
        lock = self.u64(2176)
        if lock != 0 and self.is_alive(lock >> 32 & 0x7FFFFFFF):
            return True
        if self.u32(2256) == 1 and self.u64(2176) == lock and self.u64(2240) == sequence:
            raise ValueError("half written")
        return False

    def write(self, index, values):
        """Plain stores, as a raw view does."""
        base = self.payload + index * self.stride
        for (_, code, at), value in zip(self.fields, values):
            struct.pack_into("@" + code, self.map, base + at, value)

    def is_alive(self, participant):
        """Whether its byte of the lock file is locked. This process has locked none itself."""
        folder, name = os.path.split(self.path)
        with open(os.path.join(folder, ".%s.%016x.lock" % (name, self.u64(96))), "r+b") as lock_file:
            try:
                fcntl.lockf(lock_file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, participant)
                return False
            except BlockingIOError:
                return True

    def participants(self):
        """Id, process and name of all who have a slot and whose byte is locked."""
        found = []
        for at in range(128, 2176, 64):
            word = self.u64(at)
            entry = self.map[at + 8:at + 64]
            if word >> 63 == 1 and self.u64(at) == word and self.is_alive(word % 2**31):
                process = struct.unpack_from("@Q", entry)[0]
                found.append((word % 2**31, process, entry[24:].rstrip(b"\0").decode("utf-8")))
        return found


region = Region(sys.argv[2])
if sys.argv[1] == "read":
    print(region.name, region.length, "version", region.u64(2240) // 2)
    for participant in region.participants():
        print(*participant)
    for element in range(region.length):
        print(" ".join(str(value) for value in region.read(element)))
else:
    for element in range(region.length):
        region.write(element, [True, -element, -5, 2**62 + element, -300, 0.1 * element, 0xFFFF, element / 4])
