/*
 * One of several versions of a program, whose struct Robot has as many longs as the first argument
 * says; it has room for eight. grower.py and GrowingInThreeLanguagesTest have the same. Commands
 * are lines of the standard input: create PATH, open PATH, step TIMES, show, halfway, close.
 */
#include "sharedstruct.h"

static const char *const NAMES[] = {"first", "second", "third"};

struct Robot {
  int64_t values[8];
};

static char schema[256];
static shs_region region;

static void must(int status) {
  char why[SHS_TEXT];
  if (status != SHS_OK) {
    printf("refused: %s\n", shs_explain(&region, status, why, sizeof why));
    exit(1);
  }
}

static void step(int known, long times) {
  struct Robot robot;
  for (long i = 0; i < times; i++) {
    must(shs_begin(&region, 0, &robot));
    for (int field = 0; field < known; field++) {
      robot.values[field]++;
    }
    must(shs_commit(&region, &robot));
  }
}

static void show(int known) {
  struct Robot robot;
  must(shs_snapshot(&region, 0, &robot));
  for (int field = 0; field < known; field++) {
    printf("%s%" PRId64, field == 0 ? "" : " ", robot.values[field]);
  }
  putchar('\n');
}

static void halfway(int known) {
  void *place;
  must(shs_begin_in_place(&region, 0, &place));
  for (int field = 0; field < known; field++) {
    ((struct Robot *)place)->values[field] = -7;
  }
  puts("begun");
  fflush(stdout);
  for (;;) {
    pause();
  }
}

int main(int count, char **arguments) {
  char line[1024], word[16], path[900];
  int known = count == 2 ? atoi(arguments[1]) : 0;
  strcpy(schema, "struct Robot sized 64 align 8\n");
  for (int field = 0; field < known; field++) {
    snprintf(schema + strlen(schema), sizeof schema - strlen(schema), "%d 8 long %s\n", 8 * field,
        NAMES[field]);
  }
  while (fgets(line, sizeof line, stdin) != NULL && sscanf(line, "%15s %899s", word, path) >= 1) {
    if (strcmp(word, "show") == 0) {
      show(known);
    } else if (strcmp(word, "halfway") == 0) {
      halfway(known);
    } else {
      if (strcmp(word, "create") == 0) {
        must(shs_create(&region, path, schema, NULL));
      } else if (strcmp(word, "open") == 0) {
        must(shs_open(&region, path, schema, 0));
      } else if (strcmp(word, "step") == 0) {
        step(known, atol(path));
      } else {
        must(shs_close(&region));
      }
      puts("done");
    }
    fflush(stdout);
  }
  return 0;
}
