/*
 * The fences of one struct: Seqlock says why each is there, here each is left out in turn. One writer
 * makes two sections and two single stores in one hold, and may be killed; whoever comes next recovers.
 * One reader reads.
 */

#define PARTICIPANTS 1
#define WRITER 1
#include "life.pml"
#include "reorder.pml"

#define isOdd(sequence) ((sequence) & 1)

byte LOCK = WRITER;
byte SEQ;
byte x, y;
byte undoX, undoY;

byte committedX, committedY;
int  stood;                          /* as in guard.pml */
bool handed_over_dirty, late_store, torn_read;

#define state(a, b)  (1 << ((a) * 4 + (b)))

#define commitX(value)  committedX = value
#define commitY(value)  committedY = value
#define stands(a, b)    stood = (stood -> stood | state(a, b) : 0)

/*
 * Each fence is the number of the row before which it stands: what is above waits for nothing below.
 * Where one is left out, the fence before it is the next that holds.
 */
#ifdef BROKEN_NO_F1                  /* the store fence of S1 */
#define F1(row, previous) all(previous)
#else
#define F1(row, previous) all(row)
#endif
#ifdef BROKEN_NO_F1_STORE            /* the store fence of 1.2 */
#define F1_STORE(row, previous) all(previous)
#else
#define F1_STORE(row, previous) all(row)
#endif
#ifdef BROKEN_NO_F2                  /* SEQ odd in S3 a plain store, not a release */
#define F2(row, previous) all(previous)
#else
#define F2(row, previous) all(row)
#endif
#ifdef BROKEN_NO_F3                  /* the store fence of S4 */
#define F3(row, previous) all(previous)
#else
#define F3(row, previous) all(row)
#endif
#ifdef BROKEN_NO_F4                  /* SEQ even in C2 and 1.4 a plain store */
#define F4(row, previous) all(previous)
#else
#define F4(row, previous) all(row)
#endif
#ifdef BROKEN_PLAIN_UNLOCK           /* LOCK = 0 in U a plain store */
#define U(row, previous)  all(previous)
#else
#define U(row, previous)  all(row)
#endif

/* Besides fences, stores to one word stay in order (the second term, where the first may leave it open). */
proctype Writer() {
    int done;
  {
    do
    /* S1 to S3 */
    ACCESS(done,  0, F1(0, 0),             undoX = 0)
    ACCESS(done,  1, F1(0, 0),             undoY = 0)
    ACCESS(done,  2, F2(2, 0),             SEQ = 1)
    /* S4, S5 */
    ACCESS(done,  3, F3(3, 0),             x = 1)
    ACCESS(done,  4, F3(3, 0),             y = 1)
    /* C2 */
    ACCESS(done,  5, F4(5, 3) | bit(2),    SEQ = 2; commitX(1); commitY(1); stands(1, 1))

    /* S1 to S3, while a reader may still copy the undo space of the section before */
    ACCESS(done,  6, F1(6, 3) | bit(0),    undoX = 1)
    ACCESS(done,  7, F1(6, 3) | bit(1),    undoY = 1)
    ACCESS(done,  8, F2(8, 6) | bit(5),    SEQ = 3)
    ACCESS(done,  9, F3(9, 6) | bit(3),    x = 2)
    ACCESS(done, 10, F3(9, 6) | bit(4),    y = 2)
    ACCESS(done, 11, F4(11, 9) | bit(8),   SEQ = 4; commitX(2); commitY(2); stands(2, 2))

    /* 1.2 to 1.4, twice: the store itself is the commit */
    ACCESS(done, 12, F1_STORE(12, 9) | bit(9),   x = 3; commitX(3); stands(3, 2))
    ACCESS(done, 13, F4(13, 12) | bit(11), SEQ = 6)
    ACCESS(done, 14, F1_STORE(14, 12) | bit(10), y = 3; commitY(3); stands(3, 3))
    ACCESS(done, 15, F4(15, 14) | bit(13), SEQ = 8)

    /* U */
    ACCESS(done, 16, U(16, 14),            LOCK = 0)
    :: done == all(17) -> break
    od
  } unless { !lives[WRITER] }
}

/* A and R in program order (guard.pml kills in them; R2 is a release like C2), then a hold that only looks. */
proctype Next() {
    byte found;

    (LOCK == 0 || !lives[LOCK]);
    if
    :: isOdd(SEQ) -> x = undoX; y = undoY; SEQ = SEQ + 1
    :: else
    fi;
    d_step {
        handed_over_dirty = (x != committedX || y != committedY);
        assert(!handed_over_dirty);
        found = SEQ
    };
    d_step {
        late_store = (SEQ != found || x != committedX || y != committedY);
        assert(!late_store)
    }
}

#ifdef BROKEN_NO_G1                  /* the first load of SEQ a plain one, not an acquire */
#define G1 0
#else
#define G1 bit(0)
#endif
#ifdef BROKEN_NO_G3                  /* without the acquire fence */
#define G3 bit(0)                    /* loads of one word stay in order */
#else
#define G3 all(5)
#endif

proctype Reader() {
    int done;
    byte stamp, dataX, dataY, oldX, oldY, now;

    do
    :: done == 0 && !stood -> stood = state(committedX, committedY)
    :: stood ->
        if
        ACCESS(done, 0, 0,  stamp = SEQ)
        ACCESS(done, 1, G1, dataX = x)
        ACCESS(done, 2, G1, dataY = y)
        ACCESS(done, 3, G1, oldX = undoX)
        ACCESS(done, 4, G1, oldY = undoY)
        ACCESS(done, 5, G3, now = SEQ)
        :: done == all(6) -> break
        fi
    od;
    if
    :: stamp == now ->
        torn_read = !(stood & (isOdd(stamp) -> state(oldX, oldY) : state(dataX, dataY)));
        assert(!torn_read)
    :: else
    fi
}

init {
    byte p;
    atomic {
        begin_life();
        run Writer();
        run Next();
        run Reader();
        run Killer()
    }
}
