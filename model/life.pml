/*
 * Who lives. Each participant holds the lock of one byte of the companion (Companion, Participant) until
 * its process ends, however it ends; then the operating system frees the byte. So a kill is one step: the
 * process does nothing any more, and its byte is free.
 *
 * A participant is written as
 *
 *     proctype P(byte me) { { steps; leave(me) } unless { !lives[me] } }
 *
 * "unless" is looked at before each step: a kill may fall between any two of them, and in none.
 */

#ifndef KILLS
#define KILLS 1                      /* how many participants may be killed, at most */
#endif

bool lives[PARTICIPANTS + 1];        /* [0] belongs to nobody and always lives, like the word 0 */
byte kills;

inline begin_life() {
    lives[0] = true;
    p = 1;
    do
    :: p <= PARTICIPANTS -> lives[p] = true; p++
    :: else -> break
    od;
    p = 0
}

/* The handle is closed: nothing will be written any more, the byte is free. */
#define leave(me)   lives[me] = false

/* Kills up to KILLS participants at any time, or none. It may stop anywhere without being stuck. */
proctype Killer() {
    byte victim;
end:
    do
    :: atomic {
           kills < KILLS;
           select (victim : 1 .. PARTICIPANTS);
           if
           :: lives[victim] -> lives[victim] = false; kills++
           :: else
           fi;
           victim = 0
       }
    od
}
