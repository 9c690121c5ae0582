/*
 * Participants: ids, the bytes of the companion, the lock word that names an id. Classes Participant,
 * Companion, LockWord. A process here is one life: it attaches, locks, perhaps once more, and detaches. It
 * may be killed anywhere, and stopped for ever (SIGSTOP) while it is not the owner, which must hold up
 * nobody. What the owner does with the lock is guard.pml's.
 *
 * Ids go up to IDS (Participant.MASK) and begin anew then. With more ids than attachments none is used
 * twice; with fewer, what is left is what the steps give.
 */

#ifndef LIVES
#define LIVES 3                      /* attachments in all */
#endif
#ifndef AGAIN
#define AGAIN true                   /* whether a life locks a second time */
#endif
#ifndef IDS
#define IDS 9
#endif
#ifndef STOPS
#define STOPS 1                      /* how many may be stopped for ever, at most */
#endif

#define PARTICIPANTS LIVES
#include "life.pml"

/* The words of the region. */
byte NEXT = 1;
byte LOCK;                           /* 0, or the owner's id */
#ifdef BROKEN_GENERATION_LATE
byte GENERATION[IDS + 1];
#endif

/* The locks on the companion's bytes, by id: who has it exclusively, and the set of who shares it. */
byte heldBy[IDS + 1], probedBy[IDS + 1];
byte stops;

byte holder;                         /* which life got in last, and is not out again */
bool two_inside;

#define bit(me) (1 << (me))

inline enters() {
    two_inside = (holder != 0 && lives[holder]);
    assert(!two_inside);
    holder = me
}

/* tryLock on a byte, exclusive. */
#define tryLock(id) heldBy[id] == 0 && probedBy[id] == 0 -> heldBy[id] = me

/* What the operating system does for a process that ended; not at once. */
inline freeBytes() {
    for (i : 1 .. IDS) {
        heldBy[i] = (heldBy[i] == me -> 0 : heldBy[i]);
        probedBy[i] = probedBy[i] & ~bit(me)
    }
    i = 0
}

/* Between any two steps while not the owner. */
#define MAY_STOP \
    if \
    :: d_step { stops < STOPS -> stops++ } -> goto end_stopped \
    :: true \
    fi

/* The lock word: here an id, and in one variant slot and generation. */
#ifdef BROKEN_GENERATION_LATE
#define word(id)     ((id) * 8 + GENERATION[id])
#define slot(word)   ((word) / 8)
#define isDead(word) (heldBy[slot(word)] == 0 || GENERATION[slot(word)] != (word) % 8)
#else
#define word(id)     (id)
#define slot(word)   (word)
#define isDead(word) (heldBy[word] == 0)
#endif

proctype Life(byte me) {
    byte id, owner, i;
    bool again = AGAIN;
  {
    goto P1;
#if defined(BROKEN_NO_GENERATION) || defined(BROKEN_GENERATION_LATE)
    /* A table of slots: the first free one. */
P1: id = 1;
    do
    :: atomic { tryLock(id) } -> break
    :: else -> id = id % IDS + 1
    od;
#ifdef BROKEN_GENERATION_LATE
    MAY_STOP;
    GENERATION[id]++;
#endif
#else
P1: atomic { id = NEXT; NEXT = (NEXT + 1) % (IDS + 1) };
#ifdef BROKEN_NAMED_BEFORE_BYTE
    if
    :: LOCK == id -> goto P1
    :: else
    fi;
#endif
    MAY_STOP;
#ifndef BROKEN_USE_BEFORE_BYTE
P2: atomic {
        if
        :: id != 0 && tryLock(id)
        :: else -> goto P1
        fi
    };
    MAY_STOP;
#endif
#ifndef BROKEN_NAMED_BEFORE_BYTE
    /* Only now, with the byte in hand: from here on nobody else can become the owner by this id. */
    if
    :: LOCK == id -> heldBy[id] = 0; goto P1
    :: else
    fi;
#endif
#endif
    MAY_STOP;

P3:
A2: atomic {
        if
        :: LOCK == 0 -> LOCK = word(id); enters(); goto inside
        :: else
        fi
    }
A3: owner = LOCK;
    MAY_STOP;
    if
    :: owner == 0 -> goto A2
    :: else
    fi;
#ifdef BROKEN_PROBE_RELEASED
    if
    :: isDead(owner)
    :: else -> goto A4
    fi;
#else
    d_step {                         /* the probe, kept until the word is exchanged */
        if
        :: isDead(owner) -> probedBy[slot(owner)] = probedBy[slot(owner)] | bit(me)
        :: else
        fi
    };
    if
    :: probedBy[slot(owner)] & bit(me)
    :: else -> goto A4
    fi;
#endif
    MAY_STOP;
    atomic {
        if
        :: LOCK == owner -> LOCK = word(id); enters()
        :: else
        fi
    };
    probedBy[slot(owner)] = probedBy[slot(owner)] & ~bit(me);
    if
    :: holder == me
    :: else -> goto A2
    fi;

inside:
    owner = 0;
#ifdef BROKEN_USE_BEFORE_BYTE
    heldBy[id] = me;
#endif
U2: atomic { holder = 0; LOCK = 0 };
    if
    :: again -> again = false; goto A2
    :: true
    fi;
    d_step { leave(me); freeBytes() };
    goto done;

A4: (LOCK == 0 || isDead(LOCK)) -> goto A2;

end_stopped:
    false;
done:
    skip
  } unless { atomic { !lives[me] -> freeBytes() } }
}

init {
    byte p;
    atomic {
        begin_life();
        for (p : 1 .. LIVES) { run Life(p) }
        p = 0;
        run Killer()
    }
}
