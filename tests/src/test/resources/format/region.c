/*
 * Enters a region as a participant and writes it under the guard, with nothing but docs/format.md.
 * The letters are those of its section "The guard", the orderings those of its table.
 */
#include <assert.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Words of the region, by their offsets. */
enum {
  SCHEMA = 24,
  SCHEMA_OFFSET = 40,
  PAYLOAD_OFFSET = 64,
  UNDO_OFFSET = 72,
  REGION_ID = 96,
  STATE = 112,
  NEXT = 120,
  TABLE = 128,
  LOCK = 2176,
  WAKE_LOCK = 2184,
  WAKE_VERSION = 2188,
  SLEEPERS = 2192,
  SEQUENCE = 2240
};

/* A slot of the table of participants, and its words. */
enum { SLOT_SIZE = 64, PARTICIPANT = 0, PROCESS = 8, BIRTH = 16, SINCE = 24, NAME = 32 };

enum { FOR_LOCK = 1, FOR_COMMIT = 2 };

static const char SCHEMA_TEXT[] = "struct XY size 8 align 4\n0 4 float x\n4 4 float y\n";

/* The struct, in the words by which it is copied: it is aligned to 4. */
enum { X, Y, WORDS };

static const uint64_t WAKES = UINT64_C(1) << 63;
static const uint64_t FILLED = UINT64_C(1) << 63;
static const uint64_t ID = 0x7fffffff;
static const long LOCK_SLICE_NANOS = 10 * 1000 * 1000;

static unsigned char *region;

static _Atomic uint64_t *u64(size_t at) {
  return (_Atomic uint64_t *)(region + at);
}

static _Atomic uint32_t *u32(size_t at) {
  return (_Atomic uint32_t *)(region + at);
}

/* What never changes, and may be loaded in any way. */
static uint64_t constant(size_t at) {
  return atomic_load_explicit(u64(at), memory_order_relaxed);
}

static int byte_lock(int file, int type, uint64_t byte) {
  struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)byte, .l_len = 1};
  return fcntl(file, F_SETLK, &lock);
}

static uint64_t participant(uint64_t word) {
  return word >> 32 & ID;
}

static int is_in_table(uint64_t id) {
  for (size_t slot = TABLE; slot < LOCK; slot += SLOT_SIZE) {
    if ((atomic_load(u64(slot + PARTICIPANT)) & ID) == id) {
      return 1;
    }
  }
  return 0;
}

static uint64_t enter(int lock_file) {
  for (;;) {
    uint64_t id = atomic_fetch_add(u64(NEXT), 1) & ID;
    if (id == 0 || id == ID || byte_lock(lock_file, F_WRLCK, id) != 0) {
      continue;
    }
    if (participant(atomic_load(u64(LOCK))) != id && !is_in_table(id)) {
      return id;
    }
    byte_lock(lock_file, F_UNLCK, id);
  }
}

static int replace(size_t slot, uint64_t word, uint64_t other) {
  return atomic_compare_exchange_strong(u64(slot + PARTICIPANT), &word, other);
}

static void release_slot(uint64_t id) {
  for (size_t slot = TABLE; slot < LOCK; slot += SLOT_SIZE) {
    uint64_t word = atomic_load(u64(slot + PARTICIPANT));
    if (word != 0 && (word & ID) == id) {
      replace(slot, word, 0);
    }
  }
}

/* Whether the slot named one who is dead, and is this one's now. The probe is kept until it is. */
static int replace_dead(size_t slot, uint64_t word, uint64_t id, int lock_file) {
  uint64_t other = word & ID;
  if (byte_lock(lock_file, F_RDLCK, other) != 0) {
    return 0;
  }
  int replaced = other != participant(atomic_load(u64(LOCK))) && atomic_load(u64(slot + BIRTH)) == 0
      && replace(slot, word, id);
  byte_lock(lock_file, F_UNLCK, other);
  return replaced;
}

