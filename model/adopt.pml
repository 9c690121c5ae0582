/*
 * A hold that is lost while its process lives: its thread has ended, or an Error unwound it past
 * the hold and not even the rollback could run. LOCK still names it, and the byte of its process is
 * held: other processes see a living owner, and wait. So a thread of the same process adopts the
 * hold: it undoes what was begun, and frees the lock. Struct and memory are those of guard.pml.
 *
 * Participant 1 has the threads 1 to HOME, and one that watches. Each may fail at any step, and all
 * together FAILURES times. Every other participant has one thread, which does not fail. All may be
 * killed.
 *
 *   N  note    the last thing that a lost thread does: debt = 1, on the heap. An operation within
 *              another one writes 2: the outer one must not commit then
 *   D  adopt   1 claim, by compare-and-set: debt from 1 to CLAIMED; if the thread has ended without
 *                a note, holder from that thread to TAKEN
 *              2 undo to data, SEQ even; if it is even already, SEQ + 2
 *              3 the journal of an array, DIRTY: see array.pml
 *              4 holder = 0, then debt = 0   5 LOCK = 0
 *                An adopter that fails before 5 is done writes the note again
 */

#ifndef HOME
#define HOME 2
#endif
#ifndef OTHERS
#define OTHERS 1
#endif
#ifndef OPERATIONS
#define OPERATIONS 2                 /* of thread 1, which may come back; the others have one */
#endif
#ifndef FAILURES
#define FAILURES 1
#endif
#ifndef READERS
#define READERS 0
#endif

#define PARTICIPANTS (1 + OTHERS)
#include "life.pml"

#define THREADS (HOME + OTHERS)
#define WATCH   5                    /* the number of the thread that watches */
#define processOf(thread) \
    ((thread) == 0 -> 0 : ((thread) <= HOME || (thread) == WATCH -> 1 : (thread) - HOME + 1))
#define atHome  (p == 1)

#define GARBAGE 4
#define isOdd(sequence) ((sequence) & 1)

mtype = { UPDATE, NESTED, STORE };

/* The words of the region. */
byte LOCK;                           /* 0, or the owner: a thread, and with it its participant */
byte SEQ;
byte x, y;
byte undoX, undoY;

/* The heap of participant 1. */
#define CLAIMED 3
#define TAKEN   6
byte holder;                         /* 0, or its thread that is in, or TAKEN */
byte debt;                           /* 0; from which depth on frames are gone, 1 or 2; CLAIMED */
bool ended[7];                       /* whether a thread has ended: the JVM tells */
byte running = HOME;                 /* threads that have not ended */

/* The hold is lost, and nobody has claimed it. */
#define owed (debt == 1 || (ended[holder] && debt != CLAIMED))

/* What the words are to mean. */
byte inside;                         /* the thread that acts for the lock, an adopter too */
byte committedX, committedY;
bool unannounced;
int  stood;
byte failures;

bool two_inside, version_back, handed_over_dirty, never_announced, torn_read;

#define state(a, b)  (1 << ((a) * 4 + (b)))

inline enters(me) {
    two_inside = (inside != 0 && lives[processOf(inside)]);
    assert(!two_inside);
    inside = me
}

inline setSEQ(value) {
    version_back = ((value) <= SEQ);
    assert(!version_back);
#if READERS
    SEQ = value;
#else
    SEQ = (value) & 1;               /* only a reader needs more than that, and */
    undoX = (SEQ -> undoX : GARBAGE);    /* only a reader looks at undo while SEQ is even */
    undoY = (SEQ -> undoY : GARBAGE);
#endif
    unannounced = false
}

inline commits(newX, newY) {
    committedX = newX;
    committedY = newY;
    stood = (stood -> stood | state(newX, newY) : 0)
}

inline checkHandover() {
    handed_over_dirty = (isOdd(SEQ) || x != committedX || y != committedY);
    assert(!handed_over_dirty);
    never_announced = unannounced;
    assert(!never_announced)
}

inline forgetHeap() {
    if
    :: atHome ->
        holder = 0; debt = 0; running = 0; failures = 0;
        for (n : 1 .. HOME) { ended[n] = false }
        n = 0
    :: else
    fi
}

/* In place of a step there can be an Error. */
#define OR(label) :: atomic { atHome && failures < FAILURES -> failures++; goto label }

