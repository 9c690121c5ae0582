/*
 * An array with one undo slot: INDEX tells whose copy it holds, DIRTY that a write of several elements is
 * under way or was cut off. Sequentially consistent, as guard.pml.
 *
 * The array has two elements, each one number. In a section an element is GARBAGE for a while.
 *
 * With LOSSES a hold can be lost while its process lives. adopt.pml has the letters and the claim,
 * which is one step here. What the adopter of an array does:
 *   D  2 undo to data, SEQ even; or SEQ + 2. Then, if DIRTY is set, it undoes each element that the
 *        hold has kept in its journal on the heap, in a section of its own
 *      3 DIRTY = 0, if this hold has set it and kept a journal
 */

#ifndef WRITERS
#define WRITERS 2
#endif
#ifndef READERS
#define READERS 1
#endif

#ifndef LOSSES
#define LOSSES 0                     /* how often a thread loses its hold, or an adopter fails */
#endif

#define PARTICIPANTS WRITERS
#include "life.pml"

#define GARBAGE 4
#define isOdd(sequence) ((sequence) & 1)

/*
 * One element, all of them, or all of them but an exception after the first. LOCKED: all of them in
 * a hold of lock(), which keeps no journal.
 */
mtype = { ONE, ALL, ALL_THROWS, LOCKED };
#define isAll(operation) (operation == ALL || operation == LOCKED)

/* The words of the region. */
byte LOCK, SEQ, INDEX, UNDO;
bool DIRTY;
byte data[2];

/* The heap of the participant that is in, or whose hold was lost. */
byte lost;                           /* the participant whose hold is to be adopted */
bool gone[PARTICIPANTS + 1];         /* its thread does nothing any more */
bool ownDirty;                       /* DIRTY is set by this hold */
bool keepsJournal, keeps[2];
byte kept[2];                        /* what the elements held */
byte losses;

/* What the words are to mean. */
byte holder;
byte committed[2];                   /* element by element */
bool half;                           /* several elements were to be written, and not all are */
byte whole[2];                       /* what was committed when it was last not half */
bool reading;
int  stood;                          /* all states of the whole array that stood during the read */
byte stoodAt[2];                     /* and of each element */
bool wasBroken, brokenThroughout;    /* the array, at some time of the read, and all the time */

/* DIRTY, and nobody who lives is going to end it. */
#define broken (DIRTY && !(LOCK != 0 && lives[LOCK]))

bool two_inside, version_back, handed_over_dirty, torn_read, torn_snapshot, false_alarm, missed_alarm;

#define state(a, b)  (1 << ((a) * 4 + (b)))

inline enters(me) {
    two_inside = (holder != 0 && lives[holder]);
    assert(!two_inside);
    holder = me
}

inline forget() {
    ownDirty = false;
    keepsJournal = false;
    keeps[0] = false;
    keeps[1] = false;
    kept[0] = 0;
    kept[1] = 0
}

inline takes(me, word) {
    wasBroken = (reading && (wasBroken || broken));
    brokenThroughout = false;
    LOCK = me;
    forget();                        /* it may be another heap */
    enters(me)
}

inline setSEQ(value) {
    version_back = ((value) <= SEQ);
    assert(!version_back);
    SEQ = value
}

inline commits(i, value) {
    committed[i] = value;
    if
    :: reading -> stoodAt[i] = stoodAt[i] | (1 << value)
    :: else
    fi
}

inline commitsWhole() {
    half = false;
    whole[0] = committed[0];
    whole[1] = committed[1];
    stood = (reading -> stood | state(committed[0], committed[1]) : 0)
}

