/*
 * Takes part in a region of struct XY as it is told: peer.py and Peer.java do the same. A command
 * is a line of the standard input, or several commands are the arguments, each ended by a comma.
 * Each is answered by one line, which begins with "refused" if it failed.
 */
#include "sharedstruct.h"

#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

struct XY {
  float x; // byte 0
  float y; // byte 4
};

static const char SCHEMA[] = "struct XY size 8 align 4\n0 4 float x\n4 4 float y\n";

static shs_region region;
static char answer[1024];

static const char *kind(int status) {
  return status == SHS_HALF_WRITTEN ? "half written" : status == SHS_MISMATCH ? "mismatch" : "else";
}

/* What refuses a command ends it: the answer says why. */
static int must(int status, const shs_region *of) {
  char why[SHS_TEXT];
  if (status != SHS_OK) {
    snprintf(answer, sizeof answer, "refused, %s: %.900s", kind(status),
        shs_explain(of, status, why, sizeof why));
  }
  return status;
}

#define DO(call)                            \
  do {                                      \
    if (must(call, &region) != SHS_OK) {    \
      return;                               \
    }                                       \
  } while (0)

/* x goes up as y goes down, so that what is torn shows. */
static void step(struct XY *xy) {
  if (xy->x != -xy->y) {
    printf("torn: %g %g\n", xy->x, xy->y);
    exit(1);
  }
  xy->x += 1;
  xy->y -= 1;
}

static void element(uint64_t index, long times) {
  struct XY xy;
  for (long i = 0; i < times; i++) {
    DO(shs_begin(&region, index, &xy));
    step(&xy);
    DO(shs_commit(&region, &xy));
  }
}

/* Elements that are all different, in one commit each time. */
static void several(const uint64_t *indexes, size_t count, long times) {
  struct XY xy;
  for (long i = 0; i < times; i++) {
    DO(shs_begin_all(&region));
    for (size_t at = 0; at < count; at++) {
      DO(shs_snapshot(&region, indexes[at], &xy));
      step(&xy);
      DO(shs_put(&region, indexes[at], &xy));
    }
    DO(shs_commit_all(&region));
  }
}

static void show(void) {
  static struct XY all[64];
  uint64_t count = shs_length(&region);
  DO(shs_snapshots(&region, 0, count, all));
  answer[0] = 0;
  for (uint64_t index = 0; index < count; index++) {
    size_t used = strlen(answer);
    snprintf(answer + used, sizeof answer - used, "%s%.1f %.1f", index == 0 ? "" : " ",
        all[index].x, all[index].y);
  }
}

static void repair(void) {
  struct XY zero = {0, 0};
  DO(shs_begin_repair(&region));
  for (uint64_t index = 0; index < shs_length(&region); index++) {
    DO(shs_put(&region, index, &zero));
  }
  DO(shs_commit_all(&region));
}

/* Writes to some elements, says so, and waits to be killed. */
static void halfway(const uint64_t *indexes, size_t count) {
  struct XY xy = {-7, 5};
  if (shs_length(&region) == 1) {
    void *place;
    DO(shs_begin_in_place(&region, 0, &place));
    ((struct XY *)place)->x = -7;
  } else {
    DO(shs_begin_all(&region));
    for (size_t at = 0; at < count; at++) {
      DO(shs_put(&region, indexes[at], &xy));
    }
  }
  puts("begun");
  fflush(stdout);
  for (;;) {
    pause();
  }
}

/* For the next commit, as long as it takes but not for ever. */
static void await_commit(void) {
  uint64_t version;
  DO(shs_version(&region, &version));
  if (shs_await(&region, &version, 30 * SHS_SECOND_) == SHS_TIMEOUT) {
    snprintf(answer, sizeof answer, "nothing");
  }
}

static int open_in(const char *how, const char *path, uint64_t length, float first) {
  static struct XY initial[64];
  shs_options options = {0, length, 0, initial};
  options.flags = strcmp(how, "array") == 0 ? SHS_ARRAY
      : strcmp(how, "atomic") == 0 ? SHS_ARRAY | SHS_ATOMIC_ARRAY
      : strcmp(how, "temporary") == 0 ? SHS_TEMPORARY : 0;
  initial[0].x = first;
  initial[0].y = 0 - first; /* not -0 */
  return shs_open_or_create(&region, path, SCHEMA, &options);
}

