/*
 * The steps of sharedstruct.h, each in a function of its own, to be compiled for another processor
 * and looked at. Nothing here is run.
 */
#define noinline unused /* all of a step is to be in its function, also what is rare */
#define cold unused
#include "sharedstruct.h"

/* Where a struct of 8 bytes, its undo copy, its shadow and its stamp lie; and a slot. */
enum { UNDO = 2304, PAYLOAD = 2560, SHADOW = 2816, STAMP = 3072, SLOT = 1984, MINE = 77 };

#define REGION(shadow)                                                                        \
  {                                                                                           \
    .base_ = base, .payload_ = PAYLOAD, .stride_ = 8, .undo_ = UNDO,                          \
    .shadow_ = (shadow) ? SHADOW : 0, .stamps_ = (shadow) ? STAMP : 0, .length_ = 1,          \
    .width_ = 8, .form_ = 2, .participant_ = 5, .region_id_ = 6, .mine_ = MINE, .depth_ = 1   \
  }

/* A function of this name. It has a region that is open, and one of an array with a shadow. */
#define STEP(name, ...)                                                                       \
  long name(unsigned char *base, void *value, uint64_t word);                                 \
  __attribute__((flatten)) long name(unsigned char *base, void *value, uint64_t word) {       \
    shs_region region = REGION(0);                                                            \
    shs_region shadowed = REGION(1);                                                          \
    (void)value;                                                                              \
    (void)word;                                                                               \
    (void)region;                                                                             \
    (void)shadowed;                                                                           \
    __VA_ARGS__                                                                               \
  }

/* One turn of shs_snapshot, for a thread that has not the lock. */
static inline int read_once(const shs_region *region, void *value) {
  uint64_t sequence = __atomic_load_n(shs_at64_(region, SHS_SEQUENCE_), __ATOMIC_ACQUIRE);
  int good = shs_try_read_(region, 0, value, sequence);
  int dirty = shs_is_dirty_(region);
  return good && shs_relaxed_(region, SHS_SEQUENCE_) == sequence && !dirty;
}

STEP(lock, return shs_lock_until_(&region, 0, 0);)
STEP(take_over, return shs_take_over_(&region, word, MINE);)
STEP(settle, return shs_settle_(&region, 1, 1);)
STEP(restore, return shs_restore_(&region);)
STEP(restore_shadow, return shs_restore_(&shadowed);)
STEP(write_one, return shs_write_(&region, 0, value);)
STEP(write_shadow, return shs_write_(&shadowed, 0, value);)
STEP(set, return shs_set_bytes(&region, 0, 0, value, 8);)
STEP(unlock, return shs_unlock_word_(&region);)
STEP(wait_for_lock, return shs_wait_for_lock_(&region, MINE, (int64_t)word);)
STEP(give_up, shs_give_up_(&region); return 0;)
STEP(sleep_for_commit, shs_sleep_for_commit_(&region, word, 1); return 0;)
STEP(read_one, return read_once(&region, value);)
STEP(read_shadow, return read_once(&shadowed, value);)
STEP(read_several, return shs_snapshots_bytes(&region, 0, 1, value, 8);)
STEP(
    put_one_of_several, region.open_ = SHS_SEVERAL_;
    return shs_put_one_of_several_(&region, 0, value);)
STEP(commit_all, region.open_ = SHS_SEVERAL_; region.holder_ = value;
    return shs_commit_all(&region);)
STEP(read_schema, shs_word_ text; return shs_file_schema_(&region, &text);)
STEP(grow, region.schema_ = (const char *)value; return shs_grow_(&region);)
STEP(take_slot, return shs_take_slot_(&region, SLOT, word, 5);)
STEP(claim_slot, return shs_claim_slot_(&region, 5);)
STEP(read_slot, return shs_has_witness_(&region, word);)
STEP(release_slot, shs_release_slot_(&region); return 0;)
STEP(enter, return shs_enter_(&region, (const struct stat *)value);)
STEP(leave, shs_leave_(&region); return 0;)
