/*
 * An array with full undo: SHADOW and STAMP for each element, under reordering memory. One writer makes
 * three sections, over both elements twice and over the second alone, and may be killed; whoever comes
 * next recovers, may die in it and leave it to another. One reader takes snapshots of the whole array.
 *
 * An element is one number: the tear that matters lies between elements.
 */

#define PARTICIPANTS 1
#define WRITER 1
#include "life.pml"
#include "reorder.pml"

#define isOdd(sequence) ((sequence) & 1)

byte SEQ;
byte data[2], SHADOW[2], STAMP[2];
bool finished;

byte committed[2];
int  stood;                          /* as in guard.pml */
bool handed_over_dirty, torn_read;

#define state(a, b)    (1 << ((a) * 4 + (b)))
#define commits(a, b)  committed[0] = a; committed[1] = b; stood = (stood -> stood | state(a, b) : 0)

/* As in fences.pml: what a row waits for, with its fence or with the fence before that. */
#ifdef BROKEN_NO_FENCE_AFTER_ODD     /* the store fence of step 1 */
#define ODD_FENCE(row, previous)   all(previous)
#else
#define ODD_FENCE(row, previous)   all(row)
#endif
#ifdef BROKEN_STAMP_EARLY            /* STAMP in step 3 a plain store: perhaps before the copy is whole */
#define STAMPED(row, previous)     all(previous)
#else
#define STAMPED(row, previous)     all(row)
#endif
#ifdef BROKEN_STAMP_LATE             /* no store fence in step 3: perhaps after the data */
#define STAMP_FENCE(row, previous) all(previous)
#else
#define STAMP_FENCE(row, previous) all(row)
#endif

proctype Writer() {
    int done;
  {
    do
    ACCESS(done,  0, 0,                             SEQ = 1)
    ACCESS(done,  1, ODD_FENCE(1, 0),               SHADOW[0] = 0)
    ACCESS(done,  2, STAMPED(2, 1),                 STAMP[0] = 1)
    ACCESS(done,  3, STAMP_FENCE(3, 1),             data[0] = 1)
    ACCESS(done,  4, STAMP_FENCE(3, 1),             SHADOW[1] = 0)
    ACCESS(done,  5, STAMPED(5, 3),                 STAMP[1] = 1)
    ACCESS(done,  6, STAMP_FENCE(6, 3),             data[1] = 1)
    ACCESS(done,  7, all(7),                        SEQ = 2; commits(1, 1))

    ACCESS(done,  8, all(8),                        SEQ = 3)
    ACCESS(done,  9, ODD_FENCE(9, 6) | bit(1),      SHADOW[0] = 1)
    ACCESS(done, 10, STAMPED(10, 9) | bit(2),       STAMP[0] = 3)
    ACCESS(done, 11, STAMP_FENCE(11, 9) | bit(3),   data[0] = 2)
    ACCESS(done, 12, STAMP_FENCE(11, 9) | bit(4),   SHADOW[1] = 1)
    ACCESS(done, 13, STAMPED(13, 11) | bit(5),      STAMP[1] = 3)
    ACCESS(done, 14, STAMP_FENCE(14, 11) | bit(6),  data[1] = 2)
    ACCESS(done, 15, all(15),                       SEQ = 4; commits(2, 2))

    ACCESS(done, 16, all(16),                       SEQ = 5)
    ACCESS(done, 17, ODD_FENCE(17, 14) | bit(12),   SHADOW[1] = 2)
    ACCESS(done, 18, STAMPED(18, 17) | bit(13),     STAMP[1] = 5)
    ACCESS(done, 19, STAMP_FENCE(19, 17) | bit(14), data[1] = 3)
    ACCESS(done, 20, all(20),                       SEQ = 6; commits(2, 3))
    :: done == all(21) -> finished = true; break
    od
  } unless { !lives[WRITER] }
}

/* R, up to the hand-over. */
proctype Next() {
    bool diedOnce;
    byte i;

    (finished || !lives[WRITER]);
R1: if
    :: isOdd(SEQ) ->
        for (i : 0 .. 1) {
            if
            :: STAMP[i] == SEQ -> data[i] = SHADOW[i]
            :: else
            fi;
            if
            :: !diedOnce -> diedOnce = true; goto R1
            :: true
            fi
        }
R2:     SEQ = SEQ + 1
    :: else
    fi;
    d_step {
        handed_over_dirty = (data[0] != committed[0] || data[1] != committed[1]);
        assert(!handed_over_dirty)
    }
}

/*
 * A row of the reader for each load. Loads of STAMP are acquires: what follows in the program waits for
 * them. A load that the reader would not make counts as done.
 */
#ifdef BROKEN_STAMP_PLAIN_LOAD
#define ACQUIRED(rows) bit(0)
#else
#define ACQUIRED(rows) (bit(0) | (rows))
#endif
#ifdef BROKEN_NO_FENCE_BEFORE_REREAD /* the acquire fence between the data and STAMP again */
#define REREAD(first) bit(first)
#else
#define REREAD(first) (bit(first) | bit(first + 1))
#endif
#ifdef BROKEN_STAMP_NOT_REREAD
#define reread(i) skip
#else
#define reread(i) again[i] = STAMP[i]
#endif

#define FIRST(i)  mark[i] = STAMP[i]; \
    done = (mark[i] == stamp -> done | bit(1 + 4 * i + 1) | bit(1 + 4 * i + 2) : done)
#define SECOND(i) reread(i); \
    done = (again[i] == stamp -> done : done | bit(1 + 4 * i + 3))

#define value(i) (isOdd(stamp) && (mark[i] == stamp || again[i] == stamp) -> old[i] : now[i])

proctype Reader() {
    int done;
    byte stamp, end, mark[2], now[2], again[2], old[2];

    stood = state(committed[0], committed[1]);
    do
    ACCESS(done, 0, 0, stamp = SEQ;
        done = (isOdd(stamp) -> done : all(9) & ~(bit(2) | bit(6))))
    ACCESS(done, 1, bit(0), FIRST(0))
    ACCESS(done, 2, ACQUIRED(bit(1)), now[0] = data[0])
    ACCESS(done, 3, REREAD(1), SECOND(0))
    ACCESS(done, 4, ACQUIRED(bit(1) | bit(3)), old[0] = SHADOW[0])
    ACCESS(done, 5, ACQUIRED(bit(1) | bit(3)), FIRST(1))
    ACCESS(done, 6, ACQUIRED(bit(1) | bit(3) | bit(5)), now[1] = data[1])
    ACCESS(done, 7, REREAD(5), SECOND(1))
    ACCESS(done, 8, ACQUIRED(bit(1) | bit(3) | bit(5) | bit(7)), old[1] = SHADOW[1])
    ACCESS(done, 9, all(9), end = SEQ)
    :: done == all(10) -> break
    od;
    if
    :: stamp == end ->
        torn_read = !(stood & state(value(0), value(1)));
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
