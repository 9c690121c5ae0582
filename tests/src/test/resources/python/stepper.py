"""Kills a Python update before each of its bytecodes.

A child enters the region, and traces what it does (``sys.settrace``), until it kills itself. After
each kill this prints a line, and goes on when it has got one in return. A traced update that
nobody kills tells first which bytecodes there are, on which lines; at last a child gets through.

Arguments: path; form (struct, array, atomic); length; stride; the ways of the updates. The child is
killed on each line that was not met before, and at each bytecode whose number, beginning somewhere,
is a multiple of the stride.
"""

import _thread
import os
import random
import signal
import sys

from xy import change, is_array, lock, open_region

THROUGH = -1


class Trace:
    """Counts the bytecodes that a thread comes to, and where they are."""

    def __init__(self, last=THROUGH):
        self.last = last
        self.places = []

    def __call__(self, frame, event, _):
        frame.f_trace_opcodes = True
        if event == "opcode":
            if len(self.places) == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            self.places.append((os.path.basename(frame.f_code.co_filename), frame.f_lineno))
        return self


def traced(trace, work, *arguments):
    sys.settrace(trace)
    try:
        return work(*arguments)
    finally:
        sys.settrace(None)


def change_traced(region, way, trace):
    """An update by ``apply`` is made in a thread of its own, and nothing happens in this one."""
    if not way.startswith("apply"):
        return traced(trace, change, region, way)
    start = _thread.start_new_thread
    _thread.start_new_thread = lambda work, arguments: start(traced, (trace, work, *arguments))
    try:
        return change(region, way)
    finally:
        _thread.start_new_thread = start


def reset(region):
    if is_array(region):
        region[:] = [(0, 0)] * len(region)
    else:
        region.set((0, 0))


def kill_at(region, way, number):
    child = os.fork()
    if child == 0:
        lock(region)  # enters anew
        change_traced(region, way, Trace(number))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == (0 if number == THROUGH else signal.SIGKILL), f"{status} at {number}"


def chosen(places, stride, met):
    """The numbers of the bytecodes."""
    first = random.randrange(stride)
    numbers = set(range(first, len(places), stride))
    for line in set(places) - met - {places[number] for number in numbers}:
        numbers.add(random.choice([i for i, place in enumerate(places) if place == line]))
    met.update(places)
    return sorted(numbers)


def tell(*words):
    print(*words, flush=True)
    assert sys.stdin.readline(), "no answer"


def main(path, form, length, stride, *ways):
    met = set()
    with open_region(path, form, int(length)) as region:
        for way in ways:
            reset(region)
            change_traced(region, way, Trace())  # the first time, Python 3.12 traces no bytecodes
            trace = Trace()
            change_traced(region, way, trace)
            reset(region)
            for number in chosen(trace.places, int(stride), met):
                kill_at(region, way, number)
                tell("killed in", way, "before bytecode", number, "of", len(trace.places),
                     "at", *trace.places[number])
            kill_at(region, way, THROUGH)
            tell("killed in", way, "after it")


if __name__ == "__main__":
    main(*sys.argv[1:])
