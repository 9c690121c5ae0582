/*
 * One of two processes that throw a number to each other, each asleep in the kernel while it is on its way:
 * the least that waking another process can cost.
 *
 * Usage: futex path of the word to write, path of the one to wait for
 */
#include "turns.h"

#include <linux/futex.h>
#include <stdatomic.h>
#include <sys/syscall.h>

static _Atomic uint32_t *mine;
static _Atomic uint32_t *theirs;
static uint32_t number;

static void throw(void) {
  atomic_store(mine, number);
  syscall(SYS_futex, mine, FUTEX_WAKE, 1, NULL, NULL, 0);
}

static void sleep_on(uint32_t seen, int64_t nanos) {
  struct timespec timeout = {nanos / 1000000000, nanos % 1000000000};
  syscall(SYS_futex, theirs, FUTEX_WAIT, seen, &timeout, NULL, 0);
}

static bool await_answer(int64_t end) {
  for (uint32_t seen; (seen = atomic_load(theirs)) != number;) {
    int64_t left = end - now();
    if (left <= 0) {
      return false;
    }
    sleep_on(seen, left);
  }
  return true;
}

static int64_t rested(int64_t nanos) {
  if (nanos > 0) {
    nanosleep(&(struct timespec) {.tv_nsec = nanos}, NULL);
  }
  return now();
}

/* Counts the serves and how long their answers took. One that is not answered by the end is none. */
static void serve(int64_t nanos, int64_t rest) {
  int64_t end = now() + nanos, elapsed = 0, served = 0;
  for (int64_t before = rested(rest); before < end; before = rested(rest)) {
    number++;
    throw();
    if (!await_answer(end)) {
      break;
    }
    elapsed += now() - before;
    served++;
  }
  answer(served, elapsed);
}

static void give_back(int64_t nanos) {
  int64_t start = now(), returned = 0;
  for (int64_t left = nanos; left > 0; left = nanos - (now() - start)) {
    uint32_t coming = atomic_load(theirs);
    if (coming == number) {
      sleep_on(coming, left);
    } else {
      number = coming;
      throw();
      returned++;
    }
  }
  answer(returned, nanos);
}

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: futex path path\n");
    return 2;
  }
  bool made;
  mine = map(arguments[1], sizeof *mine, &made);
  theirs = map(arguments[2], sizeof *theirs, &made);
  ready();
  char task[16];
  int64_t nanos;
  while (next_turn(task, &nanos)) {
    if (strcmp(task, "serve") == 0) {
      serve(nanos, 0);
    } else if (strcmp(task, "serveRested") == 0) {
      serve(nanos, 1000000);
    } else if (strcmp(task, "return") == 0) {
      give_back(nanos);
    }
    end_answer();
  }
  return 0;
}
