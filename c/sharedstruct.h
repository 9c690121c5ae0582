/*
 * SharedStruct for C11 and C++17, on Linux: a struct in a file that several processes map, each in
 * its own language. One header, no library.
 *
 *   #include "sharedstruct.h"
 *   #include "XY.h"                                    // generated: struct XY, XY_SCHEMA
 *
 *   shs_region target;
 *   if (shs_open(&target, "/dev/shm/target", XY_SCHEMA, 0) != SHS_OK) {
 *     fprintf(stderr, "%s\n", target.text);
 *   }
 *   struct XY xy;
 *   shs_snapshot(&target, 0, &xy);                     // the last commit; waits for nobody
 *   if (shs_begin(&target, 0, &xy) == SHS_OK) {        // the lock, and the last commit
 *     xy.x += 1;
 *     shs_commit(&target, &xy);                        // all of it or nothing, even across kill -9
 *   }
 *   shs_close(&target);
 *
 * The idea. The lock is a word in the file that names the participant who has it. A participant is
 * alive as long as a byte of a second file, the lock file, is locked by its process: the kernel
 * frees that byte when the process ends, however it ends. So a lock whose owner is dead can be
 * taken over. What the owner had half written is undone first: an odd sequence number says that a
 * section is open, and where the struct lies as the last commit left it. A reader copies the struct
 * between two loads of that number, and needs no lock.
 *
 * Every function returns a status, SHS_OK or what stands at enum shs_status; shs_explain makes a
 * sentence of it. Nothing is printed. A region may be used by any number of threads, but one is
 * opened and closed by one thread. It is a thread that has the lock: shs_begin in one thread and
 * shs_commit in another is SHS_ORDER. After fork(2) the child may go on with the same region: it
 * enters as a participant of its own at its first use, and a lock of the parent stays with the
 * parent. Names that end with an underscore are not for users.
 *
 * The steps bear the letters of docs/format.md, the fences those of its table "Memory ordering".
 */
#ifndef SHAREDSTRUCT_H
#define SHAREDSTRUCT_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#if defined(__GLIBC__) && !defined(__USE_GNU)
#error "include sharedstruct.h before all other headers, or compile with -D_GNU_SOURCE"
#endif
#if !defined(__linux__) || !defined(__GNUC__)
#error "sharedstruct.h needs Linux, and gcc or clang"
#endif

/* Warnings of users' own flags that tell C from C++, or say how C99 declares, or where it pads. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpadded"
#ifdef __cplusplus
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wzero-as-null-pointer-constant"
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wuseless-cast"
#endif
extern "C" {
#else
#pragma GCC diagnostic ignored "-Wdeclaration-after-statement"
#endif

/* What a function returns. */
enum shs_status {
  SHS_OK = 0,
  SHS_BUSY,         /* another thread or process has the lock */
  SHS_TIMEOUT,      /* the time is over: the lock was not free, or nothing was committed */
  SHS_SYSTEM,       /* a system call failed; region.error has its errno */
  SHS_NOT_A_REGION, /* the file is not a region, or damaged, or of another version or byte order */
  SHS_MISMATCH,     /* the file has another struct; region.text says which fields differ */
  SHS_REMOVED,      /* the region was removed */
  SHS_MOVED,        /* a copy, or moved: used in the other place, or its owner has to open it */
  SHS_UNTRUSTED,    /* the file, its lock file or a link to it may be a stranger's */
  SHS_HALF_WRITTEN, /* a process died while it wrote several elements: repair the array */
  SHS_LOST,         /* others took this process for dead: nothing was committed; open it again */
  SHS_READ_ONLY,    /* the region was opened with SHS_READ_ONLY */
  SHS_RANGE,        /* there is no such element */
  SHS_SIZE,         /* the value has not the size of the struct, or the field not that of a word */
  SHS_ORDER,        /* a commit without its begin, a begin within another, or in another thread */
  SHS_CLOSED        /* the region is not open */
};

/* How a region is opened. */
enum shs_flags {
  SHS_READ_ONLY_ACCESS = 1, /* map it for reading only; neither locks nor leaves a trace */
  SHS_ARRAY = 2,            /* it is an array; else it is one struct */
  SHS_ATOMIC_ARRAY = 4,     /* to make: an array with undo space for all of its elements */
  SHS_TEMPORARY = 8,        /* to make: it goes with its last participant */
  SHS_ANY_OWNER = 16        /* to open: it may belong to another user, who is trusted then */
};

enum { SHS_TEXT = 1024 };

/* A region. Its owner provides the memory, which must not move while the region is open. */
typedef struct shs_region {
  unsigned char *base_; /* the mapping; NULL if it is not open, or inherited over fork(2) */
  uint64_t payload_;
  uint64_t stride_;
  uint64_t undo_;
  uint64_t shadow_; /* 0: there is none */
  uint64_t stamps_;
  uint64_t length_;
  unsigned width_; /* bytes of the words by which structs are copied */
  unsigned form_;
  unsigned flags_;
  int lock_file_;
  uint64_t participant_;
  uint64_t region_id_;
  uint64_t size_;

  const void *holder_; /* the thread that has the lock, by the address of its own variable */
  unsigned depth_;     /* how often it has it; this and what follows is the holder's */
  unsigned open_;
  uint64_t index_;
  uint64_t mine_;      /* its lock word */
  unsigned char *old_; /* what several elements held, to be written back */
  size_t old_count_;
  size_t old_room_;

  int64_t restless_until_; /* the sleepers' slices are short until then */
  char *path_;             /* absolute, without links */
  const char *schema_;
  struct shs_region *next_;
  int error;           /* errno of the last call that failed */
  char text[SHS_TEXT]; /* why the last shs_open failed: a sentence that names path and field */
} shs_region;

/* ---- Words of the file -------------------------------------------------------------------- */

enum {
  SHS_BYTE_ORDER_ = 8,
  SHS_VERSION_ = 12,
  SHS_FILE_SIZE_ = 16,
  SHS_SCHEMA_ = 24,
  SHS_FORM_ = 32,
  SHS_CAPACITY_ = 36,
  SHS_SCHEMA_OFFSET_ = 40,
  SHS_LENGTH_ = 48,
  SHS_STRIDE_ = 56,
  SHS_PAYLOAD_ = 64,
  SHS_UNDO_ = 72,
  SHS_SHADOW_ = 80,
  SHS_STAMPS_ = 88,
  SHS_ID_ = 96,
  SHS_LIFETIME_ = 104,
  SHS_STATE_ = 112,
  SHS_NEXT_ = 120,
  SHS_TABLE_ = 128,
  SHS_LOCK_ = 2176,
  SHS_WAKE_LOCK_ = 2184,
  SHS_WAKE_VERSION_ = 2188,
  SHS_SLEEPERS_ = 2192,
  SHS_DEVICE_ = 2200,
  SHS_INODE_ = 2208,
  SHS_SEQUENCE_ = 2240,
  SHS_INDEX_ = 2248,
  SHS_DIRTY_ = 2256,
  SHS_HEADER_ = 2264
};

/* A slot of the table of participants, and its words. */
enum { SHS_SLOT_ = 64, SHS_PROCESS_ = 8, SHS_BIRTH_ = 16, SHS_SINCE_ = 24, SHS_NAME_ = 32 };

enum { SHS_FOR_LOCK_ = 1, SHS_FOR_COMMIT_ = 2 };

/* In place of a lock file, where nobody can have a byte of it: whoever has the lock is dead. */
enum { SHS_DESERTED_ = -2 };

/* What the holder of the lock has begun. */
enum { SHS_NOTHING_, SHS_VALUE_, SHS_PLACE_, SHS_SEVERAL_, SHS_REPAIR_ };

#define SHS_MOST_ID_ UINT64_C(0x7fffffff)
#define SHS_WAKES_ (UINT64_C(1) << 63)
#define SHS_FILLED_ (UINT64_C(1) << 63)
#define SHS_SECOND_ INT64_C(1000000000)
#define SHS_MILLI_ INT64_C(1000000)
#define SHS_FOREVER_ INT64_MAX

#define SHS_LIKELY_(condition) __builtin_expect(!!(condition), 1)
#define SHS_RARELY_ __attribute__((noinline, cold, unused)) static
#define SHS_ALWAYS_ __attribute__((always_inline, unused)) static inline

/* The file's words are accessed by atomic operations only, in whatever width. */
typedef uint64_t __attribute__((may_alias)) shs_u64_;
typedef uint32_t __attribute__((may_alias)) shs_u32_;
typedef uint16_t __attribute__((may_alias)) shs_u16_;

SHS_ALWAYS_ shs_u64_ *shs_at64_(const shs_region *region, uint64_t at) {
  return (shs_u64_ *)(void *)(region->base_ + at);
}

SHS_ALWAYS_ shs_u32_ *shs_at32_(const shs_region *region, uint64_t at) {
  return (shs_u32_ *)(void *)(region->base_ + at);
}

SHS_ALWAYS_ uint64_t shs_load_(const shs_region *region, uint64_t at) {
  return __atomic_load_n(shs_at64_(region, at), __ATOMIC_SEQ_CST);
}

SHS_ALWAYS_ uint64_t shs_relaxed_(const shs_region *region, uint64_t at) {
  return __atomic_load_n(shs_at64_(region, at), __ATOMIC_RELAXED);
}

SHS_ALWAYS_ int shs_replace_(const shs_region *region, uint64_t at, uint64_t word, uint64_t other) {
  return __atomic_compare_exchange_n(
      shs_at64_(region, at), &word, other, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

/*
 * ThreadSanitizer does not model fences, and gcc says so. It need not: what they order are atomic
 * accesses, in which there is no data race.
 */
#if defined(__SANITIZE_THREAD__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wtsan"
#endif

SHS_ALWAYS_ void shs_release_(void) {
  __atomic_thread_fence(__ATOMIC_RELEASE);
}

SHS_ALWAYS_ void shs_acquire_(void) {
  __atomic_thread_fence(__ATOMIC_ACQUIRE);
}

/* Between a locked operation and what follows: on x86 that operation is a full fence by itself. */
SHS_ALWAYS_ void shs_after_locked_(void) {
#if defined(__x86_64__) || defined(__i386__)
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
#else
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
#endif
}

#if defined(__SANITIZE_THREAD__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

SHS_ALWAYS_ void shs_pause_(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}

/*
 * Copies of structs are made word by word, by relaxed accesses, since readers copy what a writer
 * writes at that moment. A word is as wide as the struct is aligned, so that no field is torn.
 */
#define SHS_COPY_(type)                                                                   \
  do {                                                                                    \
    for (uint64_t at = 0; at < size; at += sizeof(type)) {                                \
      type word = __atomic_load_n((const type *)(const void *)(from + at), __ATOMIC_RELAXED); \
      __atomic_store_n((type *)(void *)(to + at), word, __ATOMIC_RELAXED);                \
    }                                                                                     \
  } while (0)

#define SHS_COPY_OUT_(type)                                                               \
  do {                                                                                    \
    for (uint64_t at = 0; at < size; at += sizeof(type)) {                                \
      type word = __atomic_load_n((const type *)(const void *)(from + at), __ATOMIC_RELAXED); \
      memcpy(to + at, &word, sizeof(type));                                               \
    }                                                                                     \
  } while (0)

#define SHS_COPY_IN_(type)                                                                \
  do {                                                                                    \
    for (uint64_t at = 0; at < size; at += sizeof(type)) {                                \
      type word;                                                                          \
      memcpy(&word, from + at, sizeof(type));                                             \
      __atomic_store_n((type *)(void *)(to + at), word, __ATOMIC_RELAXED);                \
    }                                                                                     \
  } while (0)

#define SHS_BY_WIDTH_(copy)                                                               \
  switch (width) {                                                                        \
    case 8:                                                                               \
      copy(shs_u64_);                                                                     \
      break;                                                                              \
    case 4:                                                                               \
      copy(shs_u32_);                                                                     \
      break;                                                                              \
    case 2:                                                                               \
      copy(shs_u16_);                                                                     \
      break;                                                                              \
    default:                                                                              \
      copy(unsigned char);                                                                \
  }

/* Within the file. */
SHS_ALWAYS_ void shs_copy_(
    unsigned char *to, const unsigned char *from, uint64_t size, unsigned width) {
  SHS_BY_WIDTH_(SHS_COPY_)
}

/* From the file to memory of this process. */
SHS_ALWAYS_ void shs_copy_out_(
    unsigned char *to, const unsigned char *from, uint64_t size, unsigned width) {
  SHS_BY_WIDTH_(SHS_COPY_OUT_)
}

/* The other way. */
SHS_ALWAYS_ void shs_copy_in_(
    unsigned char *to, const unsigned char *from, uint64_t size, unsigned width) {
  SHS_BY_WIDTH_(SHS_COPY_IN_)
}

/* ---- Small things ------------------------------------------------------------------------- */

/* One variable for each thread. Its address tells threads apart; its value is for people. */
SHS_ALWAYS_ const int *shs_thread_(void) {
  static __thread int number;
  if (number == 0) {
    number = (int)syscall(SYS_gettid);
  }
  return &number;
}

SHS_RARELY_ int64_t shs_now_(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * SHS_SECOND_ + now.tv_nsec;
}

/* The end of a time in nanoseconds; one below 0 has no end. */
SHS_RARELY_ int64_t shs_end_(int64_t nanos) {
  int64_t now = shs_now_();
  return nanos < 0 || nanos > SHS_FOREVER_ - now ? SHS_FOREVER_ : now + nanos;
}

SHS_RARELY_ int64_t shs_least_(int64_t one, int64_t other) {
  return one < other ? one : other;
}

SHS_RARELY_ void shs_sleep_(int64_t nanos) {
  struct timespec time;
  time.tv_sec = (time_t)(nanos / SHS_SECOND_);
  time.tv_nsec = (long)(nanos % SHS_SECOND_);
  nanosleep(&time, NULL);
}

SHS_RARELY_ int shs_system_(shs_region *region) {
  region->error = errno;
  return SHS_SYSTEM;
}

/* Says why a region cannot be opened; what is said first stands. */
__attribute__((format(printf, 3, 4)))
SHS_RARELY_ int shs_say_(shs_region *region, int status, const char *format, ...) {
  if (region->text[0] == 0) {
    va_list values;
    va_start(values, format);
    vsnprintf(region->text, sizeof region->text, format, values);
    va_end(values);
  }
  return status;
}

/* FNV-1a. */
SHS_RARELY_ uint64_t shs_fingerprint_(const char *text, size_t length) {
  uint64_t hash = UINT64_C(0xcbf29ce484222325);
  for (size_t i = 0; i < length; i++) {
    hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
  }
  return hash;
}

/* ---- Who lives ---------------------------------------------------------------------------- */

/*
 * A lock of one byte, or of all from one on (length 0), that belongs to this open file description:
 * it is not lost when another descriptor of the file is closed in the process, as POSIX locks are.
 */
SHS_RARELY_ int shs_byte_(int file, short type, uint64_t byte, uint64_t length) {
  struct flock lock;
  memset(&lock, 0, sizeof lock);
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  lock.l_start = (off_t)byte;
  lock.l_len = (off_t)length;
  return fcntl(file, F_OFD_SETLK, &lock);
}

/* The bytes of a small file of the kernel, without the line feed at its end; -1: it is missing. */
SHS_RARELY_ long shs_file_(const char *path, char *bytes, size_t room) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return -1;
  }
  ssize_t count = read(file, bytes, room - 1);
  close(file);
  if (count > 0 && bytes[count - 1] == '\n') {
    count--;
  }
  bytes[count > 0 ? count : 0] = 0;
  return count;
}

/* Which process of all that ever had this number: a fingerprint; 0 if no such process lives. */
SHS_RARELY_ uint64_t shs_birth_(uint64_t process) {
  char path[64], stat[1024], boot[128], space[128], text[512];
  snprintf(path, sizeof path, "/proc/%" PRIu64 "/stat", process);
  if (shs_file_(path, stat, sizeof stat) <= 0
      || shs_file_("/proc/sys/kernel/random/boot_id", boot, sizeof boot) <= 0) {
    return 0;
  }
  ssize_t length = readlink("/proc/self/ns/pid", space, sizeof space - 1);
  char *word = strrchr(stat, ')');
  if (length <= 0 || word == NULL) {
    return 0;
  }
  space[length] = 0;
  char *rest = NULL;
  word = strtok_r(word + 1, " ", &rest); /* field 3, the state */
  if (word == NULL || *word == 'Z' || *word == 'X') {
    return 0;
  }
  for (int field = 4; field <= 22 && word != NULL; field++) {
    word = strtok_r(NULL, " ", &rest);
  }
  if (word == NULL) {
    return 0;
  }
  int size = snprintf(text, sizeof text, "%s %s %" PRIu64 " %s", boot, space, process, word);
  return size > 0 && (size_t)size < sizeof text ? shs_fingerprint_(text, (size_t)size) : 0;
}

