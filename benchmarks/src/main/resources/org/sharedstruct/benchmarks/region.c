/*
 * A struct in a region, by sharedstruct.h.
 *
 * Usage: region path
 */
#include "sharedstruct.h"

#include "updates.h"

struct XY {
  float x, y;
};

static const char SCHEMA[] = "struct XY size 8 align 4\n0 4 float x\n4 4 float y\n";

static shs_region region;

static void must(int status) {
  if (status != SHS_OK) {
    char text[512];
    shs_explain(&region, status, text, sizeof text);
    fprintf(stderr, "%s\n", text);
    exit(1);
  }
}

static void by_value(void) {
  struct XY xy;
  must(shs_begin(&region, 0, &xy));
  xy.x += 1;
  must(shs_commit(&region, &xy));
}

static void in_place(void) {
  void *memory;
  must(shs_begin_in_place(&region, 0, &memory));
  ((struct XY *) memory)->x += 1;
  must(shs_commit_in_place(&region));
}

static void set_one(void) {
  float x = 1;
  must(shs_set(&region, 0, offsetof(struct XY, x), &x));
}

static void set_both(void) {
  struct XY xy = {1, 2};
  must(shs_put(&region, 0, &xy));
}

static volatile float result;

static void get_both(void) {
  struct XY xy;
  must(shs_snapshot(&region, 0, &xy));
  result = xy.x + xy.y;
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: region path\n");
    return 2;
  }
  must(shs_open_or_create(&region, arguments[1], SCHEMA, NULL));
  ready();
  char task[16];
  int64_t nanos;
  while (next_turn(task, &nanos)) {
    if (strcmp(task, "byValue") == 0) {
      repeat(by_value, ALONE, nanos);
    } else if (strcmp(task, "inPlace") == 0) {
      repeat(in_place, ALONE, nanos);
    } else if (strcmp(task, "setOne") == 0) {
      repeat(set_one, ALONE, nanos);
    } else if (strcmp(task, "setBoth") == 0) {
      repeat(set_both, ALONE, nanos);
    } else if (strcmp(task, "getBoth") == 0) {
      repeat(get_both, ALONE, nanos);
    } else if (strcmp(task, "update") == 0) {
      repeat(by_value, AMONG_OTHERS, nanos);
    } else if (strcmp(task, "wait") == 0) {
      waits(by_value, nanos);
    }
    end_answer();
  }
  must(shs_close(&region));
  return 0;
}
