/*
 * A writer that is taken for dead while it lives, because its byte was lost (Companion says how). Nothing
 * makes that safe: a stop may fall between any check and the store after it. So it is asked only what C1
 * and the arithmetic on SEQ are there for.
 *
 * Slow holds the lock and may lose its byte at any time; then Next takes over, recovers, and commits.
 * - As long as Slow stores no data after that, Next's commit stands, and no section seems open that is not.
 * - With -DAT_ONCE nothing comes between C1 and the store after it; then Slow stores nothing at all.
 */

#define SLOW 1
#define NEXT 2
#define GARBAGE 4
#define isOdd(sequence) ((sequence) & 1)

mtype = { UPDATE, ROLLBACK, STORE };

byte LOCK = SLOW;
byte SEQ;
byte data, UNDO;
bool lost;                           /* Slow's byte is free */
bool slowIsOut, nextIsOut;

byte committed;
bool damaged;                        /* Slow stored into the data or the undo space, and Next was in */
bool lost_commit, phantom_section, version_back, foreign_store;

/*
 * The next odd, the next even number: right whatever SEQ is by now. SEQ + 1 is the same as long as the
 * lock is one's own; else it is odd where even is meant, and the next owner "recovers" a commit away.
 */
#ifdef BROKEN_BY_ADDING
#define nextOdd  (SEQ + 1)
#define nextEven (SEQ + 1)
#else
#define nextOdd  ((SEQ + 1) | 1)
#define nextEven ((SEQ | 1) + 1)
#endif

inline setSEQ(value) {
    version_back = ((value) <= SEQ);
    assert(!version_back);
    SEQ = value
}

#ifdef AT_ONCE
#define CHECKED atomic
#define checkOwner() foreign_store = (LOCK != SLOW); assert(!foreign_store)
#else
#define CHECKED
#define checkOwner() skip
#endif

#define C1_HERE \
    if \
    :: LOCK == SLOW \
    :: else -> goto thrown \
    fi

#ifdef BROKEN_NO_C1
#define C1 skip
#else
#define C1 C1_HERE
#endif
#ifdef BROKEN_NO_C1_IN_S
#define C1_S skip
#else
#define C1_S C1_HERE
#endif
#ifdef BROKEN_NO_C1_IN_X
#define C1_X skip
#else
#define C1_X C1_HERE
#endif
#ifdef BROKEN_NO_C1_IN_STORE
#define C1_STORE skip
#else
#define C1_STORE C1_HERE
#endif

inline slowStores(word, value) {
    damaged = (damaged || LOCK != SLOW);
    word = value
}

inline slowCommits() {
    committed = (LOCK == SLOW -> SLOW : committed)
}

active proctype Slow() {
    mtype operation;

    if
    :: operation = UPDATE
    :: operation = ROLLBACK
    :: operation = STORE ->
        CHECKED { C1_STORE; d_step { checkOwner(); slowStores(data, SLOW); slowCommits() } };
        d_step { setSEQ(SEQ + 2) };
        goto thrown
    fi;

    CHECKED { C1_S; d_step { checkOwner(); slowStores(UNDO, data) } };
    CHECKED { C1_S; d_step { checkOwner(); setSEQ(nextOdd) } };
    d_step { slowStores(data, GARBAGE) };
    if
    :: operation == UPDATE ->
        d_step { slowStores(data, SLOW) };
        CHECKED { C1; d_step { checkOwner(); setSEQ(nextEven); slowCommits() } }
    :: else ->
        CHECKED { C1_X; d_step { checkOwner(); slowStores(data, UNDO) } };
        CHECKED { C1_X; d_step { checkOwner(); setSEQ(nextEven) } }
    fi;

thrown:
    atomic {
        if
        :: LOCK == SLOW -> LOCK = 0
        :: else
        fi;
        slowIsOut = true
    }
}

active proctype Loser() {
    lost = true
}

active proctype Next() {
    bool ownerDied;

    atomic {
        if
        :: LOCK == 0
        :: LOCK == SLOW && lost -> ownerDied = true
        fi;
        LOCK = NEXT
    };
    if
    :: isOdd(SEQ) ->
        data = UNDO;
        d_step { setSEQ(nextEven) }
    :: !isOdd(SEQ) && ownerDied -> d_step { setSEQ(SEQ + 2) }
    :: else
    fi;
    UNDO = data;
    d_step { setSEQ(nextOdd) };
    data = GARBAGE;
    data = NEXT;
    d_step { setSEQ(nextEven); committed = NEXT };
    LOCK = 0;
    nextIsOut = true
}

/* Whoever looks when both are done. */
active proctype Later() {
    (slowIsOut && nextIsOut);
    phantom_section = (isOdd(SEQ) && !damaged);
    assert(!phantom_section);
    lost_commit = (data != committed && !damaged);
    assert(!lost_commit)
}