/* Whether the table names a living process for a participant: its second witness. */
SHS_RARELY_ int shs_has_witness_(const shs_region *region, uint64_t id) {
  for (uint64_t slot = SHS_TABLE_; slot < SHS_LOCK_; slot += SHS_SLOT_) {
    uint64_t word = __atomic_load_n(shs_at64_(region, slot), __ATOMIC_ACQUIRE);
    if (word != (id | SHS_FILLED_)) {
      continue;
    }
    uint64_t process = shs_relaxed_(region, slot + SHS_PROCESS_);
    uint64_t birth = shs_relaxed_(region, slot + SHS_BIRTH_);
    shs_acquire_();
    if (shs_relaxed_(region, slot) == word && birth != 0 && birth == shs_birth_(process)) {
      return 1;
    }
  }
  return 0;
}

/*
 * Whether a participant is dead. If it is, its byte is locked (shared) until shs_end_probe_: nobody
 * enters with its id meanwhile. A byte of this region's own is never asked for: giving the probe
 * back would free it. Any error counts as life.
 */
SHS_RARELY_ int shs_probe_(const shs_region *region, uint64_t id) {
  if (id == region->participant_ || shs_byte_(region->lock_file_, F_RDLCK, id, 1) != 0) {
    return 0;
  }
  if (shs_has_witness_(region, id)) {
    shs_byte_(region->lock_file_, F_UNLCK, id, 1);
    return 0;
  }
  return 1;
}

SHS_RARELY_ void shs_end_probe_(const shs_region *region, uint64_t id) {
  shs_byte_(region->lock_file_, F_UNLCK, id, 1);
}

SHS_ALWAYS_ uint64_t shs_owner_(uint64_t word) {
  return word >> 32 & SHS_MOST_ID_;
}

/* ---- Entering and leaving ----------------------------------------------------------------- */

/* Step 1 of claiming a slot: it is free, or names a participant that is dead and not the lock's. */
SHS_RARELY_ int shs_take_slot_(
    const shs_region *region, uint64_t slot, uint64_t word, uint64_t id) {
  if (word == 0) {
    return shs_replace_(region, slot, 0, id);
  }
  uint64_t other = word & SHS_MOST_ID_;
  if (!shs_probe_(region, other)) {
    return 0;
  }
  int taken = shs_owner_(shs_load_(region, SHS_LOCK_)) != other
      && shs_replace_(region, slot, word, id);
  shs_end_probe_(region, other);
  return taken;
}

/* 1: it has a slot, or there is none; 0: it has lost its byte, and others took it for dead. */
SHS_RARELY_ int shs_claim_slot_(const shs_region *region, uint64_t id) {
  for (uint64_t slot = SHS_TABLE_; slot < SHS_LOCK_; slot += SHS_SLOT_) {
    if (!shs_take_slot_(region, slot, shs_load_(region, slot), id)) {
      continue;
    }
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    uint64_t words[(SHS_SLOT_ - SHS_PROCESS_) / 8];
    memset(words, 0, sizeof words);
    words[0] = (uint64_t)getpid();
    words[1] = shs_birth_(words[0]);
    words[2] = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
    char name[SHS_SLOT_ - SHS_NAME_ + 1];
    long length = shs_file_("/proc/self/comm", name, sizeof name);
    memcpy(words + 3, name, length > 0 ? (size_t)length : 0);
    shs_release_();
    for (uint64_t i = 0; i < sizeof words / 8; i++) {
      __atomic_store_n(shs_at64_(region, slot + SHS_PROCESS_ + 8 * i), words[i], __ATOMIC_RELAXED);
    }
    return shs_replace_(region, slot, id, id | SHS_FILLED_);
  }
  return 1;
}

SHS_RARELY_ void shs_release_slot_(const shs_region *region) {
  for (uint64_t slot = SHS_TABLE_; slot < SHS_LOCK_; slot += SHS_SLOT_) {
    uint64_t word = shs_load_(region, slot);
    if (word != 0 && (word & SHS_MOST_ID_) == region->participant_) {
      shs_replace_(region, slot, word, 0);
    }
  }
}

SHS_RARELY_ int shs_is_used_(const shs_region *region, uint64_t id) {
  if (shs_owner_(shs_load_(region, SHS_LOCK_)) == id) {
    return 1;
  }
  for (uint64_t slot = SHS_TABLE_; slot < SHS_LOCK_; slot += SHS_SLOT_) {
    if ((shs_load_(region, slot) & SHS_MOST_ID_) == id) {
      return 1;
    }
  }
  return 0;
}

SHS_RARELY_ int shs_is_removed_(const shs_region *region) {
  return __atomic_load_n(shs_at32_(region, SHS_STATE_), __ATOMIC_SEQ_CST) == 1;
}

/* Steps 1 to 4. The participant's id, or 0: the region is removed, or nobody can enter. */
SHS_RARELY_ uint64_t shs_lock_byte_(const shs_region *region) {
  int64_t end = shs_end_(5 * SHS_SECOND_);
  do {
    uint64_t id = __atomic_fetch_add(shs_at64_(region, SHS_NEXT_), 1, __ATOMIC_SEQ_CST)
        & SHS_MOST_ID_;
    if (id == 0 || id == SHS_MOST_ID_ || shs_byte_(region->lock_file_, F_WRLCK, id, 1) != 0) {
      continue;
    }
    if (!shs_is_used_(region, id)) {
      return id;
    }
    shs_end_probe_(region, id);
  } while (shs_now_() < end);
  return 0;
}

SHS_RARELY_ void shs_wake_(const shs_region *region, uint64_t count, int most) {
  __atomic_fetch_add(shs_at32_(region, count), 1, __ATOMIC_SEQ_CST);
  syscall(SYS_futex, shs_at32_(region, count), 1 /* FUTEX_WAKE */, most, NULL, NULL, 0);
}

SHS_RARELY_ void shs_wake_sleepers_(const shs_region *region) { /* U3 */
  uint32_t asleep = __atomic_exchange_n(shs_at32_(region, SHS_SLEEPERS_), 0, __ATOMIC_SEQ_CST);
  if ((asleep & SHS_FOR_LOCK_) != 0) {
    shs_wake_(region, SHS_WAKE_LOCK_, 1);
  }
  if ((asleep & SHS_FOR_COMMIT_) != 0) {
    shs_wake_(region, SHS_WAKE_VERSION_, INT_MAX);
  }
}

/* Steps 2 to 5 of leaving. */
SHS_RARELY_ void shs_leave_(shs_region *region) {
  uint64_t word = shs_load_(region, SHS_LOCK_);
  if (shs_owner_(word) == region->participant_) {
    shs_replace_(region, SHS_LOCK_, word, SHS_MOST_ID_ << 32);
  }
  shs_wake_(region, SHS_WAKE_LOCK_, 1);
  shs_wake_(region, SHS_WAKE_VERSION_, INT_MAX);
  shs_release_slot_(region);
  shs_byte_(region->lock_file_, F_UNLCK, region->participant_, 1);
  region->participant_ = 0;
}

/* ---- The lock ----------------------------------------------------------------------------- */

SHS_ALWAYS_ uint64_t shs_next_odd_(uint64_t sequence) {
  return (sequence + 1) | 1;
}

SHS_ALWAYS_ uint64_t shs_next_even_(uint64_t sequence) {
  return (sequence | 1) + 1;
}

SHS_ALWAYS_ uint64_t shs_sequence_(const shs_region *region) {
  return shs_relaxed_(region, SHS_SEQUENCE_);
}

SHS_ALWAYS_ void shs_set_sequence_(const shs_region *region, uint64_t sequence) {
  __atomic_store_n(shs_at64_(region, SHS_SEQUENCE_), sequence, __ATOMIC_RELEASE);
}

SHS_ALWAYS_ unsigned char *shs_struct_(const shs_region *region, uint64_t index) {
  return region->base_ + region->payload_ + index * region->stride_;
}

SHS_ALWAYS_ unsigned char *shs_kept_(const shs_region *region, uint64_t index) {
  return region->base_ + region->shadow_ + index * region->stride_;
}

SHS_ALWAYS_ uint64_t shs_stamp_(const shs_region *region, uint64_t index) {
  return region->stamps_ + 8 * index;
}

SHS_ALWAYS_ int shs_is_dirty_(const shs_region *region) {
  return __atomic_load_n(shs_at32_(region, SHS_DIRTY_), __ATOMIC_ACQUIRE) == 1;
}

/* R and X: what the section has overwritten, and the next even number. 0: the index is none. */
SHS_RARELY_ int shs_restore_(const shs_region *region) {
  uint64_t sequence = shs_sequence_(region);
  shs_release_();
  if (region->shadow_ != 0) {
    for (uint64_t index = 0; index < region->length_; index++) {
      if (shs_relaxed_(region, shs_stamp_(region, index)) == sequence) {
        shs_copy_(shs_struct_(region, index), shs_kept_(region, index), region->stride_,
            region->width_);
      }
    }
  } else {
    uint64_t index = shs_relaxed_(region, SHS_INDEX_);
    if (index >= region->length_) {
      return 0;
    }
    shs_copy_(shs_struct_(region, index), region->base_ + region->undo_, region->stride_,
        region->width_);
  }
  shs_set_sequence_(region, shs_next_even_(sequence));
  return 1;
}

SHS_ALWAYS_ int shs_unlock_word_(shs_region *region) { /* U */
  region->depth_ = 0;
  region->open_ = SHS_NOTHING_;
  uint64_t mine = region->mine_;
  __atomic_store_n(&region->holder_, (const void *)NULL, __ATOMIC_RELAXED);
  int kept = shs_replace_(region, SHS_LOCK_, mine, 0); /* U1 */
  shs_after_locked_();
  if (!SHS_LIKELY_(__atomic_load_n(shs_at32_(region, SHS_SLEEPERS_), __ATOMIC_SEQ_CST) == 0)) {
    shs_wake_sleepers_(region); /* U2, U3 */
  }
  return SHS_LIKELY_(kept) ? SHS_OK : SHS_LOST;
}

/* A5, for a thread that has just got the lock. */
SHS_RARELY_ int shs_settle_(shs_region *region, int taken_over, int may_be_dirty) {
  uint64_t sequence = shs_sequence_(region);
  if (sequence % 2 == 1) {
    if (!shs_restore_(region)) {
      region->depth_ = 0;
      __atomic_store_n(&region->holder_, (const void *)NULL, __ATOMIC_RELAXED);
      shs_replace_(region, SHS_LOCK_, region->mine_, SHS_MOST_ID_ << 32); /* the next one does A5 */
      return SHS_NOT_A_REGION;
    }
  } else if (taken_over) { /* it may have made a single store, and not have told of it */
    shs_set_sequence_(region, sequence + 2);
  }
  if (shs_is_dirty_(region) && !may_be_dirty) {
    shs_unlock_word_(region);
    return SHS_HALF_WRITTEN;
  }
  return SHS_OK;
}

/* A2. */
SHS_ALWAYS_ int shs_take_free_(shs_region *region, uint64_t mine) {
  return shs_replace_(region, SHS_LOCK_, 0, mine);
}

/* A3: whether a dead one's lock is this thread's now. The probe is kept until it is. */
SHS_RARELY_ int shs_take_over_(shs_region *region, uint64_t word, uint64_t mine) {
  uint64_t owner = shs_owner_(word);
  if (!shs_probe_(region, owner)) {
    return 0;
  }
  int taken = shs_replace_(region, SHS_LOCK_, word, mine);
  shs_end_probe_(region, owner);
  return taken;
}

/* It gives up: a wake that it may have had is owed to the next one. */
SHS_RARELY_ void shs_give_up_(const shs_region *region) {
  __atomic_fetch_or(shs_at32_(region, SHS_SLEEPERS_), SHS_FOR_LOCK_, __ATOMIC_SEQ_CST);
  uint64_t word = shs_load_(region, SHS_LOCK_);
  if (word == 0 || (word & SHS_WAKES_) == 0) {
    shs_wake_sleepers_(region);
  }
}

SHS_RARELY_ void shs_futex_(
    const shs_region *region, uint64_t count, uint32_t seen, int64_t nanos) {
  struct timespec slice;
  slice.tv_sec = (time_t)(nanos / SHS_SECOND_);
  slice.tv_nsec = (long)(nanos % SHS_SECOND_);
  syscall(SYS_futex, shs_at32_(region, count), 0 /* FUTEX_WAIT */, seen, &slice, NULL, 0);
}

/* A and W. 1: taken; 2: taken over; 0: the time is over. */
SHS_RARELY_ int shs_wait_for_lock_(shs_region *region, uint64_t mine, int64_t end) {
  int slept = 0;
  int taken = 0;
  for (int spins = 0; spins < 200; spins++) { /* a hold is short, as a rule */
    if (__atomic_load_n(shs_at64_(region, SHS_LOCK_), __ATOMIC_RELAXED) == 0
        && shs_take_free_(region, mine)) {
      return 1;
    }
    shs_pause_();
  }
  while (taken == 0) {
    uint64_t word = shs_load_(region, SHS_LOCK_);
    if (word == 0) {
      taken = shs_take_free_(region, mine);
      continue;
    }
    if (shs_take_over_(region, word, mine)) {
      taken = 2;
      continue;
    }
    int64_t left = end == SHS_FOREVER_ ? SHS_FOREVER_ : end - shs_now_();
    if (left <= 0) {
      if (slept) {
        shs_give_up_(region);
      }
      return 0;
    }
    uint32_t seen = __atomic_load_n(shs_at32_(region, SHS_WAKE_LOCK_), __ATOMIC_SEQ_CST); /* W1 */
    __atomic_fetch_or(shs_at32_(region, SHS_SLEEPERS_), SHS_FOR_LOCK_, __ATOMIC_SEQ_CST); /* W2 */
    shs_after_locked_();
    slept = 1;
    word = shs_load_(region, SHS_LOCK_); /* W3 */
    if (word != 0 && (word & SHS_WAKES_) != 0) {
      shs_futex_(region, SHS_WAKE_LOCK_, seen, shs_least_(left, 10 * SHS_MILLI_)); /* W4 */
    } else if (word != 0) {
      shs_sleep_(shs_least_(left, SHS_MILLI_));
    }
  }
  if (slept) { /* the waker cleared the bit for all and woke one, on whom the others rely */
    __atomic_fetch_or(shs_at32_(region, SHS_SLEEPERS_), SHS_FOR_LOCK_, __ATOMIC_SEQ_CST);
  }
  return taken;
}

SHS_RARELY_ int shs_enter_again_(shs_region *region);

/* Whether the region can be used, here and now. */
SHS_ALWAYS_ int shs_ready_(shs_region *region) {
  return SHS_LIKELY_(region->base_ != NULL) ? SHS_OK : shs_enter_again_(region);
}

SHS_RARELY_ int shs_lock_slowly_(
    shs_region *region, const void *me, uint64_t mine, int64_t end, int may_be_dirty) {
  int taken = end == 0 ? 0 : shs_wait_for_lock_(region, mine, end);
  if (end == 0) { /* do not wait: but what a dead one has is free */
    uint64_t word = shs_load_(region, SHS_LOCK_);
    taken = word == 0 ? shs_take_free_(region, mine) : 2 * shs_take_over_(region, word, mine);
  }
  if (taken == 0) {
    return end == 0 ? SHS_BUSY : SHS_TIMEOUT;
  }
  region->mine_ = mine;
  region->depth_ = 1;
  __atomic_store_n(&region->holder_, me, __ATOMIC_RELAXED);
  return shs_settle_(region, taken == 2, may_be_dirty);
}

SHS_ALWAYS_ int shs_holds_(const shs_region *region) {
  return __atomic_load_n(&region->holder_, __ATOMIC_RELAXED) == (const void *)shs_thread_();
}

