/*
 * A struct under a robust mutex that processes share. What a holder that is killed had half written stays
 * so: the next one is told, and this one goes on.
 *
 * Usage: mutex path
 */
#include "updates.h"

#include <errno.h>
#include <pthread.h>

struct shared {
  pthread_mutex_t mutex;
  float x;
  float y;
};

static struct shared *shared;

static void init(void) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  require(pthread_mutex_init(&shared->mutex, &attributes) == 0, "pthread_mutex_init");
}

static void lock(void) {
  if (pthread_mutex_lock(&shared->mutex) == EOWNERDEAD) {
    pthread_mutex_consistent(&shared->mutex);
  }
}

static void update(void) {
  lock();
  shared->x += 1;
  pthread_mutex_unlock(&shared->mutex);
}

static volatile float result;

static void compute(void) {
  lock();
  shared->x += 1;
  float computed = shared->x;
  pthread_mutex_unlock(&shared->mutex);
  result = computed;
}

static void set_one(void) {
  lock();
  shared->x = 1;
  pthread_mutex_unlock(&shared->mutex);
}

static void set_both(void) {
  lock();
  shared->x = 1;
  shared->y = 2;
  pthread_mutex_unlock(&shared->mutex);
}

static void get_both(void) {
  lock();
  result = shared->x + shared->y;
  pthread_mutex_unlock(&shared->mutex);
}

/* Counts how often it could map the file, and how long that took; to unmap it again is not counted. */
static void attach(const char *path, int64_t nanos) {
  int64_t end = now() + nanos, elapsed = 0, operations = 0;
  for (int64_t before = now(); before < end; before = now()) {
    bool made;
    struct shared *mapped = map(path, sizeof *mapped, &made);
    result = mapped->x;
    elapsed += now() - before;
    operations++;
    munmap(mapped, sizeof *mapped);
  }
  answer(operations, elapsed);
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: mutex path\n");
    return 2;
  }
  bool made;
  shared = map(arguments[1], sizeof *shared, &made);
  if (made) {
    init();
  }
  ready();
  char task[16];
  int64_t nanos;
  while (next_turn(task, &nanos)) {
    if (strcmp(task, "alone") == 0) {
      repeat(update, ALONE, nanos);
    } else if (strcmp(task, "compute") == 0) {
      repeat(compute, ALONE, nanos);
    } else if (strcmp(task, "setOne") == 0) {
      repeat(set_one, ALONE, nanos);
    } else if (strcmp(task, "setBoth") == 0) {
      repeat(set_both, ALONE, nanos);
    } else if (strcmp(task, "getBoth") == 0) {
      repeat(get_both, ALONE, nanos);
    } else if (strcmp(task, "update") == 0) {
      repeat(update, AMONG_OTHERS, nanos);
    } else if (strcmp(task, "wait") == 0) {
      waits(update, nanos);
    } else if (strcmp(task, "attach") == 0) {
      attach(arguments[1], nanos);
    }
    end_answer();
  }
  return 0;
}
