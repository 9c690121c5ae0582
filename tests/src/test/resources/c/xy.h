/* The struct XY, and what programs do with a region of it. */
#ifndef XY_H
#define XY_H

#include "sharedstruct.h"

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

/* Makes, or opens, a struct, an array or an atomic array. 0: the form is none of these. */
static int open_or_create(const char *path, const char *form, uint64_t length) {
  shs_options options = {0, length, 0, NULL};
  const char *forms[] = {"struct", "array", "atomic", "temporary"};
  const unsigned flags[] = {0, SHS_ARRAY, SHS_ARRAY | SHS_ATOMIC_ARRAY, SHS_TEMPORARY};
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
    if (strcmp(form, forms[i]) == 0) {
      options.flags = flags[i];
      must(shs_open_or_create(&region, path, SCHEMA, &options), "open or create");
      return 1;
    }
  }
  return 0;
}

/* x goes up as y goes down, so that what is torn shows. */
static void step(struct XY *xy) {
  require(xy->x == -xy->y, "torn");
  xy->x += 1;
  xy->y -= 1;
}

/* All elements have the same value in each commit. */
static void change_all(void) {
  struct XY xy;
  must(shs_begin_all(&region), "begin all");
  for (uint64_t index = 0; index < shs_length(&region); index++) {
    must(shs_snapshot(&region, index, &xy), "read in a hold");
    step(&xy);
    must(shs_put(&region, index, &xy), "put");
  }
  must(shs_commit_all(&region), "commit all");
}

/* One commit, made in one of the ways there are; or a hold in which nothing is written. */
static void change(const char *way, uint64_t index) {
  struct XY xy;
  void *place;
  if (strcmp(way, "add") == 0) {
    must(shs_begin(&region, index, &xy), "begin");
    step(&xy);
    must(shs_commit(&region, &xy), "commit");
  } else if (strcmp(way, "place") == 0) {
    must(shs_begin_in_place(&region, index, &place), "begin in place");
    step((struct XY *)place);
    must(shs_commit_in_place(&region), "commit in place");
  } else if (strcmp(way, "field") == 0) {
    float more = ((const struct XY *)shs_raw(&region, index))->x + 1;
    must(shs_set(&region, index, offsetof(struct XY, x), &more), "set");
  } else if (strcmp(way, "lock") == 0) {
    must(shs_lock(&region), "lock");
    must(shs_unlock(&region), "unlock");
  } else {
    require(strcmp(way, "all") == 0, "unknown command");
    change_all();
  }
}

#endif