proctype Writer(byte me) {
    byte owner, i;
    bool ownerDied;
    mtype operation;
  {
    goto A2;
A2: atomic {
        if
        :: LOCK == 0 -> takes(me, 0); goto A5
        :: else
        fi
    }
A3: owner = LOCK;
    if
    :: !lives[owner]
    :: else -> owner = 0; goto A4
    fi;
    atomic {
        if
        :: LOCK == owner -> takes(me, owner); owner = 0; ownerDied = true; goto A5
        :: else -> owner = 0; goto A2
        fi
    };
A4: (LOCK == 0 || !lives[LOCK]) -> goto A2;
A5: if
    :: isOdd(SEQ) ->
R1:     data[INDEX] = UNDO;
R2:     d_step { setSEQ(SEQ + 1) }
    :: !isOdd(SEQ) && ownerDied -> d_step { setSEQ(SEQ + 2) }
    :: else
    fi;
    ownerDied = false;
    if
    :: DIRTY ->                      /* OwnerDiedException */
        if
        :: goto U2
        :: operation = ALL           /* repair(...) */
        fi
    :: !DIRTY ->
        d_step {
            handed_over_dirty = (half || isOdd(SEQ) || data[0] != committed[0] || data[1] != committed[1]);
            assert(!handed_over_dirty)
        };
        if
        :: operation = ONE; i = 0
        :: operation = ONE; i = 1
        :: operation = ALL
        :: operation = ALL_THROWS
#if LOSSES
        :: operation = LOCKED
#endif
        fi;
#if LOSSES
        ownDirty = (operation != ONE);
#endif
#ifndef BROKEN_DIRTY_ABSENT
#ifndef BROKEN_DIRTY_LATE
        if
        :: operation != ONE -> DIRTY = true
        :: else
        fi
#endif
#endif
    fi;
#if LOSSES
    keepsJournal = (operation == ALL);
#endif

    /* A section for one element */
#ifdef BROKEN_INDEX_LATE
S2: UNDO = data[i];
S3: d_step { setSEQ(SEQ + 1) };
    INDEX = i;
#else
S2: UNDO = data[i];
    INDEX = i;
S3: d_step { setSEQ(SEQ + 1) };
#endif
S5: data[i] = GARBAGE;
    data[i] = me;
#if LOSSES
#ifndef BROKEN_KEPT_LATE
    d_step { kept[i] = (keepsJournal -> UNDO : 0); keeps[i] = keepsJournal };
#endif
#ifdef BROKEN_JOURNAL_DROPPED_EARLY
    d_step { keeps[0] = (i == 0 && keeps[0]); keeps[1] = false };
#endif
#endif
C2: d_step {
        setSEQ(SEQ + 1);
        commits(i, me);
        if
        :: operation == ONE -> commitsWhole()
        :: else -> half = true
        fi
    };
#ifdef BROKEN_DIRTY_LATE
    if
    :: operation != ONE -> DIRTY = true
    :: else
    fi;
#endif
#ifdef BROKEN_KEPT_LATE
    d_step { kept[i] = (keepsJournal -> UNDO : 0); keeps[i] = keepsJournal };
#endif
    if
    :: isAll(operation) && i == 0 -> i = 1; goto S2
    :: isAll(operation) && i == 1 -> d_step { DIRTY = false; commitsWhole() }
    :: else                          /* ONE is complete; ALL_THROWS leaves DIRTY to a repair */
    fi;

U2: atomic { holder = 0; LOCK = 0; operation = 0; i = 0; forget() };
    leave(me)
  } unless { atomic { !lives[me] || gone[me]; operation = 0; i = 0; owner = 0; ownerDied = false } }
}

#if LOSSES
/* A thread that is in loses its hold, at any step. */
proctype Loser() {
end:
    do
    :: atomic {
           losses < LOSSES && holder != 0 && holder == LOCK && lives[holder] && !gone[holder] ->
           losses++;
           lost = holder;
           gone[holder] = true;
           holder = 0
       }
    od
}

#define OR_FAILS :: atomic { losses < LOSSES -> losses++; holder = 0; i = 0; goto end }

/* An element was undone: perhaps the last. */
inline undone() {
    half = (committed[0] != whole[0] || committed[1] != whole[1]);
    stood = (reading && !half -> stood | state(whole[0], whole[1]) : stood)
}

/* D3 */
inline endDirty() {
    if
#ifdef BROKEN_WHOLE_ALWAYS
    :: DIRTY ->
#else
    :: DIRTY && ownDirty && keepsJournal ->
#endif
        if
        :: DIRTY = false
        OR_FAILS
        fi
    :: else
    fi
}

/* D, by another thread of the process, which leaves then. */
proctype Adopter(byte p) {
    byte i;
  {
    goto end;
end:
    atomic { lost == p -> enters(p) };
#ifdef BROKEN_WHOLE_TOO_EARLY
    endDirty();
#endif
    if
    :: isOdd(SEQ) ->
        if
        :: data[INDEX] = UNDO
        OR_FAILS
        fi;
        if
        :: d_step { setSEQ(SEQ + 1) }
        OR_FAILS
        fi
    :: else ->
        if
        :: d_step { setSEQ(SEQ + 2) }
        OR_FAILS
        fi
    fi;

    /* All are committed when DIRTY is 0: the journal is of no use then. */
#ifdef BROKEN_JOURNAL_ALWAYS
    do
    :: i < 2 && keeps[i] ->
#else
    do
    :: i < 2 && keeps[i] && DIRTY ->
#endif
#ifdef BROKEN_NO_SECTIONS
        data[i] = GARBAGE;
        data[i] = kept[i];
        d_step { setSEQ(SEQ + 2); commits(i, kept[i]); undone() };
#else
        if
        :: UNDO = data[i]
        OR_FAILS
        fi;
        if
        :: INDEX = i
        OR_FAILS
        fi;
        if
        :: d_step { setSEQ(SEQ + 1) }
        OR_FAILS
        fi;
        if
        :: data[i] = GARBAGE
        OR_FAILS
        fi;
        if
        :: data[i] = kept[i]
        OR_FAILS
        fi;
        if
        :: d_step { setSEQ(SEQ + 1); commits(i, kept[i]); undone() }
        OR_FAILS
        fi;
#endif
        i++
    :: i < 2 && !(keeps[i] && DIRTY) -> i++
    :: i == 2 -> i = 0; break
    od;
#ifndef BROKEN_WHOLE_TOO_EARLY
    endDirty();
#endif
    atomic { holder = 0; LOCK = 0; lost = 0; forget() };
    leave(p)
  } unless { atomic { !lives[p]; i = 0; lost = (lost == p -> 0 : lost) } }
}

