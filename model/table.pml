/*
 * The table of participants: it tells people who is in, and is a second witness of each life. A participant
 * claims a slot once it has its byte, fills it in, and gives it back before its byte. It may claim a free
 * slot or that of a dead participant. One that finds no slot is in all the same.
 *
 * Ids, bytes and the probe are those of participants.pml. A life locks once or not at all, since others ask
 * after the owner of the lock, and since the table must name a dead owner as long as the lock does.
 *
 * A process can lose its byte while it lives (Companion says how). Loser does that to participants whose
 * slot is filled in, and whose birth others can look up: then the slot alone tells that they live. With
 * -DLOST_ANY_TIME a byte may be lost before that, too.
 *
 * One life more, LATE, begins when all others are gone or dead. It must find a slot and the free lock.
 *
 * A step that reads or writes a word of others is one step together with what follows from it in the
 * process itself.
 */

#ifndef LIVES
#define LIVES 3
#endif
#ifndef SLOTS
#define SLOTS 2                      /* 1 or 2 */
#endif
#ifndef IDS
#define IDS (LIVES + 1)              /* ids begin anew after this one */
#endif
#ifndef LOCKS
#define LOCKS true                   /* whether a life may lock */
#endif
#ifndef READERS
#define READERS 0                    /* 0 or 1; why one is enough: see Reader */
#endif
#ifndef STOPS
#define STOPS 0                      /* how many may be stopped for ever, at most */
#endif
#ifndef LOSSES
#define LOSSES 0                     /* how many bytes may be lost, at most */
#endif
#ifndef UNKNOWN
#define UNKNOWN 0                    /* how many lives have a birth that nobody can look up */
#endif

#define LATE         (LIVES + 1)
#define PARTICIPANTS LATE
#include "life.pml"

/* The words of the region. */
byte NEXT = 1;
byte LOCK;                           /* 0, or the owner's id */
byte SLOT[SLOTS + 1];                /* from 1 on: 0, or an id, with FILLED once the rest is there */
byte PROCESS[SLOTS + 1];             /* the rest: both are the number of the life */
byte BIRTH[SLOTS + 1];

#define FILLED     16
#define idOf(word) ((word) & 15)
#ifdef BROKEN_FILLED_EARLY
#define CLAIM (id | FILLED)
#else
#define CLAIM id
#endif

/* The locks on the companion's bytes, by id: who has it exclusively, and the set of who shares it. */
byte heldBy[IDS + 1], probedBy[IDS + 1];
#define bit(me) (1 << (me))

/* What the words are to mean, kept by the model beside them. */
byte lifeOf[IDS + 1];                /* who has the id, or had it last */
byte has[LATE + 1];                  /* a life's slot, from the claim until it is given back; or 0 */
bool filled[LATE + 1];               /* whether that is filled in */
bool lost[LATE + 1];                 /* whether a life's byte was lost */
bool gone[LATE + 1];                 /* whether a life has left; its process lives on */
bool halted[LATE + 1];               /* whether it is stopped for ever */
byte ended, losses, stops;
byte holder;                         /* which life got the lock last, and has not given it back */

/* What must never be. Each is set and asserted where it could become true, so that spin names it. */
bool slot_twice, named_twice, mixed_entry, taken_for_dead, owner_unnamed, slot_stranded, two_inside;

#define birthOf(life)   ((life) <= UNKNOWN -> 0 : (life))
#define isProcess(p, b) ((b) != 0 && (p) == (b) && (lives[p] || gone[p]))  /* one that lives */

#if SLOTS == 1
#define anySlot(is) (is(1))
#else
#define anySlot(is) (is(1) || is(2))
#endif

/* The compare-and-set of a claim succeeds. */
inline claims() {
    taken_for_dead = (SLOT[s] >= FILLED && lives[lifeOf[idOf(SLOT[s])]] && filled[lifeOf[idOf(SLOT[s])]]);
    assert(!taken_for_dead);
    for (i : 1 .. LATE) {
        slot_twice = (slot_twice || has[i] == s && lives[i] && (filled[i] || !lost[i]))
    }
    assert(!slot_twice);
    owner_unnamed = (SLOT[s] != 0 && LOCK == idOf(SLOT[s]));
    assert(!owner_unnamed);
    for (i : 1 .. SLOTS) {
        named_twice = (named_twice || i != s && idOf(SLOT[i]) == id)
    }
    assert(!named_twice);
    i = 0;
    has[me] = s;
    SLOT[s] = CLAIM
}

inline enters() {
    two_inside = (holder != 0 && lives[holder]);
    assert(!two_inside);
    holder = me
}

/* What the operating system does for a process that ended; not at once. */
inline freeBytes() {
    for (i : 1 .. IDS) {
        heldBy[i] = (heldBy[i] == me -> 0 : heldBy[i]);
        probedBy[i] = probedBy[i] & ~bit(me)
    }
    i = 0
}

