/*
 * Takes part in a region of struct XY by sharedstruct.h, as tests ask. Each command prints what it
 * has seen; one that fails prints why, and ends with 1.
 */
#include "xy.h"

#include <signal.h>
#include <sys/wait.h>

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
    if (strcmp(what, "look") == 0) {
      look();
    } else if (strcmp(what, "look-all") == 0) {
      look_at_all();
    } else {
      change(what, (uint64_t)i % shs_length(&region));
      if (strcmp(what, "all") == 0) {
        look_at_all();
      } else {
        look();
      }
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

/* A parent that is killed in an update, and its child, which lives, and goes on when it is told. */
static void orphan(void) {
  int up[2], down[2], status;
  char text[16];
  void *place;
  require(pipe(up) == 0 && pipe(down) == 0, "no pipes");
  pid_t parent = fork();
  if (parent == 0) {
    must(shs_begin_in_place(&region, 0, &place), "begin in place");
    ((struct XY *)place)->x = -7;
    if (fork() == 0) {
      close(down[1]);
      require(read(down[0], text, 1) == 1, "not told to go on");
      change("add", 0);
      must(shs_close(&region), "close in the child");
      exit(0);
    }
    require(write(up[1], "b", 1) == 1, "cannot say that it has begun");
    for (;;) {
      pause();
    }
  }
  require(read(up[0], text, 1) == 1, "it has not begun");
  close(up[1]);
  require(kill(parent, SIGKILL) == 0 && waitpid(parent, &status, 0) == parent, "not killed");
  puts("begun");
  fflush(stdout);
  require(fgets(text, sizeof text, stdin) != NULL, "not told to go on");
  require(write(down[1], "g", 1) == 1, "cannot tell the child");
  require(read(up[0], text, 1) == 0, "something else than the end of the child");
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

/* What all elements have in the last commit, or only the first. */
static void show(const char *when, uint64_t count) {
  struct XY all[64];
  require(count <= 64, "too long an array for this program");
  must(shs_snapshots(&region, 0, count, all), "snapshots");
  for (uint64_t index = 1; index < count; index++) {
    require(all[index].x == all[0].x && all[index].y == all[0].y, "torn");
  }
  printf("%s %.1f %.1f", when, all[0].x, all[0].y);
}

static int is_half_written(void) {
  int status = shs_lock(&region);
  if (status != SHS_HALF_WRITTEN) {
    must(status, "lock");
    must(shs_unlock(&region), "unlock");
  }
  return status == SHS_HALF_WRITTEN;
}

/* Tells what a death has left, and makes the next commit. */
static void survive(uint64_t count) {
  void *place;
  if (is_half_written()) {
    repair();
    show("repaired", count);
  } else {
    show("was", count);
  }
  if (count > 1) {
    change_all();
  } else {
    must(shs_begin_in_place(&region, 0, &place), "begin in place");
    ((struct XY *)place)->x += 1;
    ((struct XY *)place)->y -= 1;
    must(shs_commit_in_place(&region), "commit in place");
  }
  show(" now", count);
}

/* Does what each line says, and answers with a line. */
static void obey(void) {
  struct XY xy;
  for (char line[32]; fgets(line, sizeof line, stdin) != NULL; fflush(stdout)) {
    line[strcspn(line, "\n")] = '\0';
    if (strcmp(line, "survive") == 0) {
      survive(1);
    } else if (strcmp(line, "survive all") == 0) {
      survive(shs_length(&region));
    } else if (strcmp(line, "lock") == 0) {
      must(shs_lock(&region), "lock");
      printf("locked");
    } else if (strcmp(line, "unlock") == 0) {
      must(shs_unlock(&region), "unlock");
      printf("unlocked");
    } else if (strcmp(line, "await") == 0) {
      uint64_t version;
      must(shs_version(&region, &version), "version");
      must(shs_await(&region, &version, -1), "await");
      must(shs_snapshot(&region, 0, &xy), "snapshot");
      printf("saw %.1f", xy.x);
    } else {
      change(line, 0);
      printf("changed");
    }
    puts("");
  }
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
  if (!open_or_create(path, how, length)) {
    unsigned read = strcmp(how, "read") == 0 ? SHS_READ_ONLY_ACCESS : 0;
    must(shs_open(&region, path, length > 0 ? NULL : SCHEMA, read), "open");
  }
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
  } else if (strcmp(command, "orphan") == 0) {
    orphan();
  } else if (strcmp(command, "obey") == 0) {
    obey();
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
