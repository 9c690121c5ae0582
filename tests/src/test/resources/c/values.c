/*
 * Reads and writes all values of a struct, in one of several ways: as "name value" a line. Which
 * struct it is and what its values are, leaves.h says, which a test makes; see Leaves.java.
 * values.py does the same. Commands are lines of the standard input; what answers each ends with a dot.
 *
 *   read  PATH INDEX WAY STRUCT         raw, snapshot, snapshots, readonly
 *   write PATH INDEX WAY STRUCT VALUES  raw, put, commit, place, set, all; VALUES is a file
 *   make  PATH LENGTH -  STRUCT VALUES  a struct (length 0), or an array of elements all the same
 */
#include "leaves.h"

/* Not every struct has values of every kind. */
#define MAYBE __attribute__((unused)) static

static shs_region region;

static void must(int status, const char *what) {
  char why[SHS_TEXT];
  if (status != SHS_OK) {
    printf("%s: %d: %s\n", what, status, shs_explain(&region, status, why, sizeof why));
    exit(1);
  }
}

MAYBE uint64_t bits(const void *number, size_t size) {
  uint32_t half;
  uint64_t whole;
  memcpy(size == sizeof half ? (void *)&half : (void *)&whole, number, size);
  return size == sizeof half ? half : whole;
}

MAYBE void show_text(const char *text, size_t room) {
  putchar('\'');
  for (size_t i = 0; i < room && text[i] != 0; i++) {
    printf("%02x", (unsigned char)text[i]);
  }
}