inline isOver() {
    d_step { freeBytes(); ended++; id = 0; s = 0; word = 0; p = 0; b = 0 }
}

/* Gives back its byte, if it has that still. */
#define endByte() heldBy[id] = (heldBy[id] == me -> 0 : heldBy[id])

/* The probe, a shared lock on a byte. */
#define canProbe(participant) (heldBy[participant] == 0)
#define probe(participant)    probedBy[participant] = probedBy[participant] | bit(me)
#define endProbe(participant) probedBy[participant] = probedBy[participant] & ~bit(me)

/* Whether the owner is dead, at one look. */
#define namesOwner(slot) (SLOT[slot] == (LOCK | FILLED) && isProcess(PROCESS[slot], BIRTH[slot]))
#define ownerIsDead      (heldBy[LOCK] == 0 && !anySlot(namesOwner))

/* Whether the lock or a slot names an id that is to be used. It may after ids have begun anew. */
#define namesMe(slot) (idOf(SLOT[slot]) == id)
#ifdef BROKEN_NOT_LOOKED_UP
#define isNamed       (LOCK == id)
#else
#define isNamed       (LOCK == id || anySlot(namesMe))
#endif

/* Gives back its slot, by compare-and-set too: another word is somebody else's. */
inline releases() {
    if
    :: has[me] && SLOT[has[me]] == (id | FILLED) -> SLOT[has[me]] = 0
    :: else
    fi;
    has[me] = 0;
    filled[me] = false
}

proctype Life(byte me) {
    byte id, s, word, p, b, i;
  {
    goto end_late;
end_late:
    (me != LATE || ended == LIVES);

    /* Entering: an id, then its byte, then a look whether something names the id. */
P1: atomic {
        id = NEXT;
        NEXT = (NEXT + 1) % (IDS + 1);
        if
#ifdef BROKEN_CLAIM_BEFORE_BYTE
        :: true
#else
        :: id != 0 && heldBy[id] == 0 && probedBy[id] == 0 -> heldBy[id] = me; lost[me] = false
        :: else -> goto P1
#endif
        fi
    };
    /* One look stands for many: with the byte in hand, nothing can begin to name its id. */
    atomic {
        if
        :: isNamed -> endByte(); goto P1
        :: else -> lifeOf[id] = me; s = 1
        fi
    };

    /* Claiming. */
claim:
    atomic {
        word = SLOT[s];
        if
        :: word == 0 -> goto exchange
#ifdef BROKEN_NEVER_REUSED
        :: word != 0 -> goto another
#endif
#ifdef BROKEN_ONLY_FILLED_REUSED
        :: word != 0 && word < FILLED -> goto another
#endif
#ifdef BROKEN_NOT_LOOKED_UP
        :: idOf(word) == id -> goto another
#endif
        :: else
        fi
    };
#ifdef BROKEN_LOCK_READ_FIRST
    if
    :: LOCK == idOf(word) -> goto another
    :: else
    fi;
#endif
    atomic {
        if
        :: canProbe(idOf(word)) -> probe(idOf(word))
        :: else -> goto another
        fi;
#ifndef BROKEN_BYTE_ALONE
        if
        :: word < FILLED -> goto dead
        :: else
        fi
#endif
    };
#ifndef BROKEN_BYTE_ALONE
    p = PROCESS[s];
    atomic {
        b = BIRTH[s];
        if
        :: isProcess(p, b) -> endProbe(idOf(word)); goto another
        :: else -> p = 0; b = 0
        fi
    };
dead:
#endif
#if !defined(BROKEN_LOCK_READ_FIRST) && !defined(BROKEN_LOCK_NOT_READ)
    atomic {
        if
        :: LOCK == idOf(word) -> endProbe(idOf(word)); goto another
        :: else
        fi
    };
#endif
#ifdef BROKEN_PROBE_RELEASED
    endProbe(idOf(word));
#endif
exchange:
    atomic {
        if
#ifdef BROKEN_PLAIN_CLAIM
        :: word != 0 || SLOT[s] == word -> d_step { claims() }
#else
        :: SLOT[s] == word -> d_step { claims() }
#endif
        :: else
        fi;
        endProbe(idOf(word));
        word = 0;
        if
        :: has[me] -> s = 0; goto fill
        :: else
        fi
    };
another:
    atomic {
        word = 0; p = 0; b = 0;
        if
        :: s < SLOTS -> s++; goto claim
        :: else -> s = 0             /* it is in without a slot */
        fi;
#define isLeftForOwner(slot) (LOCK != 0 && idOf(SLOT[slot]) == LOCK)
        slot_stranded = (me == LATE && !anySlot(isLeftForOwner));
        assert(!slot_stranded);
        goto entered
    };

fill:
#ifdef BROKEN_CLAIM_BEFORE_BYTE
    heldBy[id] = me;
#endif
    PROCESS[has[me]] = me;
    BIRTH[has[me]] = birthOf(me);
    atomic {
        if
        :: SLOT[has[me]] == CLAIM -> SLOT[has[me]] = id | FILLED; filled[me] = true
#ifdef BROKEN_GOES_ON
        :: else -> has[me] = 0
#else
        :: else -> has[me] = 0; endByte(); goto P1  /* it was taken for dead, and enters anew */
#endif
        fi
    };

entered:
    if
    :: LOCKS
    :: goto leaving
    fi;
A2: atomic {
        word = LOCK;
        if
        :: word == 0 -> LOCK = id; enters(); goto inside
        :: else
        fi
    };
A3: atomic {
        if
        :: canProbe(word) -> probe(word)
        :: else -> word = 0; goto A4
        fi;
#ifndef BROKEN_NO_SECOND_WITNESS
        /* One look stands for many: while the byte is probed, no slot can begin to name its id. */
        d_step {
            for (i : 1 .. SLOTS) {
                s = (s == 0 && SLOT[i] == (word | FILLED) -> i : s)
            }
            i = 0
        };
        if
        :: s == 0 -> goto replace
        :: else
        fi
#endif
    };
#ifndef BROKEN_NO_SECOND_WITNESS
    p = PROCESS[s];
    atomic {
        b = BIRTH[s];
        s = 0;
        if
        :: isProcess(p, b) -> endProbe(word); word = 0; p = 0; b = 0; goto A4
        :: else -> p = 0; b = 0
        fi
    };
#endif
replace:
    atomic {
        taken_for_dead = (lives[lifeOf[word]] && filled[lifeOf[word]]);
        assert(!taken_for_dead);
        if
        :: LOCK == word -> LOCK = id; enters()
        :: else
        fi;
        endProbe(word);
        word = 0;
        if
        :: holder == me
        :: else -> goto A2
        fi
    };

inside:
#ifdef BROKEN_RELEASED_IN_HOLD
    atomic { releases() };
#endif
    atomic { holder = 0; LOCK = 0 };

leaving:
#ifdef BROKEN_RELEASED_LATE
    atomic { s = has[me]; has[me] = 0; filled[me] = false; endByte() };
    if
    :: s -> SLOT[s] = 0; s = 0
    :: else
    fi;
#elif defined(BROKEN_NOT_RELEASED)
    skip;
#else
    atomic { releases() };
#endif
    d_step { id = 0; gone[me] = true; leave(me); freeBytes(); ended++ };
    goto done;

A4: atomic { (LOCK == 0 || ownerIsDead) -> goto A2 };

done:
    skip
  } unless {
    if
    :: atomic { !lives[me] && !gone[me] -> isOver() }
#if STOPS
    :: halted[me] ->
end_stopped:
        atomic { !lives[me] -> isOver() }
#endif
    fi
  }
}