/* It does not know its birth, and so takes no slot whose owner may be found by that. */
static void claim_slot(uint64_t id, int lock_file) {
  for (size_t slot = TABLE; slot < LOCK; slot += SLOT_SIZE) {
    uint64_t word = atomic_load(u64(slot + PARTICIPANT));
    if (word == 0 ? !replace(slot, 0, id) : !replace_dead(slot, word, id, lock_file)) {
      continue;
    }
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t name[4] = {0};
    memcpy(name, "region.c", 8);
    atomic_thread_fence(memory_order_release);
    atomic_store_explicit(u64(slot + PROCESS), (uint64_t)getpid(), memory_order_relaxed);
    atomic_store_explicit(u64(slot + BIRTH), 0, memory_order_relaxed);
    atomic_store_explicit(u64(slot + SINCE), (uint64_t)now.tv_sec * 1000, memory_order_relaxed);
    for (size_t i = 0; i < 4; i++) {
      atomic_store_explicit(u64(slot + NAME + 8 * i), name[i], memory_order_relaxed);
    }
    assert(replace(slot, id, id | FILLED)); /* nobody makes it lose its byte */
    return;
  }
}

static void leave(uint64_t id, int lock_file) {
  uint64_t word = atomic_load(u64(LOCK));
  assert(participant(word) != id); /* it is the only thread, and holds nothing */
  release_slot(id);
  byte_lock(lock_file, F_UNLCK, id);
}

static void wake(size_t count, int most) {
  atomic_fetch_add(u32(count), 1);
  syscall(SYS_futex, u32(count), FUTEX_WAKE, most, NULL, NULL, 0);
}

/* A3: nobody dies in this test, so there is nobody to be replaced. */
static void require_alive(uint64_t word, int lock_file) {
  if (word != 0 && byte_lock(lock_file, F_RDLCK, participant(word)) == 0) {
    /* the byte may belong to an owner that has left since the word was loaded */
    assert(atomic_load(u64(LOCK)) != word);
    byte_lock(lock_file, F_UNLCK, participant(word));
  }
}

/* A2. */
static int try_lock(uint64_t mine) {
  uint64_t free = 0;
  return atomic_compare_exchange_strong(u64(LOCK), &free, mine);
}

/* A and W. */
static void lock(uint64_t mine, int lock_file) {
  int slept = 0;
  while (!try_lock(mine)) {
    uint32_t seen = atomic_load(u32(WAKE_LOCK));     /* W1 */
    atomic_fetch_or(u32(SLEEPERS), FOR_LOCK);        /* W2 */
    atomic_thread_fence(memory_order_seq_cst);
    if (try_lock(mine)) {                            /* W3 */
      return;
    }
    uint64_t owner = atomic_load(u64(LOCK));
    require_alive(owner, lock_file);
    if (owner != 0 && (owner & WAKES) != 0) {
      struct timespec slice = {.tv_nsec = LOCK_SLICE_NANOS};
      syscall(SYS_futex, u32(WAKE_LOCK), FUTEX_WAIT, seen, &slice, NULL, 0); /* W4 */
      slept = 1;
    } else if (owner != 0) {
      usleep(1000);
    }
  }
  if (slept) {
    atomic_fetch_or(u32(SLEEPERS), FOR_LOCK); /* others may still sleep, and rely on this one */
  }
}

/* U. */
static void unlock(uint64_t mine) {
  uint64_t word = mine;
  atomic_compare_exchange_strong(u64(LOCK), &word, 0); /* U1 */
  atomic_thread_fence(memory_order_seq_cst);
  if (atomic_load(u32(SLEEPERS)) == 0) {               /* U2 */
    return;
  }
  uint32_t asleep = atomic_exchange(u32(SLEEPERS), 0); /* U3 */
  if (asleep & FOR_LOCK) {
    wake(WAKE_LOCK, 1);
  }
  if (asleep & FOR_COMMIT) {
    wake(WAKE_VERSION, INT_MAX);
  }
}

