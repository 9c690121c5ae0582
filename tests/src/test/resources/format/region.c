/* Enters a region as a participant and writes it under the guard, with nothing but docs/format.md. */
#include <assert.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct xy {
  float x;
  float y;
};

static unsigned char *region;

static uint64_t u64(size_t at) {
  uint64_t value;
  memcpy(&value, region + at, sizeof value);
  return value;
}

static _Atomic uint64_t *word(size_t at) {
  return (_Atomic uint64_t *)(region + at);
}

static int byte_lock(int file, int type, uint64_t byte) {
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)byte, .l_len = 1};
  return fcntl(file, F_SETLK, &lock);
}

static uint64_t enter(int lock_file) {
  for (;;) {
    uint64_t id = atomic_fetch_add(word(120), 1) & 0x7fffffff;
    if (id != 0 && id != atomic_load(word(128)) >> 32 && byte_lock(lock_file, F_WRLCK, id) == 0) {
      return id;
    }
  }
}

/* Adds 1 to x and subtracts 1 from y, as one commit. */
static void step(uint64_t me, int lock_file) {
  uint64_t owner = 0;
  while (!atomic_compare_exchange_strong(word(128), &owner, me << 32)) {
    if (owner != 0 && byte_lock(lock_file, F_RDLCK, owner >> 32 & 0x7fffffff) == 0) {
      byte_lock(lock_file, F_UNLCK, owner >> 32 & 0x7fffffff);
      assert(!"nobody dies in this test");
    }
    owner = 0;
    usleep(1);
  }
  struct xy *data = (struct xy *)(region + u64(64));
  struct xy *undo = (struct xy *)(region + u64(72));
  uint64_t sequence = atomic_load(word(192));
  assert(sequence % 2 == 0);
  *undo = *data;
  *(uint64_t *)(region + 200) = 0;
  atomic_store(word(192), sequence + 1);
  data->x += 1;
  data->y -= 1;
  atomic_store(word(192), sequence + 2);
  atomic_store(word(128), 0);
}

/* Arguments: region, folder, name, steps. */
int main(int count, char **arguments) {
  assert(count == 5);
  int file = open(arguments[1], O_RDWR);
  struct stat status;
  assert(file >= 0 && fstat(file, &status) == 0);
  region = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  assert(region != MAP_FAILED && memcmp(region, "SHSTRUCT", 8) == 0);
  char path[4096];
  snprintf(path, sizeof path, "%s/.%s.%016" PRIx64 ".lock", arguments[2], arguments[3], u64(96));
  int lock_file = open(path, O_RDWR);
  assert(lock_file >= 0);
  uint64_t me = enter(lock_file);
  for (long left = atol(arguments[4]); left > 0; left--) {
    step(me, lock_file);
  }
  munmap(region, status.st_size);
  return 0;
}
