#!/usr/bin/env python3
"""The detector of the pursuit in Python, beside the planner and the display in Java.

It publishes where the target is. numpy works out the next moments at once, in the float arithmetic
that Java has; each is then published by itself, both fields as one commit. Detector.java does the
same, and what a snapshot sees is compared with the curve to the last bit.
"""

import os
import sys
import time

try:
    import numpy
except ImportError:
    sys.exit("detector.py: numpy is needed (pip install numpy, or Debian's python3-numpy)")

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
import sharedstruct  # noqa: E402 - found by the line above, where it is not installed

PERIOD = 12  # seconds for the way there and back
BURST = 250  # positions that are worked out at once
STEP = 20e-6  # seconds from one position to the next


def course(seconds):
    """x and y at some times: the curve y = 16x^5 - 20x^3 + 5x, to and fro."""
    x = numpy.cos(2 * numpy.pi * seconds / PERIOD).astype(numpy.float32)
    square = x * x
    return x, ((16 * square - 20) * square + 5) * x


def publish(target, positions):
    for x, y in zip(*(column.tolist() for column in positions)):
        with target.update() as xy:  # one commit: nobody sees the new x with the old y
            xy.x = x
            xy.y = y


def is_up(show):
    """Whether the show goes on: the launcher has not said that it is over, and lives."""
    now = show.snapshot()
    return not now.finished and now.launcher == os.getppid()


def main():
    with sharedstruct.inherited("show") as show, \
            sharedstruct.inherited("target") as target, \
            sharedstruct.inherited("detector") as statistics:
        start = time.monotonic()
        while is_up(show):
            begun = time.monotonic() - start
            publish(target, course(begun + STEP * numpy.arange(BURST)))
            with statistics.update() as so_far:
                so_far.updates += BURST
                so_far.nanos = int((time.monotonic() - start) * 1e9)
            time.sleep(max(0, begun + STEP * BURST - (time.monotonic() - start)))


if __name__ == "__main__":
    main()
