/*
 * Sleeping and waking: W and U, SLEEPERS and the event counts. Lockers lock, commit and unlock; watchers
 * wait for one commit (awaitChange). A commit is a single store here: what lies in a section is guard.pml's.
 *
 * Three ways to run it:
 *   KILLS=0                no slice ever ends: then a lost wake-up is an invalid end state. The event
 *                          counts alone must do; the slices are for kills only.
 *   SLICES                 a slice may end at any time. Whoever lives must come to an end: no
 *                          non-progress cycle under weak fairness (pan -l -f), kills or none.
 *   BROKEN_NO_SLICES       kills without slices, which is known to get stuck.
 *
 * With COMMITS each hold is a writer session (M) of so many commits: nothing but a store to SEQ, which
 * stands in the store buffer of its processor for a while, and then a look at SLEEPERS, which may
 * overtake it.
 */

#ifndef LOCKERS
#define LOCKERS 3
#endif
#ifndef WATCHERS
#define WATCHERS 0
#endif
#ifndef CYCLES
#define CYCLES 1                     /* of each locker: lock, commit, unlock */
#endif
#ifndef WITHOUT_CANWAKE
#define WITHOUT_CANWAKE 0            /* a set, bit p: participant p has no native access */
#endif

#define PARTICIPANTS (LOCKERS + WATCHERS)
#include "life.pml"

#define bit(p)     (1 << (p))
#define canWake(p) (!(WITHOUT_CANWAKE & bit(p)))

#define FOR_LOCK    1
#define FOR_VERSION 2

/* The words of the region. */
byte LOCK, SEQ, SLEEPERS, WAKE_LOCK, WAKE_VERSION;

/* The kernel's queues: the sets of those who sleep for the lock and for a commit. */
byte lockQueue, versionQueue;

/* What the words are to mean. */
byte buffered;                       /* whose store to SEQ nobody else sees yet */
byte holder;
bool unannounced;
bool two_inside, never_announced;

inline enters(me) {
    two_inside = (holder != 0 && lives[holder]);
    assert(!two_inside);
    holder = me
}

/* futex_wait: looks at the word and falls asleep in one step. */
inline futex_wait(queue, word, expected) {
    d_step {
        if
        :: (word) == (expected) -> queue = queue | bit(me)
        :: else
        fi
    }
}

#define AWAKE(queue)      :: !(queue & bit(me))
#ifdef SLICES
#define SLICE_ENDS(queue) :: queue & bit(me) -> queue = queue & ~bit(me)
#else
#define SLICE_ENDS(queue)
#endif

/* futex_wake for one, whom the kernel chooses among those who live; and for all. */
#define WAKES(queue, p) :: (queue & bit(p)) && lives[p] -> queue = queue & ~bit(p)
inline wakeOne(queue) {
    atomic {
        if
        WAKES(queue, 1)
        WAKES(queue, 2)
        WAKES(queue, 3)
        WAKES(queue, 4)
        :: else
        fi
    }
}

#define wakeAll(queue) queue = 0

/* U2 and U3. */
inline wakeSleepers(me) {
    if
    :: canWake(me) && SLEEPERS != 0 ->
        d_step { flags = SLEEPERS; SLEEPERS = 0 };
#ifdef BROKEN_WAKE_BEFORE_COUNT
        if
        :: flags & FOR_LOCK -> wakeOne(lockQueue); WAKE_LOCK++
        :: else
        fi;
        if
        :: flags & FOR_VERSION -> wakeAll(versionQueue); WAKE_VERSION++
        :: else
        fi;
#else
        if
        :: flags & FOR_LOCK -> WAKE_LOCK++; wakeOne(lockQueue)
        :: else
        fi;
        if
        :: flags & FOR_VERSION -> WAKE_VERSION++; wakeAll(versionQueue)
        :: else
        fi;
#endif
        flags = 0
    :: else
    fi
}

