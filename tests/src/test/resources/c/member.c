/*
 * Takes part in a region of struct XY by sharedstruct.h, as tests ask. Each command prints what it
 * has seen; one that fails prints why, and ends with 1.
 */
#include "sharedstruct.h"

#include <inttypes.h>
#include <signal.h>
#include <sys/wait.h>

struct XY {
  float x; // byte 0
  float y; // byte 4
};

static const char SCHEMA[] = "struct XY size 8 align 4\n0 4 float x\n4 4 float y\n";

static shs_region region;

static void must(int status, const char *what) {
  char why[SHS_TEXT];
  if (status != SHS_OK) {
    printf("%s: %d: %s\n", what, status, shs_explain(&region, status, why, sizeof why));
    exit(1);
  }
}

static void require(int holds, const char *what) {
  if (!holds) {
    printf("%s\n", what);
    exit(1);
  }
}

/* x goes up as y goes down, so that what is torn shows. */
static void step(struct XY *xy) {
  require(xy->x == -xy->y, "torn");
  xy->x += 1;
  xy->y -= 1;
}

static void add(uint64_t index) {
  struct XY xy;
  must(shs_begin(&region, index, &xy), "begin");
  step(&xy);
  must(shs_commit(&region, &xy), "commit");
}

static void add_in_place(uint64_t index) {
  void *place;
  must(shs_begin_in_place(&region, index, &place), "begin in place");
  step((struct XY *)place);
  must(shs_commit_in_place(&region), "commit in place");
}

/* All elements have the same value in each commit. */
static void add_to_all(void) {
  struct XY xy;
  must(shs_begin_all(&region), "begin all");
  for (uint64_t index = 0; index < shs_length(&region); index++) {
    must(shs_snapshot(&region, index, &xy), "read in a hold");
    step(&xy);
    must(shs_put(&region, index, &xy), "put");
  }
  must(shs_commit_all(&region), "commit all");
}

static void look(void) {
  struct XY xy;
  must(shs_snapshot(&region, 0, &xy), "snapshot");
  require(xy.x == -xy.y, "torn");
}

static void look_at_all(void) {
  struct XY all[64];
  uint64_t count = shs_length(&region);
  require(count <= 64, "too long an array for this program");
  must(shs_snapshots(&region, 0, count, all), "snapshots");
  for (uint64_t index = 0; index < count; index++) {
    require(all[index].x == -all[index].y && all[index].x == all[0].x, "torn");
  }
}

static void print(void) {
  struct XY xy;
  for (uint64_t index = 0; index < shs_length(&region); index++) {
    must(shs_snapshot(&region, index, &xy), "snapshot");
    printf("%.1f %.1f\n", xy.x, xy.y);
  }
}

static void repeat(const char *what, long times) {
  for (long i = 0; i < times; i++) {
    if (strcmp(what, "add") == 0) {
      add((uint64_t)i % shs_length(&region));
      look();
    } else if (strcmp(what, "place") == 0) {
      add_in_place((uint64_t)i % shs_length(&region));
    } else if (strcmp(what, "all") == 0) {
      add_to_all();
      look_at_all();
    } else if (strcmp(what, "look") == 0) {
      look();
    } else if (strcmp(what, "look-all") == 0) {
      look_at_all();
    } else {
      require(0, "unknown command");
    }
  }
}

static void *add_values(void *times) {
  repeat("add", *(const long *)times);
  return NULL;
}

static void *add_both(void *times) {
  repeat("place", *(const long *)times);
  return add_values(times);
}

/* Several threads with one region. */
static void run_threads(void *(*work)(void *), long times) {
  pthread_t threads[4];
  for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
    require(pthread_create(&threads[i], NULL, work, &times) == 0, "no thread");
  }
  for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
    require(pthread_join(threads[i], NULL) == 0, "no end of a thread");
  }
}

/* Both go on with the region that was open before: the child as a participant of its own. */
static void fork_and_repeat(long times) {
  uint64_t before = region.participant_;
  must(shs_lock(&region), "lock"); /* which the child has not */
  pid_t child = fork();
  if (child == 0) {
    repeat("add", times);
    require(region.participant_ != before, "the child has the parent's id");
    must(shs_close(&region), "close in the child");
    exit(0);
  }
  must(shs_unlock(&region), "unlock");
  repeat("add", times);
  int status;
  require(waitpid(child, &status, 0) == child && status == 0, "the child has failed");
  require(region.participant_ == before, "the parent has lost its id");
  repeat("add", 1);
}

/* Until it is killed: prints a line when it has begun. */
static void endlessly(const char *what) {
  puts("begun");
  fflush(stdout);
  for (;;) {
    repeat(what, 1);
  }
}

/* Takes the lock, perhaps writes, and waits to be killed. */
static void hold(int writes) {
  struct XY xy = {-1, -1};
  void *place;
  if (writes == 0) {
    must(shs_lock(&region), "lock");
  } else if (writes == 1) {
    must(shs_begin_in_place(&region, 0, &place), "begin in place");
    *(struct XY *)place = xy;
  } else {
    must(shs_begin_all(&region), "begin all");
    must(shs_put(&region, 0, &xy), "put");
  }
  puts("begun");
  fflush(stdout);
  for (;;) {
    pause();
  }
}

