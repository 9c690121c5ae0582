/*
 * The guard of one struct: lock, section, recovery, readers. Classes Guard, Seqlock, Hold, LockWord; the
 * labels are the letters of Guard. Memory is sequentially consistent here; fences.pml is about the rest.
 *
 * The struct has two fields, x and y. Writer number "me" commits x = y = me, or stores x = me alone;
 * what it is going to roll back is GARBAGE, which nobody may ever see.
 */

#ifndef WRITERS
#define WRITERS 2
#endif
#ifndef OPERATIONS
#define OPERATIONS 1                 /* of each writer */
#endif
/* SESSIONS: a writer may do all of its operations under one hold, each of them a commit. */
#ifndef READERS
#define READERS 1                    /* 0 or 1; why one is enough: see Reader */
#endif

#define PARTICIPANTS WRITERS
#include "life.pml"

#define GARBAGE 4                    /* more than any writer's number */
#define isOdd(sequence) ((sequence) & 1)

#ifdef BROKEN_RECOVER_ON_DEATH_ONLY
#define RECOVERS ownerDied
#else
#define RECOVERS true
#endif

mtype = { UPDATE, NESTED, ROLLBACK, STORE, CUT };

/* The words of the region. */
byte LOCK;                           /* 0, or the owner's participant id */
byte SEQ;
byte x, y;                           /* the data */
byte undoX, undoY;                   /* UNDO */
#ifdef BROKEN_SIGN_AFTER_TAKE
byte OWNER;
#endif

/* What the words are to mean, kept by the model beside them. */
byte holder;                         /* who got in last, and is not out again */
byte committedX, committedY;         /* the last commit */
bool unannounced;                    /* a single store was made, and SEQ does not tell yet */
int  stood;                          /* the set of all commits that stood at some time in the read */

/* What must never be. Each is set and asserted where it could become true, so that spin names it. */
bool two_inside, version_back, handed_over_dirty, never_announced, torn_read;

#define state(a, b)  (1 << ((a) * 4 + (b)))

inline enters(me) {
    two_inside = (holder != 0 && lives[holder]);
    assert(!two_inside);
    holder = me
}

inline setSEQ(value) {
    version_back = ((value) <= SEQ);
    assert(!version_back);
    SEQ = value;
    unannounced = false
}

inline commits(newX, newY) {
    committedX = newX;
    committedY = newY;
    stood = (stood -> stood | state(newX, newY) : 0)
}

/* Where a caller gets the lock, even plain reads of the data must find the last commit. */
inline checkHandover() {
    handed_over_dirty = (isOdd(SEQ) || x != committedX || y != committedY);
    assert(!handed_over_dirty);
    never_announced = unannounced;   /* someone in awaitChange would sleep on */
    assert(!never_announced)
}