/* D. A thread whose adoption fails goes on at "thrown". */
inline adopt() {
    t = holder;
#ifdef BROKEN_DEBT_READ_FIRST
    n = debt;
    if
    :: ended[t]
    :: else -> n = 1
    fi;
#else
    if
    :: ended[t] -> n = debt          /* read last: an ended thread writes no note any more */
    :: else -> n = 1
    fi;
#endif
    atomic {
        if
#ifdef BROKEN_ENDED_CLAIMED_BY_DEBT
        :: n != 1 && debt == n && n != CLAIMED -> debt = CLAIMED; enters(me)
#else
        :: n != 1 && n != CLAIMED && holder == t -> holder = TAKEN; enters(me)
#endif
#ifdef BROKEN_NO_CLAIM
        :: n == 1 && debt == 1 -> enters(me)
#else
        :: n == 1 && debt == 1 -> debt = CLAIMED; enters(me)
#endif
        :: else -> t = 0; n = 0; goto unclaimed
        fi;
        t = 0;
        n = 0
    };
#ifndef BROKEN_FREED_UNDONE
    if
    :: isOdd(SEQ) ->
D2:     if
        :: x = undoX
        OR(again)
        fi;
        if
        :: y = undoY
        OR(again)
        fi;
        if
        :: d_step { setSEQ(SEQ + 1) }
        OR(again)
        fi
#ifndef BROKEN_NO_BUMP
    :: !isOdd(SEQ) ->
        if
        :: d_step { setSEQ(SEQ + 2) }
        OR(again)
        fi
#endif
    :: else
    fi;
#endif
#ifdef BROKEN_LOCK_FIRST
    atomic { LOCK = 0; inside = 0 };
    holder = 0;
    debt = 0;
    goto unclaimed;
#endif
D4: if
#ifdef BROKEN_DEBT_BEFORE_HOLDER
    :: debt = 0
#else
    :: holder = 0
#endif
    OR(again)
    fi;
    if
#ifdef BROKEN_DEBT_BEFORE_HOLDER
    :: holder = 0
#else
    :: debt = 0
#endif
    OR(again)
    fi;
D5: if
    :: atomic { LOCK = 0; inside = 0 }
    OR(again)
    fi;
    goto unclaimed;
again:
#ifdef BROKEN_NO_SECOND_NOTE
    atomic { inside = 0; goto thrown };
#else
    atomic { debt = 1; inside = 0; goto thrown };
#endif
unclaimed:
    skip
}

/* X or R: the thread undoes what was begun. */
inline undo() {
    if
    :: isOdd(SEQ) ->
        if
        :: x = undoX
        OR(note)
        fi;
        if
        :: y = undoY
        OR(note)
        fi;
        if
        :: d_step { setSEQ(SEQ + 1) }
        OR(note)
        fi
    :: else ->
        if
        :: d_step { setSEQ(SEQ + 2) }
        OR(note)
        fi
    fi
}

