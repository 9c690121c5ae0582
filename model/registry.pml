/*
 * Registry: how a struct grows. The schema text tells which bytes of the struct are taken, and programs of
 * several versions append lines to it. Class Registry, whose steps have the numbers here. Programs of the
 * first two processes declare the same field; that of the third one gives its bytes to another field.
 */

#ifndef APPENDERS
#define APPENDERS 3
#endif

#define PARTICIPANTS APPENDERS
#include "life.pml"

#define CELLS 8                      /* room for the text; a line takes two stores */

byte TEXT[CELLS];                    /* behind the text may be what somebody killed has left */
byte WORD;                           /* how many cells the text has */
byte gate;                           /* who has locked byte 0 of the lock file */

bool half_line, text_changed, claimed_twice, line_twice;

/* The field that a program declares. Both lie at the same byte. */
#define claim(me) (me == 3 -> 2 : 1)

/* What a text of some length says of the field: whether it is there, and whether its bytes are another's. */
inline compare(length) {
    there = false;
    taken = false;
    i = 0;
    do
    :: i < length ->
        there = there || TEXT[i] == claim(me);
        taken = taken || (TEXT[i] != claim(me) && TEXT[i] != 0);
        i = i + 2
    :: else -> break
    od;
    i = 0
}

proctype Appender(byte me) {
    byte length, i;
    bool there, taken;
  {
    /* The region is opened. */
    d_step { length = WORD; compare(length) };
    if
    :: there || taken -> goto done
    :: else
    fi;
#ifndef BROKEN_NO_LOCK
    /* 1. The operating system frees the byte of a process that is killed. */
#ifdef BROKEN_LOCK_OUTLIVES
    atomic { gate == 0 -> gate = me };
#else
    atomic { gate == 0 || !lives[gate] -> gate = me };
#endif
#endif
#ifndef BROKEN_NOT_COMPARED_AGAIN
    /* 2. */
    length = WORD;
    d_step { compare(length) };
    if
    :: there || taken -> goto out
    :: else
    fi;
#else
    length = WORD;
#endif
#ifdef BROKEN_WORD_FIRST
    WORD = length + 2;
    TEXT[length] = claim(me);
    TEXT[length + 1] = claim(me);
#else
    /* 3. */
    TEXT[length] = claim(me);
    TEXT[length + 1] = claim(me);
    /* 4. */
    WORD = length + 2;
#endif
out:
#ifndef BROKEN_NO_LOCK
    gate = 0;
#endif
done:
    leave(me)
  } unless { !lives[me] }
}

/* Reads the text cell by cell, as long as the word says, and once more later. */
proctype Reader() {
    byte length, i, seen[CELLS], count;
    do
    :: count < 2 ->
        length = WORD;
        i = 0;
        do
        :: i < length ->
            text_changed = (seen[i] != 0 && seen[i] != TEXT[i]);
            assert(!text_changed);
            seen[i] = TEXT[i];
            half_line = (seen[i] == 0 || (i % 2 == 1 && seen[i] != seen[i - 1]));
            assert(!half_line);
            i++
        :: else -> break
        od;
        atomic {
            claimed_twice = (length > 2 && seen[0] != seen[2]);
            line_twice = (length > 2 && seen[0] == seen[2]);
            count++;
            i = 0
        };
        assert(!claimed_twice);
        assert(!line_twice)
    :: else -> break
    od
}

init {
    byte p;
    d_step { begin_life() };
    atomic {
        for (p : 1 .. APPENDERS) {
            run Appender(p)
        }
        p = 0;
        run Reader();
        run Killer()
    }
}
