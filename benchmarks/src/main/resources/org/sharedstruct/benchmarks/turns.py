"""What programs have in common that do one thing again and again; each is a statement.

They hold the conversation that org.sharedstruct.benchmarks.child describes.
"""

import time
import timeit

BATCH = 16
STEPS = 8


def bucket(nanos):
    """As Waits.java counts."""
    power = max(nanos, 1).bit_length() - 1
    return power * STEPS + (nanos << 3 >> power) % STEPS


class Turns:
    """For some statements, by the names of their tasks.

    A statement stands in a loop that timeit compiles, so that no call is measured with it. "wait" is
    the statement of "update" by itself, and how long each took.
    """

    def __init__(self, statements, names):
        self._timers = {
            task: timeit.Timer(statement, timer=time.perf_counter_ns, globals=names)
            for task, statement in statements.items()
        }

    def answer(self, line):
        task, millis = line.split()
        nanos = int(millis) * 1_000_000
        if task == "wait":
            return self._waits(self._timers["update"], nanos)
        return self._repeat(self._timers[task], nanos)

    @staticmethod
    def _repeat(timer, nanos):
        operations = elapsed = 0
        while elapsed < nanos:
            elapsed += timer.timeit(BATCH)
            operations += BATCH
        return f"{operations} {elapsed}"

    @staticmethod
    def _waits(timer, nanos):
        counts = [0] * (64 * STEPS)
        operations = 0
        start = now = time.perf_counter_ns()
        while now - start < nanos:
            counts[bucket(timer.timeit(1))] += 1
            now = time.perf_counter_ns()
            operations += 1
        return " ".join(map(str, [operations, now - start, *counts]))
