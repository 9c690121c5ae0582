/*
 * Keeps books as KeepsBooks.java does, which says what is printed and when.
 *
 * Argument: folder. Begins when it gets a number, of the writer, or -1 for a reader; goes on until
 * the input ends.
 */
#include "sharedstruct.h"

#include <poll.h>

enum { WRITERS = 4, LENGTH = 3, KINDS = 4 };
enum { REPAIRED = 2 }; /* and all kinds after it have their entries in all ledgers */

struct Ledger {
  int64_t by[WRITERS];
  int64_t x;
  int64_t y;
  int64_t checksum;
};

struct Witness {
  int64_t by[WRITERS];
  int64_t inside;
};

static const char *const KIND_NAMES[] = {"STRUCT", "ELEMENTS", "REPAIRED", "ATOMIC"};

static shs_region books[KINDS];
static shs_region witnesses;

static void must(shs_region *region, int status, const char *what) {
  char why[SHS_TEXT];
  if (status != SHS_OK) {
    printf("%s: %d: %s\n", what, status, shs_explain(region, status, why, sizeof why));
    exit(1);
  }
}

static void say(const char *what, int64_t number) {
  printf("%s %lld\n", what, (long long)number);
  fflush(stdout);
}

/* Whether the input has not ended. */
static int go_on(void) {
  struct pollfd in = {0, POLLIN, 0};
  return poll(&in, 1, 0) == 0;
}

static void pause_briefly(void) {
  struct timespec time = {0, 100 * 1000};
  nanosleep(&time, NULL);
}

static int64_t checksum_of(const struct Ledger *ledger) {
  uint64_t sum = (uint64_t)ledger->x;
  sum = 31 * sum + (uint64_t)ledger->y;
  for (int writer = 0; writer < WRITERS; writer++) {
    sum = 31 * sum + (uint64_t)ledger->by[writer];
  }
  return (int64_t)sum;
}

/* One writer's entry; it pauses in the middle of it. */
static void enter(struct Ledger *ledger, int writer, int64_t number) {
  ledger->x = number;
  ledger->by[writer]++;
  pause_briefly();
  ledger->y = -number;
  ledger->checksum = checksum_of(ledger);
}

static void go_in(struct Witness *witness, int64_t *found) {
  int64_t other = witness->inside;
  witness->inside = getpid();
  *found = other == 0 ? *found : other;
}

static void go_out(struct Witness *witness) {
  if (witness->inside != getpid()) {
    say("double", witness->inside);
  }
  witness->inside = 0;
}

static void write_one(shs_region *book, struct Witness *witness, int writer, int64_t number,
    int64_t *found) {
  void *place;
  must(book, shs_begin_in_place(book, (uint64_t)number % shs_length(book), &place), "begin");
  go_in(witness, found);
  enter((struct Ledger *)place, writer, number);
  go_out(witness);
  must(book, shs_commit_in_place(book), "commit");
}

/* The first ledger was written first: so it has the entry that the dead one did not finish. */
static void repair(shs_region *book, struct Witness *witness, int64_t *found) {
  struct Ledger newest;
  must(book, shs_begin_repair(book), "begin repair");
  go_in(witness, found);
  must(book, shs_snapshot(book, 0, &newest), "read in a repair");
  for (uint64_t i = 1; i < shs_length(book); i++) {
    must(book, shs_put(book, i, &newest), "put in a repair");
  }
  go_out(witness);
  must(book, shs_commit_all(book), "commit of a repair");
}

static void write_all(shs_region *book, struct Witness *witness, int writer, int64_t number,
    int64_t *found) {
  struct Ledger ledger;
  int status;
  while ((status = shs_begin_all(book)) == SHS_HALF_WRITTEN) {
    repair(book, witness, found);
  }
  must(book, status, "begin all");
  go_in(witness, found);
  for (uint64_t i = 0; i < shs_length(book); i++) {
    must(book, shs_snapshot(book, i, &ledger), "read in a hold");
    enter(&ledger, writer, number);
    must(book, shs_put(book, i, &ledger), "put");
  }
  go_out(witness);
  must(book, shs_commit_all(book), "commit all");
}

static void write_books(int writer) {
  unsigned short seed[3];
  memcpy(seed, &(int64_t) {shs_now_() ^ ((int64_t)getpid() << 20)}, sizeof seed);
  while (go_on()) {
    int64_t number = nrand48(seed);
    for (int kind = 0; kind < KINDS; kind++) {
      struct Witness *witness = (struct Witness *)shs_raw(&witnesses, (uint64_t)kind);
      int64_t found = 0;
      (kind < REPAIRED ? write_one : write_all)(&books[kind], witness, writer, number, &found);
      witness->by[writer]++; /* the commit has returned */
      if (found != 0) {
        printf("after %lld %lld\n", (long long)found, (long long)shs_now_());
        fflush(stdout);
      }
    }
  }
}

/* One read, which is of one commit, and not older than the one before. */
static void read_book(int kind, struct Ledger before[LENGTH]) {
  struct Ledger now[LENGTH] = {{{0}, 0, 0, 0}};
  uint64_t length = shs_length(&books[kind]);
  int status = shs_snapshots(&books[kind], 0, length, now);
  if (kind == REPAIRED && status == SHS_HALF_WRITTEN) {
    return;
  }
  must(&books[kind], status, "snapshots");
  for (uint64_t i = 0; i < length; i++) {
    int whole = now[i].y == -now[i].x && now[i].checksum == checksum_of(&now[i]);
    whole &= kind < REPAIRED || memcmp(&now[i], &now[0], sizeof *now) == 0;
    for (int writer = 0; writer < WRITERS; writer++) {
      whole &= now[i].by[writer] >= before[i].by[writer];
    }
    if (!whole) {
      say("torn", kind);
    }
    before[i] = now[i];
  }
}

static void read_books(void) {
  static struct Ledger before[KINDS][LENGTH];
  for (long reads = 0; go_on(); reads++) {
    for (int kind = 0; kind < KINDS; kind++) {
      read_book(kind, before[kind]);
    }
    if (reads % 4 == 0) {
      pause_briefly();
      for (int kind = 0; kind < KINDS; kind++) {
        uint64_t version;
        must(&books[kind], shs_version(&books[kind], &version), "version");
        shs_await(&books[kind], &version, 1000 * 1000);
      }
    }
  }
}

int main(int count, char **arguments) {
  char path[4096], line[16];
  if (count != 2) {
    return 1;
  }
  for (int kind = 0; kind < KINDS; kind++) {
    snprintf(path, sizeof path, "%s/%s", arguments[1], KIND_NAMES[kind]);
    must(&books[kind], shs_open(&books[kind], path, NULL, 0), "open");
  }
  snprintf(path, sizeof path, "%s/witnesses", arguments[1]);
  must(&witnesses, shs_open(&witnesses, path, NULL, 0), "open");
  puts("ready");
  fflush(stdout);
  if (fgets(line, sizeof line, stdin) != NULL) {
    if (atoi(line) < 0) {
      read_books();
    } else {
      write_books(atoi(line));
    }
  }
  for (int kind = 0; kind < KINDS; kind++) {
    must(&books[kind], shs_close(&books[kind]), "close");
  }
  must(&witnesses, shs_close(&witnesses), "close");
  return 0;
}