#define SHOW_whole(place) printf("%" PRId64, (int64_t)(place))
#define SHOW_real32(place) printf("%08" PRIx64, bits(&(place), sizeof(float)))
#define SHOW_real64(place) printf("%016" PRIx64, bits(&(place), sizeof(double)))
#define SHOW_pair(place) printf("%" PRId64 ":%" PRId64, (place)[0], (place)[1])
#define SHOW_text(place) show_text(place, sizeof(place))
#define SHOW(kind, place)       \
  printf("%s ", #place);        \
  SHOW_##kind(value->place);    \
  putchar('\n');

static void show(const STRUCT *value) {
  LEAVES(SHOW)
}

MAYBE void take_text(const char *text, char *place, size_t room) {
  unsigned byte;
  memset(place, 0, room);
  for (size_t i = 0; i < room && sscanf(text + 1 + 2 * i, "%2x", &byte) == 1; i++) {
    place[i] = (char)byte;
  }
}

MAYBE void take_bits(const char *text, void *place, size_t size) {
  uint64_t whole = strtoull(text, NULL, 16);
  uint32_t half = (uint32_t)whole;
  memcpy(place, size == sizeof half ? (void *)&half : (void *)&whole, size);
}

#define TAKE_whole(place) (place) = (__typeof__(place))strtoll(text, NULL, 10)
#define TAKE_real32(place) take_bits(text, &(place), sizeof(float))
#define TAKE_real64(place) take_bits(text, &(place), sizeof(double))
#define TAKE_pair(place) sscanf(text, "%" SCNd64 ":%" SCNd64, &(place)[0], &(place)[1])
#define TAKE_text(place) take_text(text, place, sizeof(place))
#define TAKE(kind, place)           \
  if (strcmp(name, #place) == 0) {  \
    TAKE_##kind(value->place);      \
    found = 1;                      \
  }

/* Each line names a value of the struct. */
static void take(const char *path, STRUCT *value) {
  char name[64], text[64];
  FILE *lines = fopen(path, "re");
  if (lines == NULL) {
    must(SHS_SYSTEM, path);
    return;
  }
  while (fscanf(lines, "%63s %63s", name, text) == 2) {
    int found = 0;
    LEAVES(TAKE)
    must(found ? SHS_OK : SHS_RANGE, name);
  }
  fclose(lines);
}

/* A word is set by itself; what is longer, within a copy of the struct. */
#define SET_WORD(place) \
  must(shs_set(&region, index, offsetof(STRUCT, place), &value->place), #place)
#define SET_LONG(place)                              \
  must(shs_begin(&region, index, &now), "begin");    \
  memcpy(now.place, value->place, sizeof now.place); \
  must(shs_commit(&region, &now), "commit")
#define SET_whole(place) SET_WORD(place)
#define SET_real32(place) SET_WORD(place)
#define SET_real64(place) SET_WORD(place)
#define SET_pair(place) SET_LONG(place)
#define SET_text(place) SET_LONG(place)
#define SET(kind, place) SET_##kind(place);

static void set(uint64_t index, const STRUCT *value) {
  STRUCT now;
  (void)now;
  LEAVES(SET)
}

static void read_in(const char *way, uint64_t index) {
  static STRUCT values[8];
  if (strcmp(way, "raw") == 0) {
    show((const STRUCT *)shs_raw(&region, index));
  } else if (strcmp(way, "snapshots") == 0) {
    must(shs_snapshots(&region, 0, shs_length(&region), values), "snapshots");
    show(&values[index]);
  } else {
    must(shs_snapshot(&region, index, &values[0]), "snapshot");
    show(&values[0]);
  }
}

static void write_in(const char *way, uint64_t index, const char *values) {
  STRUCT value;
  void *place;
  memset(&value, 0, sizeof value);
  take(values, &value);
  if (strcmp(way, "raw") == 0) {
    take(values, (STRUCT *)shs_raw(&region, index));
  } else if (strcmp(way, "put") == 0) {
    must(shs_put(&region, index, &value), "put");
  } else if (strcmp(way, "commit") == 0) {
    must(shs_begin(&region, index, &value), "begin");
    take(values, &value);
    must(shs_commit(&region, &value), "commit");
  } else if (strcmp(way, "place") == 0) {
    must(shs_begin_in_place(&region, index, &place), "begin in place");
    take(values, (STRUCT *)place);
    must(shs_commit_in_place(&region), "commit in place");
  } else if (strcmp(way, "all") == 0) {
    must(shs_begin_all(&region), "begin all");
    must(shs_put(&region, index, &value), "put in all");
    must(shs_commit_all(&region), "commit all");
  } else if (strcmp(way, "set") == 0) {
    set(index, &value);
  } else {
    must(SHS_RANGE, way);
  }
}

static void make(const char *path, uint64_t length, const char *file) {
  static STRUCT values[8];
  shs_options options = {length > 0 ? SHS_ARRAY : 0, length, 0, values};
  for (uint64_t index = 0; index < (length > 0 ? length : 1); index++) {
    take(file, &values[index]);
  }
  must(shs_create(&region, path, SCHEMA, &options), "create");
}

static void perform(const char *verb, const char *path, uint64_t number, const char *way,
    const char *file) {
  if (strcmp(verb, "make") == 0) {
    make(path, number, file);
  } else {
    /* of either form */
    unsigned form = shs_open(&region, path, SCHEMA, 0) == SHS_OK ? 0 : SHS_ARRAY;
    if (form == 0) {
      must(shs_close(&region), "close");
    }
    unsigned access = strcmp(way, "readonly") == 0 ? SHS_READ_ONLY_ACCESS : 0;
    must(shs_open(&region, path, SCHEMA, form | access), "open");
    if (strcmp(verb, "read") == 0) {
      read_in(way, number);
    } else {
      write_in(way, number, file);
    }
  }
  must(shs_close(&region), "close");
  puts(".");
  fflush(stdout);
}

int main(void) {
  char line[1024];
  while (fgets(line, sizeof line, stdin) != NULL) {
    char *words[6] = {NULL};
    size_t count = 0;
    for (char *word = strtok(line, " \n"); word != NULL && count < 6; word = strtok(NULL, " \n")) {
      words[count++] = word;
    }
    if (count >= 5) {
      perform(words[0], words[1], strtoull(words[2], NULL, 10), words[3], words[5]);
    }
  }
  return 0;
}