/* end: a time of shs_now_; 0 does not wait, SHS_FOREVER_ has no end. */
SHS_ALWAYS_ int shs_lock_until_(shs_region *region, int64_t end, int may_be_dirty) {
  int status = shs_ready_(region);
  if (!SHS_LIKELY_(status == SHS_OK)) {
    return status;
  }
  if (!SHS_LIKELY_((region->flags_ & SHS_READ_ONLY_ACCESS) == 0)) {
    return SHS_READ_ONLY;
  }
  const int *me = shs_thread_();
  if (__atomic_load_n(&region->holder_, __ATOMIC_RELAXED) == (const void *)me) {
    region->depth_++;
    return SHS_OK;
  }
  uint64_t mine = SHS_WAKES_ | region->participant_ << 32 | (uint32_t)*me;
  if (!SHS_LIKELY_(shs_take_free_(region, mine))) {
    return shs_lock_slowly_(region, me, mine, end, may_be_dirty);
  }
  region->mine_ = mine;
  region->depth_ = 1;
  __atomic_store_n(&region->holder_, (const void *)me, __ATOMIC_RELAXED);
  if (!SHS_LIKELY_(shs_sequence_(region) % 2 == 0 && !shs_is_dirty_(region))) {
    return shs_settle_(region, 0, may_be_dirty);
  }
  return SHS_OK;
}

/*
 * Takes the lock of the region, or is in once more, and waits for it as long as it takes. What a
 * process had half written that died with the lock is undone before.
 * SHS_HALF_WRITTEN: it died while it wrote several elements; see shs_begin_repair.
 */
__attribute__((unused)) static inline int shs_lock(shs_region *region) {
  return shs_lock_until_(region, SHS_FOREVER_, 0);
}

/* The same for a time in nanoseconds. SHS_TIMEOUT: another one has it still. */
__attribute__((unused)) static inline int shs_timedlock(shs_region *region, int64_t nanos) {
  return shs_lock_until_(region, shs_end_(nanos), 0);
}

/* The same without waiting. SHS_BUSY: another one has it. */
__attribute__((unused)) static inline int shs_trylock(shs_region *region) {
  return shs_lock_until_(region, 0, 0);
}

/* Gives the lock back, when called as often as the lock was taken. What is open is rolled back. */
__attribute__((unused)) static inline int shs_unlock(shs_region *region);

/* ---- Writing ------------------------------------------------------------------------------ */

/* C: the lock has to be this thread's still. */
SHS_ALWAYS_ int shs_is_mine_(const shs_region *region) {
  return shs_load_(region, SHS_LOCK_) == region->mine_;
}

/* S, for one struct. */
SHS_ALWAYS_ void shs_open_section_(const shs_region *region, uint64_t index) {
  uint64_t sequence = shs_sequence_(region);
  if (region->shadow_ != 0) {
    if (sequence % 2 == 0) {
      sequence = shs_next_odd_(sequence);
      shs_set_sequence_(region, sequence);
      shs_release_();
    }
    if (shs_relaxed_(region, shs_stamp_(region, index)) != sequence) {
      shs_copy_(shs_kept_(region, index), shs_struct_(region, index), region->stride_,
          region->width_);
      __atomic_store_n(shs_at64_(region, shs_stamp_(region, index)), sequence, __ATOMIC_RELEASE);
      shs_release_();
    }
    return;
  }
  shs_release_();
  shs_copy_(region->base_ + region->undo_, shs_struct_(region, index), region->stride_,
      region->width_);
  if (region->form_ == 2) {
    __atomic_store_n(shs_at64_(region, SHS_INDEX_), index, __ATOMIC_RELAXED);
  }
  shs_set_sequence_(region, shs_next_odd_(sequence));
  shs_release_();
}

/* C. */
SHS_ALWAYS_ int shs_close_section_(const shs_region *region) {
  if (!SHS_LIKELY_(shs_is_mine_(region))) {
    return SHS_LOST;
  }
  shs_set_sequence_(region, shs_next_even_(shs_sequence_(region)));
  return SHS_OK;
}

SHS_ALWAYS_ int shs_write_(const shs_region *region, uint64_t index, const void *value) {
  if (!SHS_LIKELY_(shs_is_mine_(region))) {
    return SHS_LOST;
  }
  shs_open_section_(region, index);
  shs_copy_in_(shs_struct_(region, index), (const unsigned char *)value, region->stride_,
      region->width_);
  return shs_close_section_(region);
}

/* One hold less. */
SHS_ALWAYS_ int shs_done_(shs_region *region, int status) {
  int unlocked = SHS_OK;
  if (SHS_LIKELY_(region->depth_ == 1)) {
    unlocked = shs_unlock_word_(region);
  } else {
    region->depth_--;
  }
  return SHS_LIKELY_(status == SHS_OK) ? unlocked : status;
}

SHS_ALWAYS_ int shs_begin_as_(
    shs_region *region, uint64_t index, uint64_t size, unsigned open, int64_t end, int dirty) {
  int status = shs_lock_until_(region, end, dirty);
  if (!SHS_LIKELY_(status == SHS_OK)) {
    return status;
  }
  if (!SHS_LIKELY_(index < region->length_)) {
    return shs_done_(region, SHS_RANGE);
  }
  if (!SHS_LIKELY_(size == region->stride_ || size == 0)) {
    return shs_done_(region, SHS_SIZE);
  }
  if (!SHS_LIKELY_(region->open_ == SHS_NOTHING_)) {
    return shs_done_(region, SHS_ORDER);
  }
  region->open_ = open;
  region->index_ = index;
  return SHS_OK;
}

/*
 * Takes the lock and copies the last commit of one element into *value, to be changed there and
 * given to shs_commit, or thrown away by shs_rollback. The index of a single struct is 0.
 */
#define shs_begin(region, index, value) \
  shs_begin_bytes((region), (index), (value), sizeof *(value))

__attribute__((unused)) static inline int shs_begin_bytes(
    shs_region *region, uint64_t index, void *value, size_t size) {
  int status = shs_begin_as_(region, index, size, SHS_VALUE_, SHS_FOREVER_, 0);
  if (SHS_LIKELY_(status == SHS_OK)) {
    shs_copy_out_((unsigned char *)value, shs_struct_(region, index), size, region->width_);
  }
  return status;
}

/* Writes a value back that shs_begin has given out, as one commit, and gives the lock back. */
#define shs_commit(region, value) shs_commit_bytes((region), (value), sizeof *(value))

__attribute__((unused)) static inline int shs_commit_bytes(
    shs_region *region, const void *value, size_t size) {
  if (!SHS_LIKELY_(region->base_ != NULL && shs_holds_(region) && region->open_ == SHS_VALUE_)) {
    return region->base_ == NULL ? SHS_LOST : SHS_ORDER;
  }
  if (!SHS_LIKELY_(size == region->stride_)) {
    return SHS_SIZE;
  }
  int status = shs_write_(region, region->index_, value);
  region->open_ = SHS_NOTHING_;
  return shs_done_(region, status);
}

/*
 * Takes the lock and opens a section: what is written at the address that *place is set to becomes
 * a commit by shs_commit_in_place, or is undone by shs_rollback, or by others if this process dies.
 * Stores there are plain ones of C, so this is for one who needs no ThreadSanitizer.
 */
__attribute__((unused)) static inline int shs_begin_in_place(
    shs_region *region, uint64_t index, void **place) {
  int status = shs_begin_as_(region, index, 0, SHS_PLACE_, SHS_FOREVER_, 0);
  *place = NULL;
  if (SHS_LIKELY_(status == SHS_OK)) {
    shs_open_section_(region, index);
    *place = shs_struct_(region, index);
  }
  return status;
}

__attribute__((unused)) static inline int shs_commit_in_place(shs_region *region) {
  if (!SHS_LIKELY_(region->base_ != NULL && shs_holds_(region) && region->open_ == SHS_PLACE_)) {
    return region->base_ == NULL ? SHS_LOST : SHS_ORDER;
  }
  int status = shs_close_section_(region);
  region->open_ = SHS_NOTHING_;
  return shs_done_(region, status);
}

/* Stores a whole value, as one commit. */
#define shs_put(region, index, value) shs_put_bytes((region), (index), (value), sizeof *(value))

SHS_RARELY_ int shs_put_one_of_several_(shs_region *region, uint64_t index, const void *value);

__attribute__((unused)) static inline int shs_put_bytes(
    shs_region *region, uint64_t index, const void *value, size_t size) {
  if (region->base_ != NULL && shs_holds_(region) && region->open_ >= SHS_SEVERAL_) {
    return index >= region->length_ ? SHS_RANGE
        : size != region->stride_ ? SHS_SIZE
        : shs_put_one_of_several_(region, index, value);
  }
  int status = shs_begin_as_(region, index, size, SHS_VALUE_, SHS_FOREVER_, 0);
  return SHS_LIKELY_(status == SHS_OK) ? shs_commit_bytes(region, value, size) : status;
}

/*
 * Stores one field of 1, 2, 4 or 8 bytes, as one commit:
 *   float x = 1.5f;
 *   shs_set(&target, 0, offsetof(struct XY, x), &x);
 */
#define shs_set(region, index, offset, value) \
  shs_set_bytes((region), (index), (offset), (value), sizeof *(value))

__attribute__((unused)) static inline int shs_set_bytes(
    shs_region *region, uint64_t index, uint64_t offset, const void *value, size_t size) {
  int status = shs_begin_as_(region, index, 0, SHS_VALUE_, SHS_FOREVER_, 0);
  if (!SHS_LIKELY_(status == SHS_OK)) {
    return status;
  }
  region->open_ = SHS_NOTHING_;
  if (size > 8 || (size & (size - 1)) != 0 || size == 0 || offset % size != 0
      || offset > region->stride_ || size > region->stride_ - offset || size > region->width_) {
    return shs_done_(region, SHS_SIZE);
  }
  if (!SHS_LIKELY_(shs_is_mine_(region))) {
    return shs_done_(region, SHS_LOST);
  }
  shs_release_(); /* 1 */
  shs_copy_in_(shs_struct_(region, index) + offset, (const unsigned char *)value, size,
      (unsigned)size);
  shs_set_sequence_(region, shs_sequence_(region) + 2);
  return shs_done_(region, SHS_OK);
}

/*
 * Takes the lock to write several elements of an array, by shs_put, all of which become one commit
 * by shs_commit_all, or nothing by shs_rollback. If the process dies before, the array is undone
 * where it was made as ATOMIC_ARRAY, and half written where it was not: then others are told.
 */
__attribute__((unused)) static inline int shs_begin_all(shs_region *region) {
  if (region->base_ != NULL && region->form_ != 2) {
    return SHS_ORDER;
  }
  int status = shs_lock_until_(region, SHS_FOREVER_, 0);
  if (status == SHS_OK && region->open_ != SHS_NOTHING_) {
    return shs_done_(region, SHS_ORDER);
  }
  if (status == SHS_OK) {
    region->open_ = SHS_SEVERAL_;
    region->old_count_ = 0;
  }
  return status;
}

/* The same for an array that is half written: shs_commit_all says that it is right again. */
__attribute__((unused)) static inline int shs_begin_repair(shs_region *region) {
  int status = shs_lock_until_(region, SHS_FOREVER_, 1);
  if (status == SHS_OK && region->open_ != SHS_NOTHING_) {
    return shs_done_(region, SHS_ORDER);
  }
  if (status == SHS_OK) {
    region->open_ = shs_is_dirty_(region) ? SHS_REPAIR_ : SHS_SEVERAL_;
    region->old_count_ = 0;
  }
  return status;
}

/* Keeps what an element holds, to be written back. */
SHS_RARELY_ int shs_keep_old_(shs_region *region, uint64_t index) {
  size_t each = 8 + (size_t)region->stride_;
  if (region->old_count_ == region->old_room_) {
    size_t room = region->old_room_ == 0 ? 16 : 2 * region->old_room_;
    void *more = realloc(region->old_, room * each);
    if (more == NULL) {
      return shs_system_(region);
    }
    region->old_ = (unsigned char *)more;
    region->old_room_ = room;
  }
  unsigned char *entry = region->old_ + region->old_count_++ * each;
  memcpy(entry, &index, 8);
  shs_copy_out_(entry + 8, shs_struct_(region, index), region->stride_, region->width_);
  return SHS_OK;
}

SHS_RARELY_ void shs_set_dirty_(const shs_region *region) {
  /* relaxed: the release that closes the first section comes after it */
  __atomic_store_n(shs_at32_(region, SHS_DIRTY_), 1, __ATOMIC_RELAXED);
}

SHS_RARELY_ int shs_put_one_of_several_(shs_region *region, uint64_t index, const void *value) {
  if (!shs_is_mine_(region)) {
    return SHS_LOST;
  }
  if (region->shadow_ != 0) {
    shs_open_section_(region, index); /* one section for all, until the commit */
    shs_copy_in_(shs_struct_(region, index), (const unsigned char *)value, region->stride_,
        region->width_);
    return SHS_OK;
  }
  int status = region->open_ == SHS_REPAIR_ ? SHS_OK : shs_keep_old_(region, index);
  if (status != SHS_OK) {
    return status;
  }
  shs_set_dirty_(region);
  return shs_write_(region, index, value);
}

/* Makes all that was put since shs_begin_all one commit, and gives the lock back. */
__attribute__((unused)) static inline int shs_commit_all(shs_region *region) {
  if (region->base_ == NULL || !shs_holds_(region) || region->open_ < SHS_SEVERAL_) {
    return region->base_ == NULL ? SHS_LOST : SHS_ORDER;
  }
  int status = SHS_OK;
  if (region->shadow_ != 0) {
    status = shs_sequence_(region) % 2 == 1 ? shs_close_section_(region) : SHS_OK;
  } else if (!shs_is_mine_(region)) {
    status = SHS_LOST;
  } else if (shs_is_dirty_(region)) {
    __atomic_store_n(shs_at32_(region, SHS_DIRTY_), 0, __ATOMIC_RELEASE);
  }
  region->open_ = SHS_NOTHING_;
  return shs_done_(region, status);
}

/* X. */
SHS_RARELY_ int shs_undo_(shs_region *region) {
  if (!shs_is_mine_(region)) {
    return SHS_LOST;
  }
  unsigned open = region->open_;
  region->open_ = SHS_NOTHING_;
  if (shs_sequence_(region) % 2 == 1) {
    return shs_restore_(region) ? SHS_OK : SHS_NOT_A_REGION;
  }
  int status = SHS_OK;
  if (open == SHS_SEVERAL_ && region->shadow_ == 0) {
    size_t each = 8 + (size_t)region->stride_;
    while (region->old_count_ > 0 && status == SHS_OK) {
      const unsigned char *entry = region->old_ + --region->old_count_ * each;
      uint64_t index;
      memcpy(&index, entry, 8);
      status = shs_write_(region, index, entry + 8);
    }
    if (status == SHS_OK) {
      __atomic_store_n(shs_at32_(region, SHS_DIRTY_), 0, __ATOMIC_RELEASE);
    }
  }
  return status;
}

/* Undoes what is open in this thread, and gives the lock back. What a repair has written stays. */
__attribute__((unused)) static inline int shs_rollback(shs_region *region) {
  if (region->base_ == NULL || !shs_holds_(region) || region->open_ == SHS_NOTHING_) {
    return region->base_ == NULL ? SHS_LOST : SHS_ORDER;
  }
  return shs_done_(region, shs_undo_(region));
}

__attribute__((unused)) static inline int shs_unlock(shs_region *region) {
  if (region->base_ == NULL || !shs_holds_(region)) {
    return region->base_ == NULL ? SHS_LOST : SHS_ORDER;
  }
  int status = region->depth_ == 1 && region->open_ != SHS_NOTHING_ ? shs_undo_(region) : SHS_OK;
  return shs_done_(region, status);
}

/* ---- Reading ------------------------------------------------------------------------------ */

