/* A child's side of the conversation that org.sharedstruct.benchmarks.child describes, and its clock. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static void require(bool holds, const char *what) {
  if (!holds) {
    perror(what);
    exit(1);
  }
}

/* Maps a file, which is made of zeros if it is not there; tells whether it was. */
static inline void *map(const char *path, size_t size, bool *made) {
  int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  struct stat status;
  require(file >= 0 && fstat(file, &status) == 0, path);
  *made = status.st_size == 0;
  require(ftruncate(file, (off_t) size) == 0, path);
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  require(memory != MAP_FAILED, path);
  close(file);
  return memory;
}

static void ready(void) {
  puts("ready");
  fflush(stdout);
}

/* Waits for the next turn; false at the end of the input. */
static bool next_turn(char task[16], int64_t *nanos) {
  long millis;
  if (scanf("%15s %ld", task, &millis) != 2) {
    return false;
  }
  *nanos = millis * INT64_C(1000000);
  return true;
}

static void answer(int64_t operations, int64_t nanos) {
  printf("%lld %lld", (long long) operations, (long long) nanos);
}

static void end_answer(void) {
  putchar('\n');
  fflush(stdout);
}
