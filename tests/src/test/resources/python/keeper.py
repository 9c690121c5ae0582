"""Keeps books as KeepsBooks.java does, which says what is printed and when.

Argument: folder. Begins when it gets a number, of the writer, or -1 for a reader; goes on until the
input ends.
"""

import os
import random
import select
import sys
import time

import sharedstruct

KINDS = STRUCT, ELEMENTS, REPAIRED, ATOMIC = range(4)
NAMES = "STRUCT", "ELEMENTS", "REPAIRED", "ATOMIC"
COUNTS = "first", "second", "third", "fourth"
PAUSE = 0.0001
ME = os.getpid()


def say(*words):
    print(*words, flush=True)


def goes_on():
    return not select.select([0], [], [], 0)[0]


def count(counts, writer):
    setattr(counts, COUNTS[writer], getattr(counts, COUNTS[writer]) + 1)


def checksum_of(ledger):
    total = ledger.x
    for number in (ledger.y, ledger.first, ledger.second, ledger.third, ledger.fourth):
        total = 31 * total + number
    return (total + 2**63) % 2**64 - 2**63


def enter(ledger, writer, number):
    """One writer's entry; it pauses in the middle of it."""
    ledger.x = number
    count(ledger, writer)
    time.sleep(PAUSE)
    ledger.y = -number
    ledger.checksum = checksum_of(ledger)


class Visit:
    """Between coming in and going out: nobody else who lives is inside."""

    def __init__(self, witness):
        self.witness = witness
        self.found = 0

    def __enter__(self):
        self.found = self.witness.inside or self.found
        self.witness.inside = ME

    def __exit__(self, *_):
        if self.witness.inside != ME:
            say("double", self.witness.inside, "is inside as well as", ME)
        self.witness.inside = 0


def write(kind, book, visit, writer, number):
    if kind == STRUCT or kind == ELEMENTS:
        view = book if kind == STRUCT else book[number % len(book)]
        with view.update() as ledger, visit:
            enter(ledger, writer, number)
        return
    try:
        with book.update() as ledgers, visit:
            for ledger in ledgers:
                enter(ledger, writer, number)
    except sharedstruct.OwnerDiedError:
        with book.repair() as ledgers, visit:
            # the first was written first: so it has the entry that the dead one did not finish
            newest = book[0].snapshot()
            ledgers[1:] = [newest] * (len(ledgers) - 1)
        write(kind, book, visit, writer, number)


def write_books(books, witnesses, writer):
    while goes_on():
        number = random.randrange(2**62)
        for kind, book in enumerate(books):
            witness = witnesses.raw[kind]
            visit = Visit(witness)
            write(kind, book, visit, writer, number)
            count(witness, writer)  # the commit has returned
            if visit.found:
                say("after", visit.found, time.monotonic_ns())


def read(kind, book, before):
    """One read, which is of one commit, and not older than the one before."""
    try:
        seen = [book.snapshot()] if kind == STRUCT else book.snapshot()
    except sharedstruct.OwnerDiedError:
        if kind != REPAIRED:
            raise
        return before
    whole = all(one.y == -one.x and one.checksum == checksum_of(one) for one in seen)
    if not whole or kind in (REPAIRED, ATOMIC) and len(set(seen)) != 1:
        say("torn", seen)
    if any(new[:4][i] < old[:4][i] for new, old in zip(seen, before or seen) for i in range(4)):
        say("torn", seen, "came after", before)
    return seen


def read_books(books):
    seen = [None] * len(books)
    reads = 0
    while goes_on():
        seen = [read(kind, book, seen[kind]) for kind, book in enumerate(books)]
        reads += 1
        if reads % 4 == 0:
            time.sleep(PAUSE)
            for book in books:
                book.await_change(book.version, 0.001)


def main(folder):
    books = [sharedstruct.open(os.path.join(folder, name)) for name in NAMES]
    witnesses = sharedstruct.open(os.path.join(folder, "witnesses"))
    say("ready")
    line = sys.stdin.readline()
    if line:
        if int(line) < 0:
            read_books(books)
        else:
            write_books(books, witnesses, int(line))
    for region in [*books, witnesses]:
        region.close()


if __name__ == "__main__":
    main(sys.argv[1])