/* Waits for as many commits, and says how often it was woken for one. */
static void await_commits(long count) {
  uint64_t version;
  must(shs_version(&region, &version), "version");
  puts("begun");
  fflush(stdout);
  for (uint64_t end = version + (uint64_t)count; version < end;) {
    must(shs_await(&region, &version, INT64_C(60) * 1000 * 1000 * 1000), "await");
  }
}

static void repair(void) {
  struct XY zero = {0, 0};
  must(shs_begin_repair(&region), "begin repair");
  for (uint64_t index = 0; index < shs_length(&region); index++) {
    must(shs_put(&region, index, &zero), "put");
  }
  must(shs_commit_all(&region), "commit all");
}

/* Every order of calls that is none, and every value that does not fit. */
static void misuse(void) {
  struct XY xy = {0, 0};
  double wrong = 0;
  void *place;
  require(shs_commit(&region, &xy) == SHS_ORDER, "commit without begin");
  require(shs_commit_in_place(&region) == SHS_ORDER, "commit in place without begin");
  require(shs_commit_all(&region) == SHS_ORDER, "commit all without begin");
  require(shs_rollback(&region) == SHS_ORDER, "rollback without begin");
  require(shs_unlock(&region) == SHS_ORDER, "unlock without lock");
  require(shs_begin(&region, shs_length(&region), &xy) == SHS_RANGE, "element beyond the end");
  require(shs_snapshot(&region, UINT64_MAX, &xy) == SHS_RANGE, "snapshot beyond the end");
  require(shs_raw(&region, shs_length(&region)) == NULL, "raw beyond the end");
  require(shs_begin_bytes(&region, 0, &xy, 4) == SHS_SIZE, "a value that is too short");
  require(shs_set(&region, 0, 4, &wrong) == SHS_SIZE, "a field that is too long");
  require(shs_set_bytes(&region, 0, 1, &xy, 4) == SHS_SIZE, "a field that is not aligned");
  must(shs_begin(&region, 0, &xy), "begin");
  require(shs_begin(&region, 0, &xy) == SHS_ORDER, "begin within another");
  require(shs_begin_in_place(&region, 0, &place) == SHS_ORDER && place == NULL, "place in begin");
  require(shs_commit_in_place(&region) == SHS_ORDER, "the other commit");
  must(shs_rollback(&region), "rollback");
  must(shs_lock(&region), "lock");
  must(shs_lock(&region), "lock again");
  must(shs_unlock(&region), "unlock");
  must(shs_begin_in_place(&region, 0, &place), "begin in a hold");
  ((struct XY *)place)->x = 77;
  must(shs_rollback(&region), "rollback in a hold");
  must(shs_unlock(&region), "unlock again");
  look();
  must(shs_close(&region), "close");
  require(shs_begin(&region, 0, &xy) == SHS_CLOSED, "begin after close");
  require(shs_snapshot(&region, 0, &xy) == SHS_CLOSED, "snapshot after close");
  require(shs_close(&region) == SHS_CLOSED, "close after close");
}

static void open_as(const char *path, const char *how, uint64_t length) {
  shs_options options = {0, length, 0, NULL};
  const char *forms[] = {"create", "array", "atomic", "temporary"};
  const unsigned flags[] = {0, SHS_ARRAY, SHS_ARRAY | SHS_ATOMIC_ARRAY, SHS_TEMPORARY};
  for (size_t form = 0; form < sizeof flags / sizeof *flags; form++) {
    if (strcmp(how, forms[form]) == 0) {
      options.flags = flags[form];
      must(shs_open_or_create(&region, path, SCHEMA, &options), "open or create");
      return;
    }
  }
  unsigned read = strcmp(how, "read") == 0 ? SHS_READ_ONLY_ACCESS : 0;
  must(shs_open(&region, path, length > 0 ? NULL : SCHEMA, read), "open");
}

/* Arguments: path, how to open it, length, command, times. */
int main(int count, char **arguments) {
  require(count == 6, "wrong arguments");
  const char *command = arguments[4];
  long times = atol(arguments[5]);
  open_as(arguments[1], arguments[2], strtoull(arguments[3], NULL, 10));
  if (strcmp(command, "print") == 0) {
    print();
  } else if (strcmp(command, "fork") == 0) {
    fork_and_repeat(times);
  } else if (strcmp(command, "threads") == 0) {
    run_threads(add_both, times);
  } else if (strcmp(command, "adders") == 0) {
    run_threads(add_values, times);
  } else if (strcmp(command, "hold") == 0) {
    hold((int)times);
  } else if (strcmp(command, "await") == 0) {
    await_commits(times);
  } else if (strcmp(command, "repair") == 0) {
    repair();
  } else if (strcmp(command, "remove") == 0) {
    must(shs_remove(&region), "remove");
  } else if (strcmp(command, "misuse") == 0) {
    misuse();
    return 0;
  } else if (strncmp(command, "endless-", 8) == 0) {
    endlessly(command + 8);
  } else {
    repeat(command, times);
  }
  must(shs_close(&region), "close");
  return 0;
}