#endif

#if READERS
inline beginRead() {
    reading = true;
    stood = (half -> 0 : state(committed[0], committed[1]));
    stoodAt[0] = 1 << committed[0];
    stoodAt[1] = 1 << committed[1];
    wasBroken = broken;
    brokenThroughout = broken
}

inline endRead() {
    reading = false;
    stood = 0;
    stoodAt[0] = 0;
    stoodAt[1] = 0;
    wasBroken = false;
    brokenThroughout = false
}

/* A snapshot of the whole array. While DIRTY it waits or throws, which is left out: it ends here. */
proctype Snapshot() {
    byte stamp, i, v[2];
    bool dirty;

#ifdef BROKEN_DIRTY_READ_FIRST
    d_step { beginRead(); dirty = DIRTY };
G1: stamp = SEQ;
#else
G1: d_step { beginRead(); stamp = SEQ };
    dirty = DIRTY;
#endif
    if
    :: dirty -> goto done
    :: else
    fi;
G2: for (i : 0 .. 1) {
        if
        :: isOdd(stamp) && INDEX == i -> v[i] = UNDO
        :: else -> v[i] = data[i]
        fi
    }
G4: atomic {
        if
        :: SEQ == stamp ->
            torn_snapshot = (v[0] == GARBAGE || v[1] == GARBAGE || !(stood & state(v[0], v[1])));
            assert(!torn_snapshot)
        :: else
        fi
    };
done:
    atomic { endRead(); stamp = 0; i = 0; v[0] = 0; v[1] = 0; dirty = false }
}

/* A getter: it never waits. Who sees DIRTY asks whether the owner lives, and throws if not. */
proctype Getter(byte i) {
    byte stamp, v, owner;
    bool dirty;

G1: d_step { beginRead(); stamp = SEQ };
G2: if
    :: isOdd(stamp) && INDEX == i -> v = UNDO
    :: else -> v = data[i]
    fi;
#ifndef BROKEN_GETTER_IGNORES_DIRTY
    dirty = DIRTY;
#endif
G4: if
    :: SEQ != stamp -> goto done
    :: else
    fi;
    if
    :: dirty ->
        owner = LOCK;
        if
        :: owner == 0 || !lives[owner] ->
            /* Perhaps an owner who lived has finished since: only if nothing has moved, it is true. */
#ifndef BROKEN_ALARM_WITHOUT_DIRTY
            if
            :: !DIRTY -> goto done
            :: else
            fi;
#endif
#ifndef BROKEN_ALARM_WITHOUT_LOCK
            if
            :: LOCK != owner -> goto done
            :: else
            fi;
#endif
#ifndef BROKEN_ALARM_WITHOUT_SEQ
            if
            :: SEQ != stamp -> goto done
            :: else
            fi;
#endif
            d_step {
                false_alarm = !(wasBroken || broken);
                assert(!false_alarm)
            };
            goto done
        :: else
        fi
    :: else
    fi;
    d_step {
        torn_read = (v == GARBAGE || !(stoodAt[i] & (1 << v)));
        assert(!torn_read);
        missed_alarm = brokenThroughout;
        assert(!missed_alarm)
    };
done:
    atomic { endRead(); stamp = 0; v = 0; owner = 0; dirty = false }
}
#endif

init {
    byte p;
    atomic {
        begin_life();
        for (p : 1 .. WRITERS) { run Writer(p) }
        p = 0;
#if READERS
        if
        :: run Snapshot()
        :: run Getter(0)
        :: run Getter(1)
        fi;
#endif
#if LOSSES
        for (p : 1 .. WRITERS) { run Adopter(p) }
        p = 0;
        run Loser();
#endif
        run Killer()
    }
}