/* All racers meet at the gate, and open or create: what they find there is one creator's. */
static void race(char **words) {
  shs_region gate;
  struct XY xy;
  float all = (float)atof(words[4]), me = (float)atof(words[5]);
  if (must(shs_open(&gate, words[3], SCHEMA, 0), &gate) != SHS_OK) {
    return;
  }
  must(shs_begin(&gate, 0, &xy), &gate);
  xy.x += 1;
  must(shs_commit(&gate, &xy), &gate);
  while (xy.x < all) {
    must(shs_snapshot(&gate, 0, &xy), &gate);
  }
  must(shs_close(&gate), &gate);
  DO(open_in(words[1], words[2], 3, me));
  uint64_t last = shs_length(&region) - 1;
  DO(shs_snapshot(&region, 0, &xy));
  float found = xy.x;
  DO(shs_begin(&region, last, &xy));
  xy.y += 1;
  DO(shs_commit(&region, &xy));
  DO(shs_close(&region));
  snprintf(answer, sizeof answer, "%.1f", found);
}

/* Starts a program that inherits the region by a name, and answers with its last line. */
static void bear(char **words) {
  char variable[256];
  int ends[2], status;
  pid_t child;
  posix_spawn_file_actions_t actions;
  snprintf(variable, sizeof variable, "SHAREDSTRUCT_%.200s", words[1]);
  setenv(variable, region.path_, 1);
  if (pipe(ends) != 0) {
    return;
  }
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_addclose(&actions, ends[0]);
  posix_spawn_file_actions_addclose(&actions, ends[1]);
  if (posix_spawnp(&child, words[2], &actions, NULL, words + 2, environ) != 0) {
    snprintf(answer, sizeof answer, "refused: no child");
    return;
  }
  close(ends[1]);
  FILE *lines = fdopen(ends[0], "r");
  while (fgets(answer, sizeof answer, lines) != NULL) {
    answer[strcspn(answer, "\n")] = 0;
  }
  fclose(lines);
  waitpid(child, &status, 0);
  posix_spawn_file_actions_destroy(&actions);
}

static void perform(char **words, size_t count) {
  const char *command = words[0];
  uint64_t indexes[64];
  for (size_t at = 1; at < count && at < 64; at++) {
    indexes[at - 1] = strtoull(words[at], NULL, 10);
  }
  snprintf(answer, sizeof answer, "done");
  if (strcmp(command, "open") == 0) {
    must(shs_open(&region, words[2], SCHEMA, strcmp(words[1], "struct") == 0 ? 0 : SHS_ARRAY),
        &region);
  } else if (strcmp(command, "make") == 0) {
    must(open_in(words[1], words[2], indexes[2], (float)atof(words[4])), &region);
  } else if (strcmp(command, "inherited") == 0) {
    must(shs_inherited(&region, words[1], SCHEMA, 0), &region);
  } else if (strcmp(command, "element") == 0) {
    element(indexes[0], (long)indexes[1]);
  } else if (strcmp(command, "several") == 0) {
    several(indexes + 1, count - 2, (long)indexes[0]);
  } else if (strcmp(command, "show") == 0) {
    show();
  } else if (strcmp(command, "repair") == 0) {
    repair();
  } else if (strcmp(command, "halfway") == 0) {
    halfway(indexes, count - 1);
  } else if (strcmp(command, "await") == 0) {
    await_commit();
  } else if (strcmp(command, "race") == 0) {
    race(words);
  } else if (strcmp(command, "bear") == 0) {
    bear(words);
  } else if (strcmp(command, "remove") == 0) {
    must(shs_remove(&region), &region);
  } else if (strcmp(command, "close") == 0) {
    must(shs_close(&region), &region);
  } else if (strcmp(command, "hello") != 0) {
    snprintf(answer, sizeof answer, "refused: no such command");
  }
  puts(answer);
  fflush(stdout);
}

int main(int argc, char **arguments) {
  char line[4096];
  char *words[512];
  size_t count = 0;
  for (int at = 1; at < argc; at++) {
    if (strcmp(arguments[at], ",") == 0) {
      words[count] = NULL;
      perform(words, count);
      count = 0;
    } else {
      words[count++] = arguments[at];
    }
  }
  while (argc == 1 && fgets(line, sizeof line, stdin) != NULL) {
    count = 0;
    char *word = strtok(line, " \n");
    while (word != NULL && count < 511) {
      words[count++] = word;
      word = strtok(NULL, " \n");
    }
    words[count] = NULL;
    if (count > 0) {
      perform(words, count);
    }
  }
  shs_close(&region);
  return 0;
}