proctype Writer(byte me) {
    byte owner;                      /* A3: the word that was probed */
    bool ownerDied;
    byte operations = OPERATIONS;
    mtype operation;
    bool retried;                    /* one more section after a rollback, in the same hold */
    byte savedX, savedY;             /* Savepoint; on the heap */
  {
    goto A2;
A2: atomic {
        if
        :: LOCK == 0 -> LOCK = me; enters(me); goto taken
        :: else
        fi
    }
#ifdef BROKEN_SIGN_AFTER_TAKE
A3: owner = OWNER;
#else
A3: owner = LOCK;
#endif
    if
    :: !lives[owner]                 /* the probe */
    :: else -> owner = 0; goto A4
    fi;
    atomic {
        if
#ifdef BROKEN_SIGN_AFTER_TAKE
        :: LOCK != 0 && OWNER == owner -> OWNER = me
#else
        :: LOCK == owner -> LOCK = me
#endif
        :: else -> owner = 0; goto A2
        fi;
        enters(me);
        if
        :: ownerDied = true; owner = 0; goto A5
        :: skip                      /* Hold.entered finds the handle closing */
        fi
    }
    d_step {
        holder = 0;
#ifdef BROKEN_CLOSING_FREES
        LOCK = 0
#else
        LOCK = owner                 /* a dead one again, for whoever comes next */
#endif
    };
    goto left;
A4: (LOCK == 0 || !lives[LOCK]) -> goto A2;

taken:
#ifdef BROKEN_SIGN_AFTER_TAKE
    OWNER = me;
#endif
A5: if
    :: isOdd(SEQ) && RECOVERS ->
#ifdef BROKEN_EVEN_BEFORE_RESTORE
        d_step { setSEQ(SEQ + 1) };
        x = undoX;
        y = undoY
#else
R1:     x = undoX;
        y = undoY;
R2:     d_step { setSEQ(SEQ + 1) }
#endif
#ifndef BROKEN_NO_BUMP
    :: !isOdd(SEQ) && ownerDied -> d_step { setSEQ(SEQ + 2) }
#endif
    :: else
    fi;
    d_step { ownerDied = false; checkHandover() };
chosen:
    if
    :: operation = UPDATE; goto S2
    :: operation = NESTED; goto S2
    :: operation = ROLLBACK; goto S2
    :: operation = CUT; goto S2
    :: operation = STORE
    fi;

    /* 1, a single store: the store itself is the commit */
#ifdef BROKEN_BUMP_BEFORE_STORE
    d_step { setSEQ(SEQ + 2) };
    d_step { x = me; unannounced = true; commits(x, y) };
    goto U2;
#else
L1_3: d_step { x = me; unannounced = true; commits(x, y) };
L1_4: d_step { setSEQ(SEQ + 2) };
    goto U2;
#endif

    /* S, open a section */
#ifdef BROKEN_UNDO_AFTER_ODD
S2: skip;
    d_step { setSEQ(SEQ + 1) };
    undoX = x;
    undoY = y;
#else
S2: undoX = x;
    undoY = y;
S3: d_step { setSEQ(SEQ + 1) };
#endif
S5: if
    :: operation == UPDATE -> x = me
    :: operation == NESTED ->        /* join: a savepoint, and the inner update alone is rolled back */
        d_step { x = me; savedX = x; savedY = y };
        x = GARBAGE;
        y = GARBAGE;
        x = savedX;
        d_step { y = savedY; savedX = 0; savedY = 0 }
    :: else ->
        x = GARBAGE;
        y = GARBAGE;
        if
        :: operation == CUT -> goto U2
        :: else -> goto X1
        fi
    fi;

    /* C, commit */
#ifdef BROKEN_COMMIT_EARLY
    d_step { setSEQ(SEQ + 1); commits(me, me) };
    y = me;
    goto U2;
#else
    y = me;
C2: d_step { setSEQ(SEQ + 1); commits(me, me) };
    goto U2;
#endif

    /* X, roll back */
X1: x = undoX;
    y = undoY;
#ifdef BROKEN_SEQ_SET_BACK
    d_step { setSEQ(SEQ - 1) };
#else
X2: d_step { setSEQ(SEQ + 1) };
#endif
    if
    :: !retried -> retried = true; operation = UPDATE; goto S2
    :: retried = true; goto U2
    fi;

U2:
#ifdef SESSIONS
    if
    :: operations > 1 && !isOdd(SEQ) ->  /* M: the next operation under the same hold */
        d_step { operations--; operation = 0; retried = false; checkHandover() };
        goto chosen
    :: true
    fi;
#endif
    atomic {
        holder = 0;
        LOCK = 0;
        operation = 0;
        retried = false;
        operations--;
        if
        :: operations > 0 -> goto A2
        :: else
        fi
    };
left: leave(me)
  } unless { !lives[me] }
}

/*
 * G, read. One reader that reads once stands for all: readers write nothing, so they do not meet each
 * other; and a read that fails G4 begins anew like one that begins later.
 */
proctype Reader() {
    byte stamp, a, b;

G1: d_step { stamp = SEQ; stood = state(committedX, committedY) };
G2: if
    :: !isOdd(stamp) -> a = x; b = y
    :: else -> a = undoX; b = undoY
    fi;
G4: d_step {
#ifndef BROKEN_NO_RECHECK
        if
        :: SEQ == stamp ->
#endif
            torn_read = (a == GARBAGE || b == GARBAGE || !(stood & state(a, b)));
            assert(!torn_read);
#ifndef BROKEN_NO_RECHECK
        :: else
        fi;
#endif
        stood = 0; stamp = 0; a = 0; b = 0
    }
}

init {
    byte p;
    atomic {
        begin_life();
        for (p : 1 .. WRITERS) { run Writer(p) }
        p = 0;
#if READERS
        run Reader();
#endif
        run Killer()
    }
}