proctype Thread(byte me; byte p) {
    byte owner, t, n, savedX, savedY;
    bool ownerDied;
    byte operations = (me == 1 -> OPERATIONS : 1);
    mtype operation;
  {
    goto A1;
    /* A1. A thread that lost its hold must not find itself in: it reads debt before holder. */
A1: if
    :: me == 1 && operations < OPERATIONS ->
#ifdef BROKEN_HOLDER_READ_FIRST
        t = holder;
        n = debt;
#else
        n = debt;
        t = holder;
#endif
        atomic {
            two_inside = (t == me && n != 1 && n != CLAIMED);
            assert(!two_inside);
            t = 0;
            n = 0
        }
    :: else
    fi;

A2: if
    :: atomic { LOCK == 0 -> LOCK = me; enters(me); goto in }
    :: atomic { !lives[processOf(LOCK)] -> owner = LOCK }
#ifndef BROKEN_NO_ADOPTER
    :: atHome && owed -> adopt(); goto A2
#endif
    fi;
A3: atomic {
        if
        :: LOCK == owner -> LOCK = me; enters(me); owner = 0; ownerDied = true
        :: else -> owner = 0; goto A2
        fi
    };

    /* Nothing can fail between A2 and this: a thread that unwinds would not know of the hold. */
in: if
    :: atHome -> holder = me
#ifdef BROKEN_FAILS_WHILE_TAKING
    OR(thrown)
#endif
    :: !atHome
    fi;
A5: if
    :: isOdd(SEQ) ->
        if
        :: x = undoX
        OR(struck)
        fi;
        if
        :: y = undoY
        OR(struck)
        fi;
        if
        :: d_step { setSEQ(SEQ + 1) }
        OR(struck)
        fi
    :: !isOdd(SEQ) && ownerDied ->
        if
        :: d_step { setSEQ(SEQ + 2) }
#ifdef BROKEN_FREED_UNANNOUNCED
        OR(U1)
#else
        OR(struck)
#endif
        fi
    :: else
    fi;
    d_step { ownerDied = false; checkHandover() };
    if
    :: operation = UPDATE
    :: operation = STORE; goto L1_3
    :: me == 1 -> operation = NESTED
    fi;
    goto S2;

L1_3:
    if
    :: d_step { x = me; unannounced = true; commits(x, y) }
    OR(struck)
    fi;
    if
    :: d_step { setSEQ(SEQ + 2) }
    OR(struck)
    fi;
    goto U;

S2: if
    :: undoX = x
    OR(struck)
    fi;
    if
    :: undoY = y
    OR(struck)
    fi;
S3: if
    :: d_step { setSEQ(SEQ + 1) }
    OR(struck)
    fi;
S5: if
    :: operation == NESTED ->
        if
        :: d_step { x = me; savedX = x; savedY = y }
        OR(struck)
        fi;
        x = GARBAGE;
        y = GARBAGE;                 /* here the inner update throws */
        if
        :: x = savedX
        OR(innerNote)
        fi;
        if
        :: y = savedY
        OR(innerNote)
        fi;
        goto outer;
innerNote:
        debt = 2;
        if
        :: goto outer                /* the user's code catches what was thrown */
        :: goto struck
        fi
    :: else ->
        if
        :: x = me
        OR(struck)
        fi
    fi;
outer:
    atomic { savedX = 0; savedY = 0 };
    if
    :: y = me
    OR(struck)
    fi;
#ifndef BROKEN_OUTER_COMMITS
    if
    :: atHome && debt == 2 -> goto X1
    :: else
    fi;
#endif
C2: if
    :: d_step { setSEQ(SEQ + 1); commits(me, me) }
    OR(struck)
    fi;
#ifdef BROKEN_OUTER_COMMITS
    debt = (debt == 2 -> 0 : debt);
#endif
    goto U;

    /* An Error unwinds the frames of the operation: they undo it, or cannot, or the thread ends. */
struck:
    atomic { savedX = 0; savedY = 0; ownerDied = false };
    if
#ifdef BROKEN_NOTE_EARLY
    :: debt = 1
#else
    :: true
#endif
    :: goto note
    :: atomic { inside = 0; goto left }     /* ended without a note */
    fi;
X1: undo();
#ifdef BROKEN_NOTE_EARLY
    atomic { inside = 0; goto thrown };
#endif
    if
    :: debt == 2 -> debt = 0         /* only the holder writes it while it is 2 */
    :: else
    fi;

    /* An operation that is not the holder throws, and frees nothing: here it stays for ever. */
U:  if
    :: atHome ->
        (holder == me);
U1:     if
        :: holder = 0
        OR(note)
        fi
    :: else
    fi;
U2: if
    :: atomic { LOCK = 0; inside = 0 }
    OR(note)
    fi;
    /* An Error from here on must leave no note: the hold is over. */
#ifdef BROKEN_NOTE_AFTER_UNLOCK
    if
    :: true
    OR(note)
    fi;
#endif
    goto thrown;

note:
    atomic { debt = 1; inside = 0 };

thrown:
    atomic {
        operation = 0;
        ownerDied = false;
        operations--;
        if
        :: operations > 0 -> goto A1
        :: else
        fi
    };
left:
    atomic {
        operation = 0;
        operations = 0;
        if
        :: atHome -> ended[me] = true; running--
        :: else
        fi
    }
  } unless {
    atomic {                         /* nobody looks at these any more: fewer states if all are 0 */
        !lives[p];
        owner = 0; t = 0; n = 0; savedX = 0; savedY = 0;
        ownerDied = false;
        operations = 0;
        operation = 0;
        forgetHeap()
    }
  }
}

/* A thread that looks now and then; with -DCLOSES, close() after all threads have ended. */
proctype Watch() {
    byte me = WATCH, p = 1, t, n;
  {
#ifdef CLOSES
    running == 0;
thrown:
    if
    :: processOf(LOCK) == 1 && owed -> adopt(); goto thrown
    :: processOf(LOCK) != 1
    fi;
    leave(1)
#else
    goto end;
thrown:
end:
    owed;
    adopt();
    goto end
#endif
  } unless { atomic { !lives[1]; t = 0; n = 0; forgetHeap() } }
}

#if READERS
/* G, as in guard.pml. */
proctype Reader() {
    byte stamp, a, b;

G1: d_step { stamp = SEQ; stood = state(committedX, committedY) };
G2: if
    :: !isOdd(stamp) -> a = x; b = y
    :: else -> a = undoX; b = undoY
    fi;
G4: d_step {
        if
        :: SEQ == stamp ->
            torn_read = (a == GARBAGE || b == GARBAGE || !(stood & state(a, b)));
            assert(!torn_read)
        :: else
        fi;
        stood = 0; stamp = 0; a = 0; b = 0
    }
}
#endif

init {
    byte p;
    atomic {
        begin_life();
        for (p : 1 .. THREADS) { run Thread(p, processOf(p)) }
        p = 0;
#ifndef BROKEN_NO_ADOPTER
#ifndef BROKEN_NO_WATCH
        run Watch();
#endif
#endif
#if READERS
        run Reader();
#endif
        run Killer()
    }
}
