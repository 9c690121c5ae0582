"""Takes part in a region of struct XY by the package sharedstruct, as tests ask.

Arguments: path; struct, array, atomic, open or any (whoever owns it); length of an array; what to
do; how often.
"""

import os
import select
import signal
import sys
import time

import sharedstruct
from xy import add, add_to_all, change, is_array, open_region


def repeat(work):
    def command(region, times):
        for _ in range(times):
            work(region)
    return command


def say(*words):
    print(*words, flush=True)


def hold(region, _):
    with region.update() as xy:
        xy.x = -7
        say("begun")
        time.sleep(600)


def await_commits(region, times):
    version = region.version
    end = version + times
    say("begun")
    while version < end:
        version = region.await_change(version, 60)


def show(region, _):
    say(*region.snapshot())


def survive(region, how):
    """Tells what a death has left, and makes the next commit."""
    view = region[0] if is_array(region) and how != "all" else region

    def seen():
        values = view.snapshot() if how == "all" else [view.snapshot()]
        assert len(set(values)) == 1, "torn"
        return values[0]
    when = "was"
    try:
        with region.get_lock():
            pass
    except sharedstruct.OwnerDiedError:
        when = "repaired"
        with region.repair() as elements:
            elements[:] = [(0, 0)] * len(elements)
    before = seen()
    with view.update() as found:
        for xy in found if how == "all" else [found]:
            xy.x += 1
            xy.y -= 1
    say(when, *before, "now", *seen())


def obey(region, _):
    """Does what each line says, and answers with a line."""
    for line in sys.stdin:
        what, _, how = line.strip().partition(" ")
        if what == "survive":
            survive(region, how)
        elif what == "lock":
            region.get_lock().acquire()
            say("locked")
        elif what == "unlock":
            region.get_lock().release()
            say("unlocked")
        elif what == "await":
            region.await_change(region.version)
            say("saw", (region[0] if is_array(region) else region).snapshot().x)
        else:
            change(region, what)
            say("changed")


def storm(region, _):
    """Updates, again after each interrupt, until there is a line; lives on until the input ends."""
    struck = 0

    def work():
        while not select.select([0], [], [], 0)[0]:
            add(region)

    def strike(_, frame):
        while frame is not None:  # elsewhere nothing would catch it
            if frame.f_code is work.__code__:
                raise KeyboardInterrupt
            frame = frame.f_back
    signal.signal(signal.SIGINT, strike)
    say("begun")
    done = False
    while not done:
        try:
            work()
            done = True
        except KeyboardInterrupt:
            struck += 1
    say("struck", struck)
    sys.stdin.read()


def orphan(region, _):
    """A parent that is killed in an update, and its child, which lives, and goes on when told."""
    begun, say_begun = os.pipe()
    told, tell = os.pipe()
    parent = os.fork()
    if parent == 0:
        with region.update() as xy:
            xy.x = -7
            if os.fork() == 0:
                os.close(tell)
                if os.read(told, 1):
                    add(region)
                region.close()
                os._exit(0)
            os.write(say_begun, b"b")
            signal.pause()
    assert os.read(begun, 1)
    os.close(say_begun)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    say("begun")
    assert sys.stdin.readline(), "not told to go on"
    os.write(tell, b"g")
    assert not os.read(begun, 1), "something else than the end of the child"


COMMANDS = {"add": repeat(add), "all": repeat(add_to_all), "hold": hold, "await": await_commits,
            "show": show, "obey": obey, "orphan": orphan, "storm": storm}

if __name__ == "__main__":
    _, path, how, length, command, times = sys.argv
    with open_region(path, how, int(length)) as region:
        COMMANDS[command](region, int(times))