/* G1, G2 and G4. 0: the copy means nothing. */
SHS_ALWAYS_ int shs_try_read_(
    const shs_region *region, uint64_t index, void *value, uint64_t sequence) {
  unsigned char *to = (unsigned char *)value;
  const unsigned char *from = shs_struct_(region, index);
  uint64_t stamp = shs_stamp_(region, index);
  int again = 0;
  if (!SHS_LIKELY_(sequence % 2 == 0)) {
    if (region->shadow_ != 0) {
      again = __atomic_load_n(shs_at64_(region, stamp), __ATOMIC_ACQUIRE) != sequence;
      from = again ? from : shs_kept_(region, index);
    } else if (shs_relaxed_(region, SHS_INDEX_) == index) {
      from = region->base_ + region->undo_;
    }
  }
  shs_copy_out_(to, from, region->stride_, region->width_);
  shs_acquire_(); /* G3 */
  return !(again && shs_relaxed_(region, stamp) == sequence);
}

/* G5, where dirty was 1. 1: the copy is good; 0: again; -1: the array is half written. */
SHS_RARELY_ int shs_judge_dirty_(const shs_region *region, uint64_t sequence) {
  uint64_t word = shs_load_(region, SHS_LOCK_);
  int lives = word != 0;
  if (lives && region->lock_file_ == SHS_DESERTED_) {
    lives = 0;
  } else if (lives && region->lock_file_ >= 0 && shs_probe_(region, shs_owner_(word))) {
    shs_end_probe_(region, shs_owner_(word));
    lives = 0;
  }
  if (lives) {
    return 1;
  }
  return shs_is_dirty_(region) && shs_load_(region, SHS_LOCK_) == word
      && shs_load_(region, SHS_SEQUENCE_) == sequence ? -1 : 0;
}

SHS_RARELY_ int shs_read_under_lock_(shs_region *region, uint64_t index, void *value) {
  if ((region->flags_ & SHS_READ_ONLY_ACCESS) != 0
      || shs_lock_until_(region, 0, 0) != SHS_OK) {
    return 0;
  }
  shs_copy_out_((unsigned char *)value, shs_struct_(region, index), region->stride_,
      region->width_);
  shs_done_(region, SHS_OK);
  return 1;
}

/*
 * Copies the last commit of one element into *value. Waits for nobody. A thread that has the lock
 * reads what it has written.
 */
#define shs_snapshot(region, index, value) \
  shs_snapshot_bytes((region), (index), (value), sizeof *(value))

__attribute__((unused)) static inline int shs_snapshot_bytes(
    shs_region *region, uint64_t index, void *value, size_t size) {
  int status = shs_ready_(region);
  if (!SHS_LIKELY_(status == SHS_OK)) {
    return status;
  }
  if (!SHS_LIKELY_(index < region->length_ && size == region->stride_)) {
    return size == region->stride_ ? SHS_RANGE : SHS_SIZE;
  }
  for (unsigned tries = 0;; tries++) {
    uint64_t sequence = __atomic_load_n(shs_at64_(region, SHS_SEQUENCE_), __ATOMIC_ACQUIRE);
    if (!SHS_LIKELY_(sequence % 2 == 0) && shs_holds_(region)) {
      shs_copy_out_((unsigned char *)value, shs_struct_(region, index), size, region->width_);
      return SHS_OK;
    }
    int good = shs_try_read_(region, index, value, sequence);
    int dirty = shs_is_dirty_(region);
    if (SHS_LIKELY_(good && shs_relaxed_(region, SHS_SEQUENCE_) == sequence)) {
      int verdict = SHS_LIKELY_(!dirty) ? 1 : shs_judge_dirty_(region, sequence);
      if (SHS_LIKELY_(verdict > 0)) {
        return SHS_OK;
      }
      if (verdict < 0) {
        return SHS_HALF_WRITTEN;
      }
    }
    if (tries >= 64 && shs_read_under_lock_(region, index, value)) {
      return SHS_OK;
    }
  }
}

/*
 * Copies several elements as they were at one moment, from the first on. values has room for count
 * structs. Where the array is not an ATOMIC_ARRAY, it waits for one that writes several elements.
 */
#define shs_snapshots(region, first, count, values) \
  shs_snapshots_bytes((region), (first), (count), (values), sizeof *(values))

__attribute__((unused)) static inline int shs_snapshots_bytes(
    shs_region *region, uint64_t first, uint64_t count, void *values, size_t size) {
  int status = shs_ready_(region);
  if (status != SHS_OK) {
    return status;
  }
  if (first > region->length_ || count > region->length_ - first) {
    return SHS_RANGE;
  }
  if (size != region->stride_) {
    return SHS_SIZE;
  }
  int holds = shs_holds_(region);
  for (int64_t pause = 1000;;) {
    uint64_t sequence = __atomic_load_n(shs_at64_(region, SHS_SEQUENCE_), __ATOMIC_ACQUIRE);
    int good = 1;
    if (!holds && shs_is_dirty_(region)) {
      if (shs_judge_dirty_(region, sequence) < 0) {
        return SHS_HALF_WRITTEN;
      }
      shs_sleep_(pause);
      pause = shs_least_(2 * pause, SHS_MILLI_);
      continue;
    }
    for (uint64_t i = 0; i < count && good; i++) {
      unsigned char *value = (unsigned char *)values + i * size;
      if (holds) {
        shs_copy_out_(value, shs_struct_(region, first + i), size, region->width_);
      } else {
        good = shs_try_read_(region, first + i, value, sequence);
      }
    }
    if (holds
        || (good && !shs_is_dirty_(region) && shs_relaxed_(region, SHS_SEQUENCE_) == sequence)) {
      return SHS_OK;
    }
  }
}

/* How many elements the region has; 1 for a single struct. */
__attribute__((unused)) static inline uint64_t shs_length(const shs_region *region) {
  return region->length_;
}

/*
 * The struct itself, without a lock: where one thread writes alone, or fields stand for themselves.
 * NULL if there is no such element. It is unmapped by shs_close, and in the child of a fork(2).
 */
__attribute__((unused)) static inline void *shs_raw(shs_region *region, uint64_t index) {
  int is_there = shs_ready_(region) == SHS_OK && index < region->length_;
  return is_there ? shs_struct_(region, index) : NULL;
}

/* ---- Waiting ------------------------------------------------------------------------------ */

/* The number of the last commit: it grows with each. */
__attribute__((unused)) static inline int shs_version(shs_region *region, uint64_t *version) {
  int status = shs_ready_(region);
  *version = SHS_LIKELY_(status == SHS_OK)
      ? __atomic_load_n(shs_at64_(region, SHS_SEQUENCE_), __ATOMIC_ACQUIRE) >> 1 : 0;
  return status;
}

/* Takes the lock of one that died, and so does its last step for it. */
SHS_RARELY_ void shs_finish_dead_(shs_region *region) {
  uint64_t word = shs_load_(region, SHS_LOCK_);
  if (word != 0 && shs_probe_(region, shs_owner_(word))) {
    shs_end_probe_(region, shs_owner_(word));
    if (shs_lock_until_(region, 0, 1) == SHS_OK) {
      shs_unlock(region);
    }
  }
}

/* W, for a commit, once. */
SHS_RARELY_ void shs_sleep_for_commit_(shs_region *region, uint64_t version, int64_t left) {
  uint32_t seen = __atomic_load_n(shs_at32_(region, SHS_WAKE_VERSION_), __ATOMIC_SEQ_CST);
  __atomic_fetch_or(shs_at32_(region, SHS_SLEEPERS_), SHS_FOR_COMMIT_, __ATOMIC_SEQ_CST);
  shs_after_locked_();
  uint64_t word = shs_load_(region, SHS_LOCK_);
  if (word != 0) {
    syscall(SYS_membarrier, 2 /* MEMBARRIER_CMD_GLOBAL_EXPEDITED */, 0, 0);
  }
  if (__atomic_load_n(shs_at64_(region, SHS_SEQUENCE_), __ATOMIC_ACQUIRE) >> 1 != version) {
    return;
  }
  shs_finish_dead_(region);
  int64_t now = shs_now_();
  int64_t slice = now < region->restless_until_ ? SHS_MILLI_ : 50 * SHS_MILLI_;
  if (word != 0 && (word & SHS_WAKES_) == 0) {
    shs_sleep_(shs_least_(left, SHS_MILLI_));
  } else {
    shs_futex_(region, SHS_WAKE_VERSION_, seen, shs_least_(left, slice));
  }
  uint64_t after = __atomic_load_n(shs_at64_(region, SHS_SEQUENCE_), __ATOMIC_ACQUIRE) >> 1;
  if (after != version
      && __atomic_load_n(shs_at32_(region, SHS_WAKE_VERSION_), __ATOMIC_SEQ_CST) == seen) {
    region->restless_until_ = shs_now_() + SHS_SECOND_; /* one commits that wakes nobody */
  }
}

/*
 * Waits until there is another commit than the one of this version, and sets *version to its own.
 * nanos: how long at most; below 0, as long as it takes. SHS_TIMEOUT: there was none.
 * SHS_ORDER: this thread has the lock, so nobody else can commit.
 */
__attribute__((unused)) static inline int shs_await(
    shs_region *region, uint64_t *version, int64_t nanos) {
  int status = shs_ready_(region);
  if (status != SHS_OK || shs_holds_(region)) {
    return status != SHS_OK ? status : SHS_ORDER;
  }
  int64_t end = shs_end_(nanos);
  int64_t pause = 1000;
  for (;;) {
    uint64_t now = __atomic_load_n(shs_at64_(region, SHS_SEQUENCE_), __ATOMIC_ACQUIRE) >> 1;
    if (now != *version) {
      *version = now;
      return SHS_OK;
    }
    int64_t left = end == SHS_FOREVER_ ? SHS_FOREVER_ : end - shs_now_();
    if (left <= 0) {
      return SHS_TIMEOUT;
    }
    if ((region->flags_ & SHS_READ_ONLY_ACCESS) != 0) {
      shs_sleep_(shs_least_(left, pause));
      pause = shs_least_(2 * pause, SHS_MILLI_);
    } else {
      shs_sleep_for_commit_(region, now, left);
    }
  }
}

/* ---- Schemas ------------------------------------------------------------------------------ */

/* A piece of a text. */
typedef struct shs_word_ {
  const char *text;
  size_t length;
} shs_word_;

/* A line of a field, or the first line of a schema: the struct, its size and alignment. */
typedef struct shs_member_ {
  uint64_t offset;
  uint64_t size;
  shs_word_ type;
  shs_word_ name;
} shs_member_;

typedef struct shs_head_ {
  shs_word_ name;
  int sized;
  uint64_t size;
  uint64_t alignment;
} shs_head_;

SHS_RARELY_ int shs_same_(shs_word_ one, shs_word_ other) {
  return one.length == other.length && memcmp(one.text, other.text, one.length) == 0;
}

SHS_RARELY_ int shs_is_(shs_word_ word, const char *text) {
  return word.length == strlen(text) && memcmp(word.text, text, word.length) == 0;
}

SHS_RARELY_ int shs_begins_(shs_word_ word, const char *text) {
  return word.length >= strlen(text) && memcmp(word.text, text, strlen(text)) == 0;
}

/* What stands before the next separator; the rest goes on behind that. */
SHS_RARELY_ shs_word_ shs_until_(shs_word_ *rest, char separator) {
  const char *end = (const char *)memchr(rest->text, separator, rest->length);
  shs_word_ word = {rest->text, end == NULL ? rest->length : (size_t)(end - rest->text)};
  size_t used = end == NULL ? rest->length : word.length + 1;
  rest->text += used;
  rest->length -= used;
  return word;
}

/* A number without sign and leading zeros, or UINT64_MAX. */
SHS_RARELY_ uint64_t shs_number_(shs_word_ word) {
  uint64_t number = 0;
  if (word.length == 0 || word.length > 18 || (word.length > 1 && word.text[0] == '0')) {
    return UINT64_MAX;
  }
  for (size_t i = 0; i < word.length; i++) {
    if (word.text[i] < '0' || word.text[i] > '9') {
      return UINT64_MAX;
    }
    number = 10 * number + (uint64_t)(word.text[i] - '0');
  }
  return number;
}

SHS_RARELY_ int shs_read_head_(shs_word_ *text, shs_head_ *head) {
  shs_word_ line = shs_until_(text, '\n');
  int good = shs_is_(shs_until_(&line, ' '), "struct");
  head->name = shs_until_(&line, ' ');
  shs_word_ kind = shs_until_(&line, ' ');
  head->sized = shs_is_(kind, "sized");
  good = good && head->name.length > 0 && (head->sized || shs_is_(kind, "size"));
  head->size = shs_number_(shs_until_(&line, ' '));
  good = good && shs_is_(shs_until_(&line, ' '), "align");
  head->alignment = shs_number_(line);
  return good && head->size >= 1 && head->size <= (UINT64_C(1) << 30) && head->alignment >= 1
      && head->alignment <= 4096 && (head->alignment & (head->alignment - 1)) == 0
      && head->size % head->alignment == 0;
}

/* 0: there is no further line, or it is none of a field; the text tells which. */
SHS_RARELY_ int shs_read_member_(shs_word_ *text, shs_member_ *member) {
  shs_word_ line = shs_until_(text, '\n');
  member->offset = shs_number_(shs_until_(&line, ' '));
  member->size = shs_number_(shs_until_(&line, ' '));
  member->type = shs_until_(&line, ' ');
  member->name = line;
  return member->offset != UINT64_MAX && member->size != UINT64_MAX && member->size > 0
      && member->type.length > 0 && line.length > 0 && memchr(line.text, ' ', line.length) == NULL;
}

/* The last line of a field: a later one stands for an earlier. 0: there is none. */
SHS_RARELY_ int shs_find_member_(shs_word_ text, shs_word_ name, shs_member_ *found) {
  shs_member_ member;
  int any = 0;
  while (shs_read_member_(&text, &member)) {
    if (shs_same_(member.name, name)) {
      *found = member;
      any = 1;
    }
  }
  return any;
}

/* The beginning of the names of all fields of the struct that a field lies in. */
SHS_RARELY_ shs_word_ shs_parent_(shs_word_ name) {
  while (name.length > 0 && name.text[name.length - 1] != '.') {
    name.length--;
  }
  return name;
}

/* The name of the field that is that struct. */
SHS_RARELY_ shs_word_ shs_field_of_(shs_word_ parent) {
  if (parent.length > 0) {
    parent.length--;
  }
  if (parent.length > 2 && parent.text[parent.length - 1] == ']') {
    parent.length -= 2;
  }
  return parent;
}

/* Whether fields may be added there: two structs that are sized, and one within that is. */
SHS_RARELY_ int shs_grows_(shs_word_ file, shs_word_ parent) {
  shs_member_ field;
  return parent.length == 0 || !shs_find_member_(file, shs_field_of_(parent), &field)
      || shs_begins_(field.type, "sized:");
}

/* Where the fields of the file end in a struct. */
SHS_RARELY_ uint64_t shs_end_of_fields_(shs_word_ file, shs_word_ parent) {
  shs_member_ member;
  uint64_t end = 0;
  while (shs_read_member_(&file, &member)) {
    if (shs_same_(shs_parent_(member.name), parent) && member.offset + member.size > end) {
      end = member.offset + member.size;
    }
  }
  return end;
}

/* Whether a line is the same enum with more constants behind those that there were. */
SHS_RARELY_ int shs_appends_(shs_member_ longer, shs_member_ shorter) {
  const char *end = (const char *)memchr(shorter.type.text, '}', shorter.type.length);
  if (longer.offset != shorter.offset || longer.size != shorter.size || end == NULL
      || !shs_begins_(shorter.type, "enum{") || longer.type.length <= shorter.type.length) {
    return 0;
  }
  size_t constants = (size_t)(end - shorter.type.text);
  size_t tail = shorter.type.length - constants;
  return memcmp(longer.type.text, shorter.type.text, constants) == 0
      && longer.type.text[constants] == ','
      && memcmp(longer.type.text + longer.type.length - tail, end, tail) == 0;
}

/* One difference more: the first ones are told, as many as the text has room for. */
__attribute__((format(printf, 2, 3)))
SHS_RARELY_ void shs_differ_(shs_region *region, const char *format, ...) {
  size_t used = strlen(region->text);
  va_list values;
  va_start(values, format);
  if (used == 0) {
    used = (size_t)snprintf(region->text, sizeof region->text, "%.600s: ", region->path_);
  } else if (used < sizeof region->text - 2) {
    memcpy(region->text + used, "; ", 3);
    used += 2;
  }
  vsnprintf(region->text + used, sizeof region->text - used, format, values);
  va_end(values);
}

#define SHS_WORD_(word) (int)(word).length, (word).text