static float get(_Atomic uint32_t *words, int field) {
  uint32_t bits = atomic_load_explicit(words + field, memory_order_relaxed);
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static void put(_Atomic uint32_t *words, int field, float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  atomic_store_explicit(words + field, bits, memory_order_relaxed);
}

static void copy(_Atomic uint32_t *to, _Atomic uint32_t *from) {
  for (int i = 0; i < WORDS; i++) {
    uint32_t word = atomic_load_explicit(from + i, memory_order_relaxed);
    atomic_store_explicit(to + i, word, memory_order_relaxed);
  }
}

/* Adds 1 to x and subtracts 1 from y, as one commit. */
static void step(uint64_t mine, int lock_file) {
  _Atomic uint32_t *data = u32(constant(PAYLOAD_OFFSET));
  _Atomic uint32_t *undo = u32(constant(UNDO_OFFSET));
  lock(mine, lock_file);
  uint64_t sequence = atomic_load_explicit(u64(SEQUENCE), memory_order_relaxed);
  assert(sequence % 2 == 0); /* A5 */
  assert(get(data, X) == -get(data, Y));
  /* S */
  atomic_thread_fence(memory_order_release);
  copy(undo, data);
  atomic_store_explicit(u64(SEQUENCE), (sequence + 1) | 1, memory_order_release);
  atomic_thread_fence(memory_order_release);
  put(data, X, get(data, X) + 1);
  put(data, Y, get(data, Y) - 1);
  /* C */
  assert(atomic_load(u64(LOCK)) == mine);
  atomic_store_explicit(u64(SEQUENCE), (sequence | 1) + 1, memory_order_release);
  unlock(mine);
}

/* G: x and y are of one commit. */
static void look(void) {
  _Atomic uint32_t *data = u32(constant(PAYLOAD_OFFSET));
  _Atomic uint32_t *undo = u32(constant(UNDO_OFFSET));
  for (;;) {
    uint64_t sequence = atomic_load_explicit(u64(SEQUENCE), memory_order_acquire); /* G1 */
    _Atomic uint32_t *source = sequence % 2 == 0 ? data : undo;
    float x = get(source, X);                                                      /* G2 */
    float y = get(source, Y);
    atomic_thread_fence(memory_order_acquire);                                     /* G3 */
    if (atomic_load_explicit(u64(SEQUENCE), memory_order_relaxed) == sequence) {   /* G4 */
      assert(x == -y);
      return;
    }
  }
}

/* Arguments: region, folder, name, steps. */
int main(int count, char **arguments) {
  assert(count == 5);
  int file = open(arguments[1], O_RDWR | O_CLOEXEC);
  struct stat status;
  assert(file >= 0 && fstat(file, &status) == 0);
  region = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  assert(region != MAP_FAILED && memcmp(region, "SHSTRUCT", 8) == 0);
  assert((uint32_t)atomic_load(u64(SCHEMA)) == sizeof SCHEMA_TEXT - 1);
  assert(memcmp(region + constant(SCHEMA_OFFSET), SCHEMA_TEXT, sizeof SCHEMA_TEXT - 1) == 0);
  char path[4096];
  uint64_t id = atomic_load(u64(REGION_ID));
  snprintf(path, sizeof path, "%s/.%s.%016" PRIx64 ".lock", arguments[2], arguments[3], id);
  int lock_file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
  assert(lock_file >= 0);
  uint64_t me = enter(lock_file);
  assert(atomic_load(u32(STATE)) == 0 && atomic_load(u64(REGION_ID)) == id);
  assert(access(path, F_OK) == 0);
  claim_slot(me, lock_file);
  uint64_t mine = WAKES | me << 32;
  for (long left = atol(arguments[4]); left > 0; left--) {
    step(mine, lock_file);
    look();
  }
  leave(me, lock_file);
  munmap(region, status.st_size);
  return 0;
}
