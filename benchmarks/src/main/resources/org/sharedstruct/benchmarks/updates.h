/* What programs have in common that do one thing to a struct again and again. */
#include "turns.h"

/* As Waits.java counts. */
enum { STEPS = 8, BUCKETS = 64 * STEPS };

/* Alone, the clock is looked at seldom; against another process, often enough to stop in time. */
enum { ALONE = 1024, AMONG_OTHERS = 16 };

/* Inlined, so that the operation is not called through a pointer. */
static inline __attribute__((always_inline)) void repeat(void (*operation)(void), int batch, int64_t nanos) {
  int64_t start = now(), elapsed = 0, operations = 0;
  for (; elapsed < nanos; elapsed = now() - start) {
    for (int i = 0; i < batch; i++) {
      operation();
    }
    operations += batch;
  }
  answer(operations, elapsed);
}

static inline int bucket(int64_t nanos) {
  int power = 63 - __builtin_clzll((unsigned long long) nanos | 1);
  return power * STEPS + (int) ((nanos << 3 >> power) % STEPS);
}

static inline __attribute__((always_inline)) void waits(void (*operation)(void), int64_t nanos) {
  static int64_t counts[BUCKETS];
  memset(counts, 0, sizeof counts);
  int64_t start = now(), time = start, operations = 0;
  while (time - start < nanos) {
    int64_t before = time;
    operation();
    time = now();
    counts[bucket(time - before)]++;
    operations++;
  }
  answer(operations, time - start);
  for (int i = 0; i < BUCKETS; i++) {
    printf(" %lld", (long long) counts[i]);
  }
}