/* What is different about a field of the program, and what follows from it. */
SHS_RARELY_ void shs_differ_in_(
    shs_region *region, shs_word_ file, shs_member_ mine, const char *more) {
  shs_member_ other;
  if (!shs_find_member_(file, mine.name, &other)) {
    shs_differ_(region, "%.*s is missing in the file, %.*s at byte %" PRIu64 " here%s",
        SHS_WORD_(mine.name), SHS_WORD_(mine.type), mine.offset, more);
  } else if (mine.offset == other.offset && shs_same_(mine.type, other.type)) {
    shs_differ_(region,
        "%.*s is %.*s of %" PRIu64 " bytes at byte %" PRIu64 " in the file, %.*s of %" PRIu64
        " bytes at byte %" PRIu64 " here%s",
        SHS_WORD_(mine.name), SHS_WORD_(other.type), other.size, other.offset,
        SHS_WORD_(mine.type), mine.size, mine.offset, more);
  } else {
    shs_differ_(region,
        "%.*s is %.*s at byte %" PRIu64 " in the file, %.*s at byte %" PRIu64 " here%s",
        SHS_WORD_(mine.name), SHS_WORD_(other.type), other.offset, SHS_WORD_(mine.type),
        mine.offset, more);
  }
}

/* A field that cannot be added: its bytes are those of another, or lie before the end of all. */
SHS_RARELY_ void shs_collide_(
    shs_region *region, shs_word_ file, shs_member_ mine, uint64_t end) {
  char more[96];
  shs_member_ other;
  for (shs_word_ rest = file; shs_read_member_(&rest, &other);) {
    shs_find_member_(file, other.name, &other);
    if (shs_same_(shs_parent_(mine.name), shs_parent_(other.name))
        && mine.offset < other.offset + other.size && other.offset < mine.offset + mine.size) {
      shs_differ_(region,
          "byte %" PRIu64 " is of %.*s, %.*s at byte %" PRIu64
          ", in the file, and of %.*s, %.*s at byte %" PRIu64 ", here",
          mine.offset > other.offset ? mine.offset : other.offset, SHS_WORD_(other.name),
          SHS_WORD_(other.type), other.offset, SHS_WORD_(mine.name), SHS_WORD_(mine.type),
          mine.offset);
      return;
    }
  }
  snprintf(more, sizeof more, ", before byte %" PRIu64 ", where the fields of the file end", end);
  shs_differ_in_(region, file, mine, more);
}

/* Whether the file lacks a line that may be added. */
SHS_RARELY_ int shs_lacks_(shs_word_ file, shs_member_ mine) {
  shs_member_ found;
  shs_word_ parent = shs_parent_(mine.name);
  return shs_grows_(file, parent)
      && (shs_find_member_(file, mine.name, &found) ? shs_appends_(mine, found)
          : mine.offset >= shs_end_of_fields_(file, parent));
}

/* A program that only reads adds nothing: says what would have to be added. */
SHS_RARELY_ int shs_refuse_to_add_(shs_region *region, shs_word_ file) {
  shs_word_ mine = {region->schema_, strlen(region->schema_)};
  shs_head_ head;
  shs_member_ member;
  shs_read_head_(&mine, &head);
  shs_read_head_(&file, &head);
  while (shs_read_member_(&mine, &member)) {
    if (shs_lacks_(file, member)) {
      shs_differ_in_(region, file, member,
          ": a program that knows it has to open the file for writing once");
    }
  }
  return SHS_MISMATCH;
}

/*
 * Compares the program's schema with the file's, and says in region.text what differs. Lines that
 * the file lacks and that may be added are put into *added (if it is not NULL), each with its line
 * feed; *lacking counts them.
 */
SHS_RARELY_ int shs_compare_(
    shs_region *region, shs_word_ file, char *added, size_t room, size_t *lacking) {
  shs_word_ mine = {region->schema_, strlen(region->schema_)};
  shs_head_ own, other;
  *lacking = 0;
  if (!shs_read_head_(&mine, &own)) {
    return shs_say_(region, SHS_MISMATCH, "%s: the schema of the program begins with '%.60s'",
        region->path_, region->schema_);
  }
  if (!shs_read_head_(&file, &other)) {
    return shs_say_(region, SHS_NOT_A_REGION, "%s: its schema has no line of a struct",
        region->path_);
  }
  int grows = own.sized && other.sized;
  int same = 1;
  if (!shs_same_(own.name, other.name)) {
    shs_differ_(region, "the struct is %.*s in the file, %.*s here", SHS_WORD_(other.name),
        SHS_WORD_(own.name));
    same = 0;
  }
  size_t used = 0;
  shs_member_ member, found;
  shs_word_ rest = mine;
  for (const char *line = rest.text; shs_read_member_(&rest, &member); line = rest.text) {
    size_t length = (size_t)(rest.text - line);
    int known = shs_find_member_(file, member.name, &found);
    shs_word_ parent = shs_parent_(member.name);
    int open = grows && shs_grows_(file, parent);
    if (grows && shs_lacks_(file, member)) {
      if (added != NULL && used + length <= room) {
        memcpy(added + used, line, length);
      }
      used += length;
      *lacking += length;
    } else if (!known && open) {
      shs_collide_(region, file, member, shs_end_of_fields_(file, parent));
      same = 0;
    } else if (!known || (!(member.offset == found.offset && member.size == found.size
        && shs_same_(member.type, found.type)) && !(open && shs_appends_(found, member)))) {
      shs_differ_in_(region, file, member, "");
      same = 0;
    }
  }
  for (rest = file; shs_read_member_(&rest, &member);) {
    shs_member_ whole;
    shs_word_ parent = shs_parent_(member.name);
    int alone = (grows && shs_grows_(file, parent))
        || (parent.length > 0 && !shs_find_member_(mine, shs_field_of_(parent), &whole));
    if (!shs_find_member_(mine, member.name, &found) && !alone) {
      shs_differ_(region, "%.*s is %.*s at byte %" PRIu64 " in the file, missing here",
          SHS_WORD_(member.name), SHS_WORD_(member.type), member.offset);
      same = 0;
    }
  }
  if ((own.sized || other.sized || same)
      && (own.size != other.size || own.alignment != other.alignment)) {
    shs_differ_(region,
        "the struct has size %" PRIu64 " and alignment %" PRIu64 " in the file, %" PRIu64
        " and %" PRIu64 " here",
        other.size, other.alignment, own.size, own.alignment);
    same = 0;
  }
  if (own.sized != other.sized) {
    shs_differ_(region, "the struct was made with%s room to grow, and is declared with%s room to "
        "grow here", other.sized ? "" : "out", own.sized ? "" : "out");
    same = 0;
  }
  return same ? SHS_OK : SHS_MISMATCH;
}

SHS_RARELY_ uint64_t shs_schema_word_(const char *text, size_t length) {
  uint64_t sum = shs_fingerprint_(text, length);
  return (sum ^ sum >> 32) << 32 | length;
}

/* The schema text of the file. 0: it is damaged. */
SHS_RARELY_ int shs_file_schema_(const shs_region *region, shs_word_ *text) {
  uint64_t capacity = __atomic_load_n(shs_at32_(region, SHS_CAPACITY_), __ATOMIC_RELAXED);
  uint64_t at = shs_relaxed_(region, SHS_SCHEMA_OFFSET_);
  for (int tries = 0; tries < 3; tries++) {
    uint64_t word = __atomic_load_n(shs_at64_(region, SHS_SCHEMA_), __ATOMIC_ACQUIRE);
    text->length = (size_t)(word & UINT32_MAX);
    if (capacity > (1 << 20) || text->length == 0 || text->length > capacity
        || at < SHS_HEADER_ || at > region->size_ || capacity > region->size_ - at) {
      return 0;
    }
    text->text = (const char *)region->base_ + at;
    if (shs_schema_word_(text->text, text->length) == word) {
      return text->text[text->length - 1] == '\n';
    }
  }
  return 0;
}

/* Adds the lines that the file lacks, with byte 0 of the lock file in hand. */
SHS_RARELY_ int shs_grow_(shs_region *region) {
  shs_word_ text;
  size_t lacking = 0;
  if (!shs_file_schema_(region, &text)) {
    return shs_say_(region, SHS_NOT_A_REGION, "%s: its schema text is damaged", region->path_);
  }
  int status = shs_compare_(region, text, NULL, 0, &lacking);
  if (status != SHS_OK || lacking == 0) {
    return status;
  }
  uint64_t capacity = __atomic_load_n(shs_at32_(region, SHS_CAPACITY_), __ATOMIC_RELAXED);
  if (lacking > capacity - text.length) {
    return shs_say_(region, SHS_MISMATCH,
        "%s: its schema has room for %" PRIu64 " bytes more, and %zu would be added",
        region->path_, capacity - text.length, lacking);
  }
  size_t length = text.length + lacking;
  char *whole = (char *)malloc(length);
  if (whole == NULL) {
    return shs_system_(region);
  }
  memcpy(whole, text.text, text.length);
  shs_compare_(region, text, whole + text.length, lacking, &lacking);
  memcpy(region->base_ + (text.text - (const char *)region->base_) + text.length,
      whole + text.length, lacking);
  __atomic_store_n(
      shs_at64_(region, SHS_SCHEMA_), shs_schema_word_(whole, length), __ATOMIC_RELEASE);
  free(whole);
  return SHS_OK;
}

/* ---- Files -------------------------------------------------------------------------------- */

SHS_RARELY_ uint64_t shs_round_up_(uint64_t offset, uint64_t multiple) {
  return (offset + multiple - 1) / multiple * multiple;
}

SHS_RARELY_ uint64_t shs_more_(uint64_t one, uint64_t other) {
  return one > other ? one : other;
}

/* Where the parts of a region lie; the header has to say the same. */
typedef struct shs_geometry_ {
  uint64_t undo, schema, payload, shadow, stamps, size;
} shs_geometry_;

/* 0: no file can be that long. */
SHS_RARELY_ int shs_lay_out_(
    const shs_head_ *head, uint64_t capacity, uint64_t length, int atomic, shs_geometry_ *to) {
  uint64_t aligned = shs_more_(64, head->alignment);
  to->undo = shs_round_up_(SHS_HEADER_, shs_more_(8, head->alignment));
  to->schema = to->undo + head->size;
  to->payload = shs_round_up_(to->schema + capacity, aligned);
  to->shadow = 0;
  to->stamps = 0;
  if (length > (INT64_MAX - to->payload - 2 * aligned) / (2 * head->size + 8)) {
    return 0;
  }
  to->size = to->payload + length * head->size;
  if (atomic) {
    to->shadow = shs_round_up_(to->size, aligned);
    to->stamps = shs_round_up_(to->shadow + length * head->size, 8);
    to->size = to->stamps + 8 * length;
  }
  return 1;
}

SHS_RARELY_ int shs_damaged_(shs_region *region, const char *what) {
  return shs_say_(region, SHS_NOT_A_REGION, "%s: %s", region->path_, what);
}

/* Reads what the header says, and believes none of it. */
SHS_RARELY_ int shs_read_header_(shs_region *region) {
  uint32_t order = __atomic_load_n(shs_at32_(region, SHS_BYTE_ORDER_), __ATOMIC_RELAXED);
  uint32_t version = __atomic_load_n(shs_at32_(region, SHS_VERSION_), __ATOMIC_RELAXED);
  if (memcmp(region->base_, "SHSTRUCT", 8) != 0) {
    return shs_damaged_(region, "it is not a region: it does not begin with SHSTRUCT");
  }
  if (order != 0x01020304) {
    return shs_damaged_(region, "it was made on a machine with another byte order");
  }
  if (version != 2) {
    return shs_say_(region, SHS_NOT_A_REGION,
        "%s: it has version %" PRIu32 " of the format, and this program knows version 2",
        region->path_, version);
  }
  shs_word_ text;
  shs_head_ head;
  if (!shs_file_schema_(region, &text)) {
    return shs_damaged_(region, "its schema text is damaged");
  }
  shs_word_ rest = text;
  if (!shs_read_head_(&rest, &head)) {
    return shs_damaged_(region, "the first line of its schema text is damaged");
  }
  shs_geometry_ should;
  region->form_ = __atomic_load_n(shs_at32_(region, SHS_FORM_), __ATOMIC_RELAXED);
  region->length_ = shs_relaxed_(region, SHS_LENGTH_);
  region->stride_ = shs_relaxed_(region, SHS_STRIDE_);
  region->payload_ = shs_relaxed_(region, SHS_PAYLOAD_);
  region->undo_ = shs_relaxed_(region, SHS_UNDO_);
  region->shadow_ = shs_relaxed_(region, SHS_SHADOW_);
  region->stamps_ = shs_relaxed_(region, SHS_STAMPS_);
  region->region_id_ = shs_relaxed_(region, SHS_ID_);
  uint64_t capacity = __atomic_load_n(shs_at32_(region, SHS_CAPACITY_), __ATOMIC_RELAXED);
  if (!(region->form_ == 1 ? region->length_ == 1 && region->shadow_ == 0 : region->form_ == 2)
      || region->stride_ != head.size
      || !shs_lay_out_(&head, capacity, region->length_, region->shadow_ != 0, &should)
      || should.undo != region->undo_ || should.payload != region->payload_
      || should.shadow != region->shadow_ || should.stamps != region->stamps_
      || should.schema != shs_relaxed_(region, SHS_SCHEMA_OFFSET_)
      || should.size != shs_relaxed_(region, SHS_FILE_SIZE_) || should.size != region->size_
      || region->region_id_ == 0 || region->region_id_ >> 63 != 0) {
    return shs_damaged_(region, "its header is damaged: it does not fit the schema and the length");
  }
  region->width_ = head.alignment >= 8 ? 8 : (unsigned)head.alignment;
  size_t lacking = 0;
  int status = region->schema_ == NULL ? SHS_OK : shs_compare_(region, text, NULL, 0, &lacking);
  int as_array = (region->flags_ & SHS_ARRAY) != 0;
  if (status == SHS_OK && as_array != (region->form_ == 2)
      && (region->schema_ != NULL || as_array)) {
    return shs_say_(region, SHS_MISMATCH, "%s: %.*s is %s in the file, %s here", region->path_,
        SHS_WORD_(head.name), as_array ? "a single struct" : "an array",
        as_array ? "an array" : "a single struct");
  }
  if (status == SHS_OK && lacking > 0 && (region->flags_ & SHS_READ_ONLY_ACCESS) != 0) {
    return shs_refuse_to_add_(region, text);
  }
  return status;
}

/* The last name of a path, and its folder, which is cut off there. */
SHS_RARELY_ char *shs_cut_(char *path) {
  char *name = strrchr(path, '/');
  *name = 0;
  return name + 1;
}

enum { SHS_PATH_ = PATH_MAX + NAME_MAX + 64 };

/* .NAME.ID.kind beside the region. */
SHS_RARELY_ int shs_beside_(char *to, const char *path, uint64_t id, const char *kind) {
  char copy[SHS_PATH_];
  snprintf(copy, sizeof copy, "%s", path);
  char *name = shs_cut_(copy);
  int size = snprintf(to, SHS_PATH_, "%s/.%s.%016" PRIx64 ".%s", copy, name, id, kind);
  return size > 0 && size < SHS_PATH_;
}

/* The lock file by its id alone: the region may have been renamed. */
SHS_RARELY_ int shs_lock_file_by_id_(char *to, const char *path, uint64_t id) {
  char folder[SHS_PATH_], end[64];
  snprintf(folder, sizeof folder, "%s", path);
  shs_cut_(folder);
  size_t length = (size_t)snprintf(end, sizeof end, ".%016" PRIx64 ".lock", id);
  DIR *files = opendir(folder[0] == 0 ? "/" : folder);
  int found = 0;
  for (struct dirent *file; files != NULL && !found && (file = readdir(files)) != NULL;) {
    size_t size = strlen(file->d_name);
    if (file->d_name[0] == '.' && size > length && strcmp(file->d_name + size - length, end) == 0) {
      int all = snprintf(to, SHS_PATH_, "%s/%s", folder, file->d_name);
      found = all > 0 && all < SHS_PATH_;
    }
  }
  if (files != NULL) {
    closedir(files);
  }
  return found;
}

/* ---- Origin ------------------------------------------------------------------------------- */

