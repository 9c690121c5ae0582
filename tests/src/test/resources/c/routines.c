/*
 * Runs the machine code of the Python package: its routines, one after the other, each in 64 bytes
 * of the file that is named. Each has to do what it should, to its word and no other, and none may
 * lose anything to another thread.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <fcntl.h>
#include <unistd.h>

enum { CAS8, ADD8, ADD4, OR4, AND4, SWAP4, FENCE, COUNT, EACH = 64, TIMES = 20000, THREADS = 4 };

static unsigned (*cas8)(void *, uint64_t *, uint64_t, int, int);
static uint64_t (*add8)(void *, uint64_t, int);
static uint32_t (*update4[COUNT])(void *, uint32_t, int);
static void (*fence)(int);

static uint64_t counted, added;
static uint32_t added4, bits, flag, exchanged;

static void require(int holds, const char *what) {
  if (!holds) {
    printf("%s\n", what);
    exit(1);
  }
}

/* C does not turn a pointer to data into one to a function. */
static void point(void *function, const unsigned char *code, int routine) {
  const unsigned char *at = code + EACH * routine;
  memcpy(function, &at, sizeof at);
}

static void load(const char *path) {
  int file = open(path, O_RDONLY);
  void *code = mmap(NULL, EACH * COUNT, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0);
  require(code != MAP_FAILED, "the routines cannot be mapped");
  const unsigned char *from = (const unsigned char *)code;
  point(&cas8, from, CAS8);
  point(&add8, from, ADD8);
  point(&fence, from, FENCE);
  for (int routine = ADD4; routine <= SWAP4; routine++) {
    point(&update4[routine], from, routine);
  }
}

/* Of 8 bytes, between two words that stay. */
static void try_8(void) {
  uint64_t words[3] = {7, UINT64_C(1) << 63 | 5, 7}, expected = 6;
  require(cas8(&words[1], &expected, 1, 5, 5) == 0, "cas8 has replaced another word");
  require(expected == (UINT64_C(1) << 63 | 5) && words[1] == expected, "cas8 says what it found");
  require(cas8(&words[1], &expected, UINT64_MAX - 1, 5, 5) == 1, "cas8 has not replaced its word");
  require(words[1] == UINT64_MAX - 1 && expected == (UINT64_C(1) << 63 | 5), "what cas8 has stored");
  require(add8(&words[1], 3, 5) == UINT64_MAX - 1 && words[1] == 1, "add8");
  require(words[0] == 7 && words[2] == 7, "the neighbours of a word of 8 bytes");
}

static void try_4(void) {
  uint32_t words[3] = {7, UINT32_MAX, 7};
  require(update4[ADD4](&words[1], 2, 5) == UINT32_MAX && words[1] == 1, "add4");
  require(update4[OR4](&words[1], 0x80000004u, 5) == 1 && words[1] == 0x80000005u, "or4");
  require(update4[AND4](&words[1], 0x80000001u, 5) == 0x80000005u && words[1] == 0x80000001u,
      "and4");
  require(update4[SWAP4](&words[1], 9, 5) == 0x80000001u && words[1] == 9, "swap4");
  require(words[0] == 7 && words[2] == 7, "the neighbours of a word of 4 bytes");
}

/* Each thread has a bit of its own, and takes turns with others at one flag. */
static void *work(void *mine) {
  uint32_t bit = *(const uint32_t *)mine;
  for (int i = 0; i < TIMES; i++) {
    uint64_t seen = __atomic_load_n(&counted, __ATOMIC_RELAXED);
    while (cas8(&counted, &seen, seen + 1, 5, 5) == 0) {
    }
    add8(&added, 1, 5);
    update4[ADD4](&added4, 1, 5);
    require((update4[OR4](&bits, bit, 5) & bit) == 0, "a bit was set already");
    require((update4[AND4](&bits, ~bit, 5) & bit) != 0, "a bit was cleared already");
    while (update4[SWAP4](&flag, 1, 5) != 0) {
    }
    exchanged++; /* plain: the flag is the only thing that keeps others out */
    fence(5);
    update4[SWAP4](&flag, 0, 5);
  }
  return NULL;
}

int main(int count, char **arguments) {
  pthread_t threads[THREADS];
  uint32_t own[THREADS];
  require(count == 2, "the file is missing");
  load(arguments[1]);
  try_8();
  try_4();
  fence(5);
  for (int i = 0; i < THREADS; i++) {
    own[i] = UINT32_C(1) << (8 * i);
    require(pthread_create(&threads[i], NULL, work, &own[i]) == 0, "no thread");
  }
  for (int i = 0; i < THREADS; i++) {
    require(pthread_join(threads[i], NULL) == 0, "no end of a thread");
  }
  uint32_t all = THREADS * TIMES;
  require(counted == all && added == all && added4 == all, "something was lost");
  require(bits == 0 && flag == 0 && exchanged == all, "a bit or a turn was lost");
  puts("all");
  return 0;
}
