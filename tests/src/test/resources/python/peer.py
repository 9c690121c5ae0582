"""Takes part in a region of struct XY as it is told: peer.c and Peer.java do the same.

A command is a line of the standard input, or several commands are the arguments, each ended by a
comma. Each is answered by one line, which begins with "refused" if it failed.
"""

import ctypes
import os
import subprocess
import sys
import time

import sharedstruct


class XY(ctypes.Structure):
    _fields_ = [("x", ctypes.c_float), ("y", ctypes.c_float)]


NAMES = {"await": "await_commit"}  # that is a word of the language
KINDS = {sharedstruct.OwnerDiedError: "half written", sharedstruct.SchemaMismatchError: "mismatch"}


def step(xy):
    assert xy.x == -xy.y, "torn"
    xy.x += 1
    xy.y -= 1


class Peer:
    region = None

    def open(self, how, path):
        length = None if how == "struct" else sharedstruct.ANY
        self.region = sharedstruct.open(path, XY, length=length)

    def make(self, how, path, length, first):
        first = float(first), 0 - float(first)
        if how == "temporary":
            self.region = sharedstruct.create_temporary(XY, first, folder=os.path.dirname(path))
            return self.region.path
        is_array = how != "struct"
        self.region = sharedstruct.open_or_create(
            path, XY * int(length) if is_array else XY, [first] if is_array else first,
            atomic=how == "atomic")

    def inherited(self, name):
        self.region = sharedstruct.inherited(name, XY)

    def one(self, index):
        is_array = isinstance(self.region, sharedstruct.SharedArray)
        return self.region[int(index)] if is_array else self.region

    def element(self, index, times):
        view = self.one(index)
        for _ in range(int(times)):
            with view.update() as xy:
                step(xy)

    def several(self, times, *indexes):
        for _ in range(int(times)):
            with self.region.update() as elements:
                for index in indexes:
                    step(elements[int(index)])

    def show(self):
        all = self.region.snapshot()
        all = all if isinstance(all, list) else [all]
        return " ".join(f"{xy.x} {xy.y}" for xy in all)

    def repair(self):
        with self.region.repair() as elements:
            for index in range(len(elements)):
                elements[index] = (0, 0)

    def halfway(self, *indexes):
        with self.region.update() as section:
            is_array = isinstance(self.region, sharedstruct.SharedArray)
            for index in indexes:
                (section[int(index)] if is_array else section).x = -7
            print("begun", flush=True)
            while True:
                time.sleep(600)

    def await_commit(self):
        version = self.region.version
        return "done" if self.region.await_change(version, 30) != version else "nothing"

    def race(self, how, path, gate_path, all, me):
        with sharedstruct.open(gate_path, XY) as gate:
            with gate.update() as xy:
                xy.x += 1
            while gate.x < float(all):
                pass
        self.make(how, path, 3, me)
        found = self.one(0).x
        with self.one(-1).update() as xy:
            xy.y += 1
        self.close()
        return found

    def bear(self, name, *command):
        environment = dict(os.environ)
        self.region.pass_to(environment, name)
        lines = subprocess.check_output(command, env=environment, text=True)
        return lines.splitlines()[-1]

    def remove(self):
        self.region.remove()

    def close(self):
        self.region.close()

    def hello(self):
        pass

    def perform(self, command, *words):
        try:
            done = getattr(self, NAMES.get(command, command))(*words)
            print("done" if done is None else done, flush=True)
        except (OSError, RuntimeError, ValueError) as error:
            print(f"refused, {KINDS.get(type(error), 'else')}: {error}", flush=True)


def main():
    peer, words = Peer(), []
    for word in sys.argv[1:]:
        if word == ",":
            peer.perform(*words)
            words = []
        else:
            words.append(word)
    if len(sys.argv) == 1:
        for line in sys.stdin:
            peer.perform(*line.split())
    if peer.region is not None:
        peer.close()


main()