/* A file that may not be where it was made, and what its header says of where that was. */
typedef struct shs_found_ {
  int file;
  struct stat status;
  uint64_t id, device, inode;
} shs_found_;

/* A line of a list of mappings: what it says before the file's name. */
typedef struct shs_mapping_ {
  unsigned long start;
  char access[8];
  char device[32];
  unsigned long inode;
} shs_mapping_;

/* The next one; 0: there is none. */
SHS_RARELY_ int shs_next_mapping_(FILE *maps, shs_mapping_ *mapping) {
  char line[SHS_PATH_];
  while (fgets(line, sizeof line, maps) != NULL) {
    if (sscanf(line, "%lx-%*x %7s %*s %31s %lu", &mapping->start, mapping->access, mapping->device,
        &mapping->inode) == 4) {
      return 1;
    }
  }
  return 0;
}

/* What the lists call the file system of a file, which can be another number than stat(2) has. */
SHS_RARELY_ void shs_name_device_(int file, char device[32]) {
  shs_mapping_ mapping;
  void *page = mmap(NULL, 1, PROT_READ, MAP_SHARED, file, 0);
  FILE *maps = page == MAP_FAILED ? NULL : fopen("/proc/self/maps", "re");
  device[0] = 0;
  while (maps != NULL && device[0] == 0 && shs_next_mapping_(maps, &mapping)) {
    if (mapping.start == (unsigned long)(uintptr_t)page) {
      memcpy(device, mapping.device, sizeof mapping.device);
    }
  }
  if (maps != NULL) {
    fclose(maps);
  }
  if (page != MAP_FAILED) {
    munmap(page, 1);
  }
}

/*
 * The number of a process that maps the file to write it, as /proc has it; 0: none is seen. A
 * private mapping says that the process does not count any more.
 */
SHS_RARELY_ long shs_writer_(int file, int here_too) {
  struct stat status;
  char device[32];
  long writer = 0;
  DIR *processes = fstat(file, &status) == 0 ? opendir("/proc") : NULL;
  shs_name_device_(file, device);
  for (struct dirent *process; processes != NULL && writer == 0
      && (process = readdir(processes)) != NULL;) {
    char path[64];
    shs_mapping_ mapping;
    long number = strtol(process->d_name, NULL, 10);
    int writes = 0;
    int counts = 1;
    if (number <= 0 || (!here_too && number == (long)getpid())) {
      continue;
    }
    snprintf(path, sizeof path, "/proc/%ld/maps", number);
    FILE *maps = fopen(path, "re");
    while (maps != NULL && shs_next_mapping_(maps, &mapping)) {
      if (mapping.inode == (unsigned long)status.st_ino && strcmp(mapping.device, device) == 0) {
        writes = writes || (mapping.access[1] == 'w' && mapping.access[3] == 's');
        counts = counts && mapping.access[3] != 'p';
      }
    }
    writer = writes && counts ? number : 0;
    if (maps != NULL) {
      fclose(maps);
    }
  }
  if (processes != NULL) {
    closedir(processes);
  }
  return writer;
}

/* Read and write for each class of users that may write the region, and for no other. */
SHS_RARELY_ mode_t shs_lock_mode_(mode_t mode) {
  mode_t classes = mode & 0222;
  return 0600 | classes | classes << 1;
}

/* Whether a file still has its name. */
SHS_RARELY_ int shs_has_name_(int file, const char *path) {
  struct stat open, named;
  return fstat(file, &open) == 0 && lstat(path, &named) == 0 && open.st_ino == named.st_ino
      && open.st_dev == named.st_dev;
}

/* A number that no region had before; 0: there is none. */
SHS_RARELY_ uint64_t shs_new_id_(void) {
  uint64_t id = 0;
  return syscall(SYS_getrandom, &id, sizeof id, 0) == (long)sizeof id ? id >> 1 | 1 : 0;
}

SHS_RARELY_ int shs_fail_to_renew_(shs_region *region, const char *what) {
  shs_system_(region);
  return shs_say_(region, SHS_SYSTEM, "%s: it is not where it was made, and %s: %s", region->path_,
      what, strerror(region->error));
}

SHS_RARELY_ int shs_is_owner_(const shs_found_ *found) {
  return geteuid() == 0 || geteuid() == found->status.st_uid;
}

SHS_RARELY_ int shs_only_owner_(shs_region *region) {
  return shs_say_(region, SHS_MOVED,
      "%s: it is not where it was made, and has to be opened for writing once by its owner; "
      "SHS_READ_ONLY_ACCESS opens it for reading", region->path_);
}

/* A lock file for a region that has other users, perhaps. -1: there is one, or see errno. */
SHS_RARELY_ int shs_make_lock_file_(const char *path, const struct stat *region) {
  int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  struct stat made;
  if (file < 0) {
    return -1;
  }
  if (fstat(file, &made) != 0
      || ((made.st_uid != region->st_uid || made.st_gid != region->st_gid)
          && fchown(file, region->st_uid, region->st_gid) != 0)
      || fchmod(file, shs_lock_mode_(region->st_mode)) != 0) {
    int error = errno;
    unlink(path);
    close(file);
    errno = error;
    return -1;
  }
  return file;
}

/* Whether the name leads to the file still, and nobody was faster. */
SHS_RARELY_ int shs_is_current_(const shs_region *region, const shs_found_ *found) {
  return shs_has_name_(found->file, region->path_) && shs_load_(region, SHS_ID_) == found->id
      && shs_load_(region, SHS_DEVICE_) == found->device
      && shs_load_(region, SHS_INODE_) == found->inode;
}

/* Writes a word of the header: the file is mapped for reading only by then. */
SHS_RARELY_ int shs_write_word_(const shs_found_ *found, int64_t at, uint64_t word) {
  return pwrite(found->file, &word, sizeof word, (off_t)at) == (ssize_t)sizeof word;
}

/*
 * Makes it a region of its own, with the gate in hand: byte 0 of a lock file with the old id, and
 * all others free. The id comes before the origin, which says that all is done. SHS_BUSY: it is,
 * and is to be opened again.
 */
SHS_RARELY_ int shs_renew_(shs_region *region, const shs_found_ *found) {
  static const unsigned char slots[SHS_LOCK_ - SHS_TABLE_] = {0};
  char path[SHS_PATH_];
  uint64_t id = shs_new_id_();
  if (id == 0 || !shs_beside_(path, region->path_, id, "lock")) {
    return shs_fail_to_renew_(region, "gets no name for a lock file");
  }
  int fresh = shs_make_lock_file_(path, &found->status);
  if (fresh < 0) {
    return shs_fail_to_renew_(region, "its lock file cannot be made");
  }
  if (shs_byte_(fresh, F_WRLCK, 0, 1) != 0 || !shs_has_name_(fresh, path)) {
    close(fresh);
    return SHS_BUSY; /* somebody took it for a leftover */
  }
  int held = shs_load_(region, SHS_LOCK_) != 0 || shs_sequence_(region) % 2 == 1;
  int status = SHS_BUSY;
  if (!shs_write_word_(found, SHS_LOCK_, held ? SHS_MOST_ID_ << 32 : 0)
      || pwrite(found->file, slots, sizeof slots, SHS_TABLE_) != (ssize_t)sizeof slots
      || !shs_write_word_(found, SHS_NEXT_, 2) || !shs_write_word_(found, SHS_ID_, id)
      || !shs_write_word_(found, SHS_DEVICE_, (uint64_t)found->status.st_dev)
      || !shs_write_word_(found, SHS_INODE_, (uint64_t)found->status.st_ino)) {
    status = shs_fail_to_renew_(region, "cannot be written");
  }
  close(fresh);
  return status;
}

/* Opens a lock file for writing, in which one trusts. Else -1, and the text says why. */
SHS_RARELY_ int shs_open_trusted_(shs_region *region, const shs_found_ *found, const char *path) {
  /* O_NONBLOCK: a stranger may have put a pipe there, which would wait for a writer */
  int file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  struct stat lock;
  if (file < 0) {
    shs_system_(region);
    if (region->error != ENOENT) {
      shs_say_(region, SHS_SYSTEM, "%s: its lock file %s cannot be opened: %s", region->path_,
          path, strerror(region->error));
    }
    return -1;
  }
  if (fstat(file, &lock) != 0 || !S_ISREG(lock.st_mode) || lock.st_uid != found->status.st_uid) {
    shs_say_(region, SHS_UNTRUSTED,
        "%s: its lock file %s does not belong to the owner of the region, or is not a regular file",
        region->path_, path);
    close(file);
    region->error = ELOOP;
    return -1;
  }
  region->error = 0;
  return file;
}

/* Why a lock file could not be opened. SHS_BUSY: somebody has renewed the region meanwhile. */
SHS_RARELY_ int shs_not_opened_(const shs_region *region) {
  return region->error == ENOENT ? SHS_BUSY
      : region->error == ELOOP ? SHS_UNTRUSTED : SHS_SYSTEM;
}

/* Case 4, or case 2 if somebody is in: then the lock file is this region's. */
SHS_RARELY_ int shs_renew_unless_used_(
    shs_region *region, const shs_found_ *found, const char *gate) {
  int is_file = found->inode == 0 || found->inode == (uint64_t)found->status.st_ino;
  int file = shs_open_trusted_(region, found, gate);
  if (file < 0) {
    return shs_not_opened_(region);
  }
  int64_t end = shs_end_(5 * SHS_SECOND_);
  while (shs_byte_(file, F_WRLCK, 0, 1) != 0 && shs_now_() < end) {
    shs_sleep_(SHS_MILLI_);
  }
  int status = SHS_BUSY;
  if (shs_byte_(file, F_WRLCK, 0, 1) == 0 && shs_byte_(file, F_RDLCK, 1, 0) == 0) {
    if (shs_is_current_(region, found)) {
      status = shs_is_owner_(found) ? shs_renew_(region, found) : shs_only_owner_(region);
    }
    if (status == SHS_BUSY && shs_has_name_(file, gate)) {
      unlink(gate);
    }
  } else if (is_file) {
    shs_byte_(file, F_UNLCK, 0, 1);
    region->lock_file_ = file;
    return SHS_OK;
  } else {
    status = shs_say_(region, SHS_MOVED,
        "%s: it is a copy of a region that is still used under this name: bytes of %s are locked",
        region->path_, gate);
  }
  close(file); /* and the locks go with it */
  return status;
}

/* Cases 3 and 4: it has no lock file, or is another file than the one that was made. */
SHS_RARELY_ int shs_renew_unless_seen_(shs_region *region, const shs_found_ *found) {
  char gate[SHS_PATH_];
  if (!shs_is_current_(region, found)) {
    return SHS_BUSY;
  }
  long writer = shs_writer_(found->file, 1);
  if (writer != 0) {
    return !shs_is_current_(region, found) ? SHS_BUSY : shs_say_(region, SHS_MOVED,
        "%s: it was moved, or its lock file was removed, while processes use it that others cannot "
        "see without that: process %ld; it can be opened for writing when they have closed it",
        region->path_, writer);
  }
  if (!shs_is_owner_(found)) {
    return shs_only_owner_(region);
  }
  if (!shs_beside_(gate, region->path_, region->region_id_, "lock")) {
    errno = ENAMETOOLONG;
    return shs_fail_to_renew_(region, "its name leaves no room for that of a lock file");
  }
  int made = shs_make_lock_file_(gate, &found->status);
  if (made < 0 && errno != EEXIST) {
    return shs_fail_to_renew_(region, "its lock file cannot be made");
  }
  if (made >= 0) {
    close(made);
  }
  return shs_renew_unless_used_(region, found, gate);
}

/* The lock file of the region, if there is one: by its name, or else by its id alone. */
SHS_RARELY_ int shs_find_lock_file_(const shs_region *region, char *path) {
  struct stat status;
  return (shs_beside_(path, region->path_, region->region_id_, "lock")
          && lstat(path, &status) == 0)
      || shs_lock_file_by_id_(path, region->path_, region->region_id_);
}

/* One who only reads needs the lock file to ask who lives. If it cannot, all count as alive. */
SHS_RARELY_ void shs_open_to_ask_(shs_region *region, const shs_found_ *found) {
  char path[SHS_PATH_];
  struct stat lock;
  if ((found->inode != 0 && found->inode != (uint64_t)found->status.st_ino)
      || !shs_find_lock_file_(region, path)) {
    region->lock_file_ = SHS_DESERTED_;
    return;
  }
  region->lock_file_ = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (region->lock_file_ >= 0 && (fstat(region->lock_file_, &lock) != 0 || !S_ISREG(lock.st_mode)
      || lock.st_uid != found->status.st_uid)) {
    close(region->lock_file_);
    region->lock_file_ = -1;
  }
}

/*
 * Sets the mode of a lock file again: its maker may have been killed before it did, or the
 * region's has changed. Only the owner can, and others need not.
 */
SHS_RARELY_ void shs_permit_(int lock_file, const char *path, const struct stat *region) {
  struct stat lock;
  mode_t mode = shs_lock_mode_(region->st_mode);
  if (region->st_uid == geteuid() && fstat(lock_file, &lock) == 0
      && (lock.st_mode & 07777) != mode && shs_has_name_(lock_file, path)) {
    fchmod(lock_file, mode);
  }
}

/* Opens the lock file, and makes a region of its own of a file that is not where it was made. */
SHS_RARELY_ int shs_open_lock_file_(shs_region *region, int file, const struct stat *status) {
  char path[SHS_PATH_];
  shs_found_ found;
  found.file = file;
  found.status = *status;
  found.id = region->region_id_;
  found.device = shs_relaxed_(region, SHS_DEVICE_);
  found.inode = shs_relaxed_(region, SHS_INODE_);
  if ((region->flags_ & SHS_READ_ONLY_ACCESS) != 0) {
    shs_open_to_ask_(region, &found);
    return SHS_OK;
  }
  int is_file = found.inode == 0 || found.inode == (uint64_t)status->st_ino;
  int is_system = found.inode == 0 || found.device == (uint64_t)status->st_dev;
  if (!is_file || !shs_find_lock_file_(region, path)) {
    return shs_renew_unless_seen_(region, &found);
  }
  if (!is_system && shs_is_owner_(&found)) {
    return shs_renew_unless_used_(region, &found, path);
  }
  region->lock_file_ = shs_open_trusted_(region, &found, path);
  if (region->lock_file_ < 0) {
    return shs_not_opened_(region);
  }
  shs_permit_(region->lock_file_, path, status);
  return SHS_OK;
}

/* ---- Entering, as a whole ----------------------------------------------------------------- */

SHS_RARELY_ void shs_detach_(shs_region *region) {
  if (region->base_ != NULL) {
    munmap(region->base_, region->size_);
    region->base_ = NULL;
  }
  if (region->lock_file_ >= 0) {
    close(region->lock_file_);
  }
  region->lock_file_ = -1;
  region->participant_ = 0;
}

/* Whether a path still leads to a file. */
SHS_RARELY_ int shs_leads_to_(const char *path, const struct stat *file) {
  struct stat now;
  return stat(path, &now) == 0 && now.st_ino == file->st_ino && now.st_dev == file->st_dev;
}

/* Steps 1 to 6 of entering. SHS_BUSY: the file was replaced meanwhile, open it again. */
SHS_RARELY_ int shs_enter_(shs_region *region, const struct stat *file) {
  for (;;) {
    uint64_t id = shs_lock_byte_(region);
    struct stat lock;
    if (id == 0) {
      return shs_say_(region, SHS_SYSTEM,
          "%s: no byte of its lock file could be locked in 5 seconds", region->path_);
    }
    if (shs_is_removed_(region)) {
      shs_end_probe_(region, id);
      return shs_say_(region, SHS_REMOVED, "%s: it was removed", region->path_);
    }
    if (!shs_leads_to_(region->path_, file) || fstat(region->lock_file_, &lock) != 0
        || lock.st_nlink == 0 || shs_load_(region, SHS_ID_) != region->region_id_) {
      shs_end_probe_(region, id);
      return SHS_BUSY;
    }
    region->participant_ = id;
    if (shs_claim_slot_(region, id)) {
      return SHS_OK;
    }
    shs_leave_(region);
  }
}