/* The buffer is written back: at any time, and by a fence. A compare-and-set and a call into the kernel are one. */
#define drain()      SEQ = SEQ + (buffered != 0 -> 2 : 0); unannounced = (buffered != 0 -> false : unannounced); \
                     buffered = 0
#ifdef COMMITS
proctype Buffer() {
end:
    do
    :: d_step { buffered != 0 -> drain() }
    od
}
#endif

#ifdef COMMITS
byte version;                        /* what the one watcher has seen */
#define noneMissed() (buffered == 0 && (versionQueue == 0 || SEQ == version))
#endif

/* M4, after a commit in a session: as U2 and U3, and only for those who wait for one. */
inline wakeWatchers(me) {
#ifndef BROKEN_SESSION_SILENT
    if
    :: canWake(me) && (SLEEPERS & FOR_VERSION) ->
        d_step { drain(); flags = SLEEPERS; SLEEPERS = SLEEPERS & FOR_LOCK };
        if
        :: flags & FOR_VERSION -> WAKE_VERSION++; wakeAll(versionQueue)
        :: else
        fi;
        flags = 0
    :: else
    fi
#else
    skip
#endif
}

inline unlock(me) {
#ifdef BROKEN_SLEEPERS_BEFORE_UNLOCK
    flags = SLEEPERS;                   /* the load has overtaken the store */
    d_step { drain(); holder = 0; LOCK = 0 };
    if
    :: flags != 0 -> wakeSleepers(me)
    :: else
    fi
#else
    d_step { drain(); holder = 0; LOCK = 0 };
    wakeSleepers(me)
#endif
}

proctype Locker(byte me) {
    byte owner, g, flags;
    byte cycles = CYCLES;
#ifdef COMMITS
    byte commits;
#endif
    bool ownerDied, woken;
  {
    goto A2;
A2: atomic {
        if
        :: LOCK == 0 -> LOCK = me; enters(me); goto A5
        :: else
        fi
    }
A3: owner = LOCK;
    if
    :: !lives[owner]
    :: else -> goto wait
    fi;
    atomic {
        if
        :: LOCK == owner -> LOCK = me; enters(me); ownerDied = true; goto A5
        :: else -> goto A2
        fi
    };

wait:
    if
    :: canWake(me)
    :: else -> (LOCK == 0 || !lives[LOCK]) -> goto A2    /* it polls */
    fi;
#ifdef BROKEN_COUNT_READ_LATE
W1: SLEEPERS = SLEEPERS | FOR_LOCK;
    g = WAKE_LOCK;
#else
W1: g = WAKE_LOCK;
W2: SLEEPERS = SLEEPERS | FOR_LOCK;
#endif
#ifndef BROKEN_NO_REREAD
W3: owner = LOCK;
    if
    :: owner == 0 || !lives[owner] ->
#ifdef GIVING_UP
        if
        :: woken -> goto giveUp
        :: true
        fi;
#endif
        goto A2
    :: else
    fi;
#endif
#ifdef GIVING_UP
    if
    :: woken -> goto giveUp
    :: true
    fi;
#endif
    if
    :: !canWake(owner) ->            /* parks 1 to 2 ms */
        (LOCK != owner || !lives[owner]) -> goto W1
    :: else
    fi;
#ifdef BROKEN_FUTEX_ON_LOCK
W4: futex_wait(lockQueue, LOCK, owner);
#else
W4: futex_wait(lockQueue, WAKE_LOCK, g);
#endif
    do
    AWAKE(lockQueue) -> break
    SLICE_ENDS(lockQueue)
    od;
    woken = true;
    if
    :: atomic { LOCK == 0 -> LOCK = me; enters(me) };   /* it spins for a while */
#ifndef BROKEN_ANNOUNCED_ONCE
       SLEEPERS = SLEEPERS | FOR_LOCK;
#endif
       goto A5
    :: goto W1
    fi;

#ifdef GIVING_UP
giveUp:
#ifndef BROKEN_GIVE_UP
    if
    :: owner == 0 -> wakeSleepers(me)
    :: else
    fi;
#endif
    goto left;
#endif

A5: SEQ = (ownerDied -> SEQ + 2 : SEQ);
    d_step {
        unannounced = (ownerDied -> false : unannounced);
        never_announced = unannounced;
        assert(!never_announced);
        ownerDied = false;
        woken = false;
        owner = 0;
        g = 0
    };
#ifdef COMMITS
    commits = COMMITS;
M3: skip;
    d_step { drain(); buffered = me };
M4: wakeWatchers(me);
    commits--;
    if
    :: commits > 0 -> goto M3
    :: else
    fi;
    noneMissed();                       /* the session may last: its end is to be no help */
#else
L1_3:
    unannounced = true;
L1_4:
    d_step { SEQ = SEQ + 2; unannounced = false };
#endif
U1: unlock(me);
    cycles--;
    if
    :: cycles > 0 -> goto A2
    :: else
    fi;
left:
    leave(me)
  } unless { !lives[me] }
}