/*
 * Reads one entry: the word, the rest, the word again. One reader that reads once stands for all, since
 * readers write nothing, and a read that fails begins anew like one that begins later.
 */
proctype Reader() {
    byte s, word, p, b;

    select (s : 1 .. SLOTS);
    word = SLOT[s];
    if
    :: word >= FILLED
    :: else -> goto done
    fi;
    p = PROCESS[s];
    b = BIRTH[s];
    d_step {
        if
#ifndef BROKEN_NOT_READ_AGAIN
        :: SLOT[s] != word
#endif
        :: else ->
            mixed_entry = (p != lifeOf[idOf(word)] || b != birthOf(p));
            assert(!mixed_entry)
        fi
    };
done:
    atomic { s = 0; word = 0; p = 0; b = 0 }
}

/* Loses the bytes of some who live; not before there is a slot that tells of them. */
proctype Loser() {
    byte victim, i;
end:
    do
    :: atomic {
           losses < LOSSES;
           select (victim : 1 .. LIVES);
           if
#ifdef LOST_ANY_TIME
           :: lives[victim] && birthOf(victim) != 0 ->
#else
           :: lives[victim] && birthOf(victim) != 0 && filled[victim] ->
#endif
               d_step {
                   for (i : 1 .. IDS) {
                       heldBy[i] = (heldBy[i] == victim -> 0 : heldBy[i])
                   }
                   i = 0;
                   lost[victim] = true;
                   losses++
               }
           :: else
           fi;
           victim = 0
       }
    od
}

/* Stops some for ever (SIGSTOP), but not while they hold the lock. It must hold up nobody. */
proctype Stopper() {
    byte victim;
end:
    do
    :: atomic {
           stops < STOPS;
           select (victim : 1 .. LIVES);
           if
           :: lives[victim] && holder != victim -> halted[victim] = true; stops++
           :: else
           fi;
           victim = 0
       }
    od
}

init {
    byte p;
    atomic {
        begin_life();
        for (p : 1 .. LATE) { run Life(p) }
        p = 0;
#if READERS
        run Reader();
#endif
#if LOSSES
        run Loser();
#endif
#if STOPS
        run Stopper();
#endif
        run Killer()
    }
}