SHS_RARELY_ int shs_add_fields_(shs_region *region) {
  if (region->schema_ == NULL) {
    return SHS_OK;
  }
  shs_word_ text;
  size_t lacking = 0;
  if (!shs_file_schema_(region, &text) || shs_compare_(region, text, NULL, 0, &lacking) != SHS_OK
      || lacking == 0) {
    return SHS_OK;
  }
  int64_t end = shs_end_(5 * SHS_SECOND_);
  while (shs_byte_(region->lock_file_, F_WRLCK, 0, 1) != 0) {
    if (shs_now_() > end) {
      return shs_say_(region, SHS_BUSY, "%s: byte 0 of its lock file stays locked", region->path_);
    }
    shs_sleep_(SHS_MILLI_);
  }
  int status = shs_grow_(region);
  shs_byte_(region->lock_file_, F_UNLCK, 0, 1);
  return status;
}

/* Opens the file once. SHS_BUSY: it was replaced meanwhile. */
SHS_RARELY_ int shs_attach_once_(shs_region *region) {
  int reads = (region->flags_ & SHS_READ_ONLY_ACCESS) != 0;
  int file = open(region->path_, (reads ? O_RDONLY : O_RDWR) | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) {
    shs_system_(region);
    if (file >= 0) {
      close(file);
    }
    return shs_say_(region, SHS_SYSTEM, "%s: %s", region->path_, strerror(region->error));
  }
  if (!S_ISREG(status.st_mode) || status.st_size < SHS_HEADER_) {
    close(file);
    return shs_damaged_(region, S_ISREG(status.st_mode)
        ? "it is not a region: it is shorter than a header" : "it is not a regular file");
  }
  if ((region->flags_ & SHS_ANY_OWNER) == 0 && status.st_uid != geteuid()) {
    close(file);
    return shs_say_(region, SHS_UNTRUSTED,
        "%s: it belongs to user %ld, and this process runs as %ld; SHS_ANY_OWNER opens it",
        region->path_, (long)status.st_uid, (long)geteuid());
  }
  region->size_ = (uint64_t)status.st_size;
  /* at first for reading only: who maps it to write it counts as one who uses it */
  void *base = mmap(NULL, region->size_, PROT_READ, MAP_SHARED, file, 0);
  if (base == MAP_FAILED) {
    shs_system_(region);
    close(file);
    return shs_say_(region, SHS_SYSTEM, "%s: it cannot be mapped: %s", region->path_,
        strerror(region->error));
  }
  region->base_ = (unsigned char *)base;
  int result = shs_read_header_(region);
  if (result == SHS_OK) {
    result = shs_open_lock_file_(region, file, &status);
  }
  if (result == SHS_OK && !reads
      && mprotect(base, region->size_, PROT_READ | PROT_WRITE) != 0) {
    shs_system_(region);
    result = shs_say_(region, SHS_SYSTEM, "%s: it cannot be mapped for writing: %s", region->path_,
        strerror(region->error));
  }
  close(file);
  if (result == SHS_OK && reads && shs_is_removed_(region)) {
    result = shs_say_(region, SHS_REMOVED, "%s: it was removed", region->path_);
  }
  if (result == SHS_OK && !reads) {
    result = shs_enter_(region, &status);
    if (result == SHS_OK) {
      result = shs_add_fields_(region);
      if (result != SHS_OK) {
        shs_leave_(region);
      }
    }
  }
  if (result != SHS_OK) {
    shs_detach_(region);
  }
  return result;
}

SHS_RARELY_ int shs_attach_(shs_region *region) {
  int64_t end = shs_end_(5 * SHS_SECOND_);
  int status;
  do {
    status = shs_attach_once_(region);
  } while (status == SHS_BUSY && shs_now_() < end);
  return status == SHS_BUSY
      ? shs_say_(region, SHS_BUSY, "%s: it is replaced again and again", region->path_) : status;
}

/* ---- fork(2) ------------------------------------------------------------------------------ */

/* All open regions of this file of the program, for the child of a fork. */
typedef struct shs_open_regions_ {
  pthread_mutex_t mutex;
  pthread_once_t once;
  shs_region *first;
} shs_open_regions_;

SHS_RARELY_ shs_open_regions_ *shs_all_(void) {
  static shs_open_regions_ all = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_ONCE_INIT, NULL};
  return &all;
}

SHS_RARELY_ void shs_before_fork_(void) {
  pthread_mutex_lock(&shs_all_()->mutex);
}

SHS_RARELY_ void shs_in_parent_(void) {
  pthread_mutex_unlock(&shs_all_()->mutex);
}

/*
 * The child has the parent's open file description of the lock file, and with it the byte that says
 * that the parent lives. It closes its descriptor, which frees nothing, and unmaps the file: so it
 * cannot write as the parent. At its first use of the region it enters as itself.
 */
SHS_RARELY_ void shs_in_child_(void) {
  pthread_mutex_t fresh = PTHREAD_MUTEX_INITIALIZER;
  shs_all_()->mutex = fresh;
  for (shs_region *region = shs_all_()->first; region != NULL; region = region->next_) {
    shs_detach_(region);
    region->holder_ = NULL;
    region->depth_ = 0;
    region->open_ = SHS_NOTHING_;
    region->old_count_ = 0;
  }
}

SHS_RARELY_ void shs_watch_forks_(void) {
  pthread_atfork(shs_before_fork_, shs_in_parent_, shs_in_child_);
}

SHS_RARELY_ int shs_enter_again_(shs_region *region) {
  if (region->path_ == NULL) {
    return SHS_CLOSED;
  }
  pthread_mutex_lock(&shs_all_()->mutex);
  region->text[0] = 0;
  int status = region->base_ != NULL ? SHS_OK : shs_attach_(region);
  pthread_mutex_unlock(&shs_all_()->mutex);
  return status;
}

/* ---- Opening and closing ------------------------------------------------------------------ */

SHS_RARELY_ void shs_start_(shs_region *region, const char *schema, unsigned flags) {
  memset(region, 0, sizeof *region);
  region->lock_file_ = -1;
  region->schema_ = schema;
  region->flags_ = flags;
}

/* Enters a region that is open into the list of all, or clears one that is not. */
SHS_RARELY_ int shs_started_(shs_region *region, int status) {
  if (status != SHS_OK) {
    free(region->path_);
    region->path_ = NULL;
    return status;
  }
  pthread_once(&shs_all_()->once, shs_watch_forks_);
  pthread_mutex_lock(&shs_all_()->mutex);
  region->next_ = shs_all_()->first;
  shs_all_()->first = region;
  pthread_mutex_unlock(&shs_all_()->mutex);
  return SHS_OK;
}

/* A link in a folder that others may write to: it can lead anywhere. */
SHS_RARELY_ int shs_is_strange_link_(const char *path) {
  char folder[SHS_PATH_];
  struct stat status;
  if (lstat(path, &status) != 0 || !S_ISLNK(status.st_mode)) {
    return 0;
  }
  const char *name = strrchr(path, '/');
  int length = name == NULL ? 0 : (int)(name - path);
  int size = snprintf(folder, sizeof folder, "%.*s/.", length, path);
  const char *parent = name == NULL ? "." : folder;
  return size >= (int)sizeof folder || stat(parent, &status) != 0
      || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0;
}

/*
 * Opens a region. schema: the one of the generated header, which has to stay; the file must have
 * the same struct. NULL takes whatever struct is there. flags: of enum shs_flags.
 * If it fails, region->text is a sentence that says why, and the region is closed.
 */
__attribute__((unused)) static inline int shs_open(
    shs_region *region, const char *path, const char *schema, unsigned flags) {
  shs_start_(region, schema, flags);
  if (shs_is_strange_link_(path)) {
    return shs_say_(region, SHS_UNTRUSTED,
        "%s: it is a symbolic link in a folder that others may write to", path);
  }
  region->path_ = realpath(path, NULL);
  if (region->path_ == NULL) {
    shs_system_(region);
    return shs_say_(region, SHS_SYSTEM, "%s: %s", path, strerror(region->error));
  }
  return shs_started_(region, shs_attach_(region));
}

/* Opens a region that the parent process has passed on by a name: passTo in Java does. */
__attribute__((unused)) static inline int shs_inherited(
    shs_region *region, const char *name, const char *schema, unsigned flags) {
  char variable[256];
  snprintf(variable, sizeof variable, "SHAREDSTRUCT_%.200s", name);
  const char *path = getenv(variable);
  if (path == NULL) {
    shs_start_(region, schema, flags);
    region->error = ENOENT;
    return shs_say_(region, SHS_SYSTEM, "no region was passed to this process by the name '%s'",
        name);
  }
  return shs_open(region, path, schema, flags);
}

SHS_RARELY_ void shs_remove_if_last_(shs_region *region);

/*
 * Closes a region, which no other thread uses any more. What this thread has open is rolled back.
 * SHS_BUSY: another thread has the lock, and nothing was closed.
 */
__attribute__((unused)) static inline int shs_close(shs_region *region) {
  if (region->path_ == NULL) {
    return SHS_CLOSED;
  }
  if (region->base_ != NULL && shs_holds_(region)) {
    region->depth_ = 1;
    shs_unlock(region);
  } else if (region->base_ != NULL
      && __atomic_load_n(&region->holder_, __ATOMIC_RELAXED) != NULL) {
    return SHS_BUSY;
  }
  pthread_mutex_lock(&shs_all_()->mutex);
  shs_region **link = &shs_all_()->first;
  while (*link != NULL && *link != region) {
    link = &(*link)->next_;
  }
  if (*link != NULL) {
    *link = region->next_;
  }
  pthread_mutex_unlock(&shs_all_()->mutex);
  if (region->base_ != NULL && region->participant_ != 0) {
    shs_leave_(region);
    shs_remove_if_last_(region);
  }
  shs_detach_(region);
  free(region->path_);
  free(region->old_);
  region->path_ = NULL;
  region->old_ = NULL;
  return SHS_OK;
}

/* ---- Removing ----------------------------------------------------------------------------- */

/* Steps 3 to 6 of removing, with byte 0 in hand. 0: the name is another file's by now, or errno. */
SHS_RARELY_ int shs_remove_names_(const shs_region *region, const char *path) {
  char hidden[SHS_PATH_], lock[SHS_PATH_];
  struct stat held, named;
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  uint64_t id = 0;
  ssize_t count = file < 0 ? 0 : pread(file, &id, sizeof id, SHS_ID_);
  if (file >= 0) {
    close(file);
  }
  if (count != (ssize_t)sizeof id || id != region->region_id_
      || !shs_beside_(hidden, path, id, "removed") || rename(path, hidden) != 0) {
    return 0;
  }
  __atomic_store_n(shs_at32_(region, SHS_STATE_), 1, __ATOMIC_SEQ_CST);
  unlink(hidden);
  if (shs_beside_(lock, path, id, "lock") && fstat(region->lock_file_, &held) == 0
      && lstat(lock, &named) == 0 && held.st_ino == named.st_ino && held.st_dev == named.st_dev) {
    unlink(lock);
  }
  return 1;
}

SHS_RARELY_ int shs_lock_byte_0_(const shs_region *region, int64_t nanos) {
  int64_t end = shs_end_(nanos);
  while (shs_byte_(region->lock_file_, F_WRLCK, 0, 1) != 0) {
    if (shs_now_() > end) {
      return 0;
    }
    shs_sleep_(SHS_MILLI_);
  }
  return 1;
}

/* A region that goes with its last participant, which has just left. */
SHS_RARELY_ void shs_remove_if_last_(shs_region *region) {
  if (__atomic_load_n(shs_at32_(region, SHS_LIFETIME_), __ATOMIC_RELAXED) != 1
      || !shs_lock_byte_0_(region, 2 * SHS_SECOND_)) {
    return;
  }
  int file = open(region->path_, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (file >= 0 && shs_byte_(region->lock_file_, F_RDLCK, 1, 0) == 0
      && (shs_load_(region, SHS_NEXT_) == 2 || shs_writer_(file, 0) == 0)) {
    shs_remove_names_(region, region->path_);
  }
  if (file >= 0) {
    close(file);
  }
  /* the locks go with the descriptor */
}

/* Removes a region's name: it can be used on by those who have it open, and opened by nobody. */
__attribute__((unused)) static inline int shs_remove(shs_region *region) {
  int status = shs_ready_(region);
  if (status != SHS_OK || (region->flags_ & SHS_READ_ONLY_ACCESS) != 0) {
    return status != SHS_OK ? status : SHS_READ_ONLY;
  }
  if (!shs_lock_byte_0_(region, 5 * SHS_SECOND_)) {
    return SHS_BUSY;
  }
  errno = 0;
  status = shs_remove_names_(region, region->path_) ? SHS_OK
      : errno != 0 ? shs_system_(region) : SHS_REMOVED;
  shs_byte_(region->lock_file_, F_UNLCK, 0, 1);
  return status;
}

/* ---- Making ------------------------------------------------------------------------------- */

/* How a region is made; all zeros: one struct of zeros, for this user alone, that stays. */
typedef struct shs_options {
  unsigned flags;      /* SHS_ARRAY, SHS_ATOMIC_ARRAY, SHS_TEMPORARY */
  uint64_t length;     /* elements of an array */
  mode_t mode;         /* permissions of the file; 0: 0600 */
  const void *initial; /* the first values, length structs; NULL: zeros */
} shs_options;

/* Bytes that a new file reserves for the schema text: if the struct can grow, more than it has. */
SHS_RARELY_ uint64_t shs_room_for_schema_(const char *schema, const shs_head_ *head) {
  uint64_t length = strlen(schema);
  if (!head->sized) {
    return length;
  }
  shs_word_ text = {schema, (size_t)length};
  shs_member_ member;
  uint64_t used = 0;
  shs_until_(&text, '\n');
  while (shs_read_member_(&text, &member)) {
    used = shs_more_(used, member.offset + member.size);
  }
  uint64_t asked = 2 * length + (head->size - used) * 32 + 1024;
  return asked < (1 << 20) ? asked : shs_more_(length, 1 << 20);
}

/* What the words of a file say that may be a region; 0: it is none. */
typedef struct shs_words_ {
  uint64_t id;
  uint32_t lifetime;
  uint32_t state;
} shs_words_;

SHS_RARELY_ int shs_read_words_(const char *path, shs_words_ *words) {
  char magic[8];
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  int read = file >= 0 && pread(file, magic, 8, 0) == 8 && memcmp(magic, "SHSTRUCT", 8) == 0
      && pread(file, &words->id, 8, SHS_ID_) == 8
      && pread(file, &words->lifetime, 4, SHS_LIFETIME_) == 4
      && pread(file, &words->state, 4, SHS_STATE_) == 4;
  if (file >= 0) {
    close(file);
  }
  return read;
}

SHS_RARELY_ void shs_mark_removed_(const char *path) {
  uint32_t removed = 1;
  int file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file >= 0) {
    if (pwrite(file, &removed, sizeof removed, SHS_STATE_) != (ssize_t)sizeof removed) {
      /* a file that cannot be written keeps its state, and loses its name as well */
    }
    close(file);
  }
}

/* Steps 3 to 6 of removing a region that is not open here, with byte 0 of its lock file in hand. */
SHS_RARELY_ void shs_remove_other_(const char *path, uint64_t id, const char *lock) {
  char hidden[SHS_PATH_];
  shs_words_ words;
  if (shs_read_words_(path, &words) && words.id == id && shs_beside_(hidden, path, id, "removed")
      && rename(path, hidden) == 0) {
    shs_mark_removed_(hidden);
    unlink(hidden);
    unlink(lock);
  }
}

/* The name that is wanted, if a region has it that is removed already. */
SHS_RARELY_ void shs_sweep_wanted_(const char *path) {
  char lock[SHS_PATH_];
  shs_words_ words;
  if (!shs_read_words_(path, &words) || words.state != 1
      || !shs_beside_(lock, path, words.id, "lock")) {
    return;
  }
  struct stat status;
  int file = open(lock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
  if (file >= 0 && (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)
      || status.st_uid != geteuid())) {
    close(file); /* a stranger's */
  } else if (file >= 0) {
    int64_t end = shs_end_(5 * SHS_SECOND_);
    while (shs_byte_(file, F_WRLCK, 0, 1) != 0 && shs_now_() < end) {
      shs_sleep_(SHS_MILLI_);
    }
    if (shs_byte_(file, F_WRLCK, 0, 1) == 0) {
      shs_remove_other_(path, words.id, lock);
    }
    close(file);
  }
}