/* No commit can come any more: a watcher may wait in vain. */
#if LOCKERS == 1
#define allGone (!lives[1])
#elif LOCKERS == 2
#define allGone (!lives[1] && !lives[2])
#else
#define allGone (!lives[1] && !lives[2] && !lives[3])
#endif
#define quiet (allGone && SEQ == version && LOCK == 0 && buffered == 0)

proctype Watcher(byte me) {
    byte owner, g, flags;
#ifndef COMMITS
    byte version;
#endif
  {
    version = SEQ;
#ifdef BROKEN_COUNT_READ_LATE
W1: SLEEPERS = SLEEPERS | FOR_VERSION;
    g = WAKE_VERSION;
#else
W1: g = WAKE_VERSION;
W2: SLEEPERS = SLEEPERS | FOR_VERSION;
#endif
#if defined(COMMITS) && !defined(BROKEN_NO_BARRIER)
    if
    :: LOCK != 0 -> d_step { drain() }  /* membarrier(2) */
    :: else
    fi;
#endif
W3: if
    :: SEQ != version || quiet -> goto left
    :: else
    fi;
    owner = LOCK;
#ifndef BROKEN_WATCHER_NEVER_PROBES
    if
    :: !lives[owner] -> goto A3
    :: else
    fi;
#endif
    if
    :: !canWake(owner) ->            /* parks 1 to 2 ms */
        (LOCK != owner || !lives[owner] || SEQ != version) -> goto W1
    :: else
    fi;
#ifdef BROKEN_FUTEX_ON_SEQ
W4: futex_wait(versionQueue, SEQ, version);
#else
W4: futex_wait(versionQueue, WAKE_VERSION, g);
#endif
    do
    AWAKE(versionQueue) -> goto W1
    :: quiet -> goto left
    SLICE_ENDS(versionQueue)
    od;

A3: atomic {
        if
        :: LOCK == owner -> LOCK = me; enters(me)
        :: else -> goto W1
        fi
    };
A5: d_step { SEQ = SEQ + 2; unannounced = false };
U1: unlock(me);
    goto W1;
left:
    leave(me)
  } unless { !lives[me] }
}

init {
    byte p;
    atomic {
        begin_life();
        for (p : 1 .. LOCKERS) { run Locker(p) }
#if WATCHERS
        for (p : LOCKERS + 1 .. PARTICIPANTS) { run Watcher(p) }
#endif
        p = 0;
#ifdef COMMITS
        run Buffer();
#endif
        run Killer()
    }
}

#ifdef SLICES
#if PARTICIPANTS == 2
#define over (lives[0] && !lives[1] && !lives[2])
#else
#define over (lives[0] && !lives[1] && !lives[2] && !lives[3])
#endif
ltl all_come_to_an_end { <> over }
#endif