/* The lock file of a region that is gone, or of one that goes with its last user and has none. */
SHS_RARELY_ void shs_sweep_lock_(const char *path, const char *region, uint64_t id) {
  shs_words_ words;
  int has_region = shs_read_words_(region, &words) && words.id == id;
  if (has_region && words.lifetime != 1) {
    return;
  }
  int lock = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
  if (lock < 0) {
    return;
  }
  if (shs_byte_(lock, F_WRLCK, 0, 1) == 0 && shs_byte_(lock, F_RDLCK, 1, 0) == 0) {
    int still = shs_read_words_(region, &words) && words.id == id;
    int file = open(region, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (!has_region && !still) {
      unlink(path);
    } else if (has_region && still && words.lifetime == 1 && file >= 0
        && shs_writer_(file, 1) == 0) {
      shs_remove_other_(region, id, path);
    }
    if (file >= 0) {
      close(file);
    }
  }
  close(lock);
}

/* One hidden file, .NAME.ID.kind: whether it is a leftover is decided with its lock in hand. */
SHS_RARELY_ void shs_sweep_one_(const char *folder, const char *name) {
  char path[SHS_PATH_], region[SHS_PATH_], own[32];
  struct stat status, named;
  shs_words_ words;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  if (lstat(path, &status) != 0 || !S_ISREG(status.st_mode) || status.st_uid != geteuid()) {
    return;
  }
  const char *kind = strrchr(name, '.');
  snprintf(own, sizeof own, ".%ld-", (long)getpid());
  if (strcmp(kind, ".draft") == 0 && strstr(name, own) == NULL) {
    int file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    if (file >= 0 && shs_byte_(file, F_WRLCK, 0, 0) == 0 && lstat(path, &named) == 0
        && named.st_ino == status.st_ino) {
      unlink(path);
    }
    if (file >= 0) {
      close(file);
    }
    return;
  }
  size_t end = (size_t)(kind - name);
  if (end < 18 || name[end - 17] != '.') {
    return;
  }
  char *rest = NULL;
  uint64_t id = strtoull(name + end - 16, &rest, 16);
  if (rest != kind || id == 0) {
    return;
  }
  snprintf(region, sizeof region, "%s/%.*s", folder, (int)(end - 18), name + 1);
  if (strcmp(kind, ".removed") == 0 && shs_read_words_(path, &words) && words.id == id) {
    shs_mark_removed_(path);
    unlink(path);
  } else if (strcmp(kind, ".lock") == 0) {
    shs_sweep_lock_(path, region, id);
  }
}

enum { SHS_SWEPT_ = 8 };

/* Removes what processes that were killed have left, of whatever region of this user. */
SHS_RARELY_ void shs_sweep_(const char *path) {
  char folder[SHS_PATH_];
  shs_sweep_wanted_(path);
  snprintf(folder, sizeof folder, "%s", path);
  shs_cut_(folder);
  DIR *files = opendir(folder[0] == 0 ? "/" : folder);
  int swept = 0;
  for (struct dirent *file; files != NULL && swept < SHS_SWEPT_
      && (file = readdir(files)) != NULL;) {
    const char *kind = strrchr(file->d_name, '.');
    if (file->d_name[0] == '.' && kind != NULL && (strcmp(kind, ".draft") == 0
        || strcmp(kind, ".removed") == 0 || strcmp(kind, ".lock") == 0)) {
      shs_sweep_one_(folder, file->d_name);
      swept++;
    }
  }
  if (files != NULL) {
    closedir(files);
  }
}

/* A draft, what it will be, and its lock file. */
typedef struct shs_draft_ {
  char path[SHS_PATH_];
  char lock_path[SHS_PATH_];
  int file;
  shs_geometry_ geometry;
  shs_head_ head;
  uint64_t capacity;
} shs_draft_;

SHS_RARELY_ int shs_fail_to_make_(shs_region *region, const char *what) {
  shs_system_(region);
  return shs_say_(region, SHS_SYSTEM, "%s: %s: %s", region->path_, what, strerror(region->error));
}

/* Steps 2 to 4. SHS_BUSY: another process took it for a leftover. */
SHS_RARELY_ int shs_begin_draft_(shs_region *region, shs_draft_ *draft) {
  struct timespec now;
  char kind[64];
  region->region_id_ = shs_new_id_();
  if (region->region_id_ == 0) {
    return shs_fail_to_make_(region, "getrandom");
  }
  clock_gettime(CLOCK_REALTIME, &now);
  snprintf(kind, sizeof kind, "%ld-%lld.draft", (long)getpid(),
      (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000);
  if (!shs_beside_(draft->path, region->path_, region->region_id_, kind)
      || !shs_beside_(draft->lock_path, region->path_, region->region_id_, "lock")) {
    errno = ENAMETOOLONG;
    return shs_fail_to_make_(region, "its name leaves no room for that of its lock file");
  }
  draft->file = open(draft->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (draft->file < 0) {
    return shs_fail_to_make_(region, "it cannot be made");
  }
  int failed = posix_fallocate(draft->file, 0, (off_t)region->size_);
  if (failed != 0) {
    errno = failed;
    return shs_fail_to_make_(region, "there is no room for it");
  }
  return shs_byte_(draft->file, F_WRLCK, 0, 0) == 0 && shs_has_name_(draft->file, draft->path)
      ? SHS_OK : SHS_BUSY;
}

/* Step 5. */
SHS_RARELY_ int shs_write_draft_(
    shs_region *region, const shs_draft_ *draft, const shs_options *options) {
  struct stat file;
  void *base = mmap(
      NULL, region->size_, PROT_READ | PROT_WRITE, MAP_SHARED, draft->file, 0);
  if (base == MAP_FAILED || fstat(draft->file, &file) != 0) {
    return shs_fail_to_make_(region, "it cannot be mapped");
  }
  region->base_ = (unsigned char *)base;
  size_t length = strlen(region->schema_);
  memcpy(region->base_, "SHSTRUCT", 8);
  *shs_at32_(region, SHS_BYTE_ORDER_) = 0x01020304;
  *shs_at32_(region, SHS_VERSION_) = 2;
  *shs_at64_(region, SHS_FILE_SIZE_) = draft->geometry.size;
  *shs_at64_(region, SHS_SCHEMA_) = shs_schema_word_(region->schema_, length);
  *shs_at32_(region, SHS_FORM_) = region->form_;
  *shs_at32_(region, SHS_CAPACITY_) = (uint32_t)draft->capacity;
  *shs_at64_(region, SHS_SCHEMA_OFFSET_) = draft->geometry.schema;
  *shs_at64_(region, SHS_LENGTH_) = region->length_;
  *shs_at64_(region, SHS_STRIDE_) = region->stride_;
  *shs_at64_(region, SHS_PAYLOAD_) = region->payload_;
  *shs_at64_(region, SHS_UNDO_) = region->undo_;
  *shs_at64_(region, SHS_SHADOW_) = region->shadow_;
  *shs_at64_(region, SHS_STAMPS_) = region->stamps_;
  *shs_at64_(region, SHS_ID_) = region->region_id_;
  *shs_at32_(region, SHS_LIFETIME_) = (options->flags & SHS_TEMPORARY) != 0;
  *shs_at64_(region, SHS_NEXT_) = 2;
  *shs_at64_(region, SHS_DEVICE_) = (uint64_t)file.st_dev;
  *shs_at64_(region, SHS_INODE_) = (uint64_t)file.st_ino;
  memcpy(region->base_ + draft->geometry.schema, region->schema_, length);
  if (options->initial != NULL) {
    memcpy(shs_struct_(region, 0), options->initial, region->length_ * region->stride_);
  }
  return SHS_OK;
}

/* Steps 6 to 9. SHS_BUSY: once more; SHS_SYSTEM with EEXIST: there is a file of this name. */
SHS_RARELY_ int shs_publish_(
    shs_region *region, const shs_draft_ *draft, const shs_options *options) {
  mode_t mode = options->mode == 0 ? 0600 : options->mode & 07777;
  region->lock_file_ = open(
      draft->lock_path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (region->lock_file_ < 0) {
    return shs_fail_to_make_(region, "its lock file cannot be made");
  }
  if (shs_byte_(region->lock_file_, F_WRLCK, 1, 1) != 0
      || !shs_has_name_(region->lock_file_, draft->lock_path)) {
    return SHS_BUSY;
  }
  region->participant_ = 1;
  shs_claim_slot_(region, 1);
  if (fchmod(region->lock_file_, shs_lock_mode_(mode)) != 0 || fchmod(draft->file, mode) != 0) {
    return shs_fail_to_make_(region, "its permissions cannot be set");
  }
  return link(draft->path, region->path_) == 0 ? SHS_OK
      : shs_fail_to_make_(region, "it cannot be given its name");
}

SHS_RARELY_ int shs_make_once_(
    shs_region *region, shs_draft_ *draft, const shs_options *options) {
  draft->file = -1;
  draft->path[0] = 0;
  draft->lock_path[0] = 0;
  int status = shs_begin_draft_(region, draft);
  if (status == SHS_OK) {
    status = shs_write_draft_(region, draft, options);
  }
  if (status == SHS_OK) {
    status = shs_publish_(region, draft, options);
  }
  if (draft->file >= 0) {
    unlink(draft->path); /* step 10; or, if it failed, with its lock still held */
    close(draft->file);
  }
  if (status != SHS_OK) {
    if (region->lock_file_ >= 0) {
      unlink(draft->lock_path);
    }
    shs_detach_(region);
  }
  return status;
}

SHS_RARELY_ int shs_plan_(shs_region *region, shs_draft_ *draft, const shs_options *options) {
  shs_word_ text = {region->schema_, strlen(region->schema_)};
  if (!shs_read_head_(&text, &draft->head)) {
    return shs_say_(region, SHS_MISMATCH, "%s: the schema of the program begins with '%.60s'",
        region->path_, region->schema_);
  }
  draft->capacity = shs_room_for_schema_(region->schema_, &draft->head);
  region->form_ = (options->flags & (SHS_ARRAY | SHS_ATOMIC_ARRAY)) != 0 ? 2 : 1;
  region->length_ = region->form_ == 1 ? 1 : options->length;
  if (!shs_lay_out_(&draft->head, draft->capacity, region->length_,
      (options->flags & SHS_ATOMIC_ARRAY) != 0, &draft->geometry)) {
    return shs_say_(region, SHS_RANGE, "%s: %" PRIu64 " elements are more than a file can have",
        region->path_, region->length_);
  }
  region->stride_ = draft->head.size;
  region->width_ = draft->head.alignment >= 8 ? 8 : (unsigned)draft->head.alignment;
  region->payload_ = draft->geometry.payload;
  region->undo_ = draft->geometry.undo;
  region->shadow_ = draft->geometry.shadow;
  region->stamps_ = draft->geometry.stamps;
  region->size_ = draft->geometry.size;
  return SHS_OK;
}

/* The folder's path without links, and the name in it. */
SHS_RARELY_ char *shs_resolve_(const char *path) {
  char folder[SHS_PATH_];
  const char *name = strrchr(path, '/');
  size_t length = name == NULL ? 0 : (size_t)(name - path);
  name = name == NULL ? path : name + 1;
  if (length >= sizeof folder || strlen(name) > NAME_MAX) {
    errno = ENAMETOOLONG;
    return NULL;
  }
  if (name[0] == 0 || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
    errno = EISDIR;
    return NULL;
  }
  snprintf(folder, sizeof folder, "%.*s", (int)length, path);
  char *real = realpath(length > 0 ? folder : name == path ? "." : "/", NULL);
  char *whole = real == NULL ? NULL : (char *)malloc(strlen(real) + strlen(name) + 2);
  if (whole != NULL) {
    sprintf(whole, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name);
  }
  free(real);
  return whole;
}

/*
 * Makes a region and opens it. It gets its name when it is complete: nobody ever sees a part of it.
 * options may be NULL. SHS_SYSTEM with region->error EEXIST: there is a file of that name.
 */
__attribute__((unused)) static inline int shs_create(
    shs_region *region, const char *path, const char *schema, const shs_options *options) {
  static const shs_options plain = {0, 0, 0, NULL};
  shs_draft_ draft;
  shs_start_(region, schema, 0);
  options = options == NULL ? &plain : options;
  region->flags_ = options->flags & SHS_ARRAY;
  region->path_ = shs_resolve_(path);
  if (region->path_ == NULL) {
    shs_system_(region);
    return shs_say_(region, SHS_SYSTEM, "%s: %s", path, strerror(region->error));
  }
  int status = shs_plan_(region, &draft, options);
  if (status == SHS_OK) {
    shs_sweep_(region->path_);
    do {
      status = shs_make_once_(region, &draft, options);
    } while (status == SHS_BUSY);
  }
  return shs_started_(region, status);
}

/*
 * Opens a region, or makes it if there is none. Of several that do it at once, one makes it. An
 * array that is there and has another length is SHS_MISMATCH.
 */
__attribute__((unused)) static inline int shs_open_or_create(
    shs_region *region, const char *path, const char *schema, const shs_options *options) {
  int is_array = options != NULL && (options->flags & (SHS_ARRAY | SHS_ATOMIC_ARRAY)) != 0;
  for (;;) {
    int status = shs_open(region, path, schema, is_array ? SHS_ARRAY : 0);
    if (status == SHS_OK && is_array && region->length_ != options->length) {
      status = shs_say_(region, SHS_MISMATCH,
          "%s: the array has %" PRIu64 " elements in the file, %" PRIu64 " here", region->path_,
          region->length_, options->length);
      shs_close(region);
    }
    if (status != SHS_REMOVED && !(status == SHS_SYSTEM && region->error == ENOENT)) {
      return status;
    }
    status = shs_create(region, path, schema, options);
    if (!(status == SHS_SYSTEM && region->error == EEXIST)) {
      return status;
    }
  }
}

/* ---- Errors ------------------------------------------------------------------------------- */

/* A sentence for a status that a function has returned for this region, written into the buffer. */
__attribute__((unused)) static inline const char *shs_explain(
    const shs_region *region, int status, char *buffer, size_t size) {
  const char *path = region->path_ != NULL ? region->path_ : "the region";
  const char *why = "?";
  uint64_t owner = 0;
  if (region->text[0] != 0) {
    size_t length = strlen(region->text);
    length = size == 0 ? 0 : length < size ? length : size - 1;
    memcpy(buffer, region->text, length);
    buffer[length] = 0;
    return buffer;
  }
  switch (status) {
    case SHS_OK:
      why = "nothing is wrong";
      break;
    case SHS_BUSY:
    case SHS_TIMEOUT:
      owner = region->base_ == NULL ? 0 : shs_load_(region, SHS_LOCK_);
      if (owner != 0) {
        snprintf(buffer, size, "%s: participant %" PRIu64 " (thread %" PRIu64 ") has its lock",
            path, shs_owner_(owner), owner & UINT32_MAX);
        return buffer;
      }
      why = status == SHS_BUSY ? "it was locked" : "nothing came in time";
      break;
    case SHS_SYSTEM:
      why = strerror(region->error);
      break;
    case SHS_NOT_A_REGION:
      why = "it is damaged";
      break;
    case SHS_MISMATCH:
      why = "it has another struct";
      break;
    case SHS_REMOVED:
      why = "it was removed";
      break;
    case SHS_MOVED:
      why = "it was copied or moved, and is used in the other place, or its owner has to open it";
      break;
    case SHS_UNTRUSTED:
      why = "it, its lock file or a link to it may belong to a stranger";
      break;
    case SHS_HALF_WRITTEN:
      why = "a process died while it wrote several elements; repair the array";
      break;
    case SHS_LOST:
      why = "other processes took this one for dead; nothing was committed";
      break;
    case SHS_READ_ONLY:
      why = "it is open for reading only";
      break;
    case SHS_RANGE:
      snprintf(buffer, size, "%s: it has elements 0 to %" PRIu64 " only", path,
          region->length_ - 1);
      return buffer;
    case SHS_SIZE:
      snprintf(buffer, size, "%s: a value of it has %" PRIu64 " bytes", path, region->stride_);
      return buffer;
    case SHS_ORDER:
      why = "nothing of that kind is begun in this thread, or something is";
      break;
    case SHS_CLOSED:
      why = "it is not open";
      break;
    default:
      break;
  }
  snprintf(buffer, size, "%s: %s", path, why);
  return buffer;
}

#ifdef __cplusplus
}
#endif
#pragma GCC diagnostic pop

#endif
