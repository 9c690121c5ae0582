/*
 * Kills a C update after each of its instructions. A child enters the region, stops, and goes on
 * one instruction at a time (ptrace(2)). The first is killed after no instruction, the next after
 * one, and so on, until one gets through. After each kill a survivor has to find all of one commit,
 * the last one or the one that was going on, and has to make the next. This process is that
 * survivor; or, if it is asked to, the one that reads its output, and answers with a line.
 *
 * Arguments: path; form (struct, array, atomic); what is done (value, place, set, all, lock);
 * survivor (own, other).
 */
#include "sharedstruct.h"

#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

struct XY {
  float x; // byte 0
  float y; // byte 4
};

static const char SCHEMA[] = "struct XY size 8 align 4\n0 4 float x\n4 4 float y\n";

static shs_region region;

static void must(int status, const char *what) {
  char why[SHS_TEXT];
  if (status != SHS_OK) {
    printf("%s: %d: %s\n", what, status, shs_explain(&region, status, why, sizeof why));
    exit(1);
  }
}

static void require(int holds, const char *what) {
  if (!holds) {
    printf("%s\n", what);
    exit(1);
  }
}

/* What is done once between the two stops. */
static void once(const char *what) {
  struct XY xy = {0, 0};
  void *place;
  if (strcmp(what, "value") == 0) {
    must(shs_begin(&region, 0, &xy), "begin");
    xy.x += 1;
    xy.y -= 1;
    must(shs_commit(&region, &xy), "commit");
  } else if (strcmp(what, "place") == 0) {
    must(shs_begin_in_place(&region, 0, &place), "begin in place");
    struct XY *shared = (struct XY *)place;
    shared->x += 1;
    shared->y -= 1;
    must(shs_commit_in_place(&region), "commit in place");
  } else if (strcmp(what, "set") == 0) {
    must(shs_set(&region, 0, offsetof(struct XY, x), &xy.x), "set");
  } else if (strcmp(what, "lock") == 0) {
    must(shs_lock(&region), "lock");
    must(shs_unlock(&region), "unlock");
  } else {
    must(shs_begin_all(&region), "begin all");
    for (uint64_t index = 0; index < shs_length(&region); index++) {
      must(shs_snapshot(&region, index, &xy), "read in a hold");
      xy.x += 1;
      xy.y -= 1;
      must(shs_put(&region, index, &xy), "put");
    }
    must(shs_commit_all(&region), "commit all");
  }
}

static void child(const char *what) {
  struct XY xy;
  must(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? SHS_OK : SHS_SYSTEM, "traceme");
  must(shs_snapshot(&region, 0, &xy), "enter anew");
  raise(SIGSTOP);
  once(what);
  raise(SIGSTOP);
  _exit(0);
}

/* Whether the child got to its end before it had made so many instructions. */
static int kill_after(long instructions, const char *what) {
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    child(what);
  }
  require(waitpid(pid, &status, 0) == pid && WIFSTOPPED(status), "the child has not stopped");
  int through = 0;
  for (long done = 0; done < instructions && !through; done++) {
    require(ptrace(PTRACE_SINGLESTEP, pid, NULL, NULL) == 0, "singlestep");
    require(waitpid(pid, &status, 0) == pid && WIFSTOPPED(status), "the child ended by itself");
    through = WSTOPSIG(status) == SIGSTOP;
  }
  kill(pid, SIGKILL);
  require(waitpid(pid, &status, 0) == pid, "the child could not be killed");
  return through;
}

/* The elements that are written are of one commit: of what was, or of one more. */
static float check(float was, int all) {
  struct XY xy;
  float now = 0;
  for (uint64_t index = 0; index < (all ? shs_length(&region) : 1); index++) {
    must(shs_snapshot(&region, index, &xy), "snapshot after the kill");
    now = index == 0 ? xy.x : now;
    require(xy.x == -xy.y && xy.x == now && (xy.x == was || xy.x == was + 1), "torn");
  }
  return now;
}

/* An array without undo space for all may be half written, and is told to be. */
static int repair(void) {
  struct XY zero = {0, 0};
  int status = shs_lock(&region);
  if (status == SHS_OK) {
    must(shs_unlock(&region), "unlock");
    return 0;
  }
  require(status == SHS_HALF_WRITTEN, "not told of half written elements");
  must(shs_begin_repair(&region), "begin repair");
  for (uint64_t index = 0; index < shs_length(&region); index++) {
    must(shs_put(&region, index, &zero), "put in a repair");
  }
  must(shs_commit_all(&region), "end of the repair");
  return 1;
}

static float survive(float was, const char *form, const char *what) {
  struct XY xy;
  int all = strcmp(what, "all") == 0;
  if (all && strcmp(form, "array") == 0 && repair()) {
    was = 0;
  }
  float now = strcmp(what, "set") == 0 ? was : check(was, all);
  if (all) {
    once("all");
    return check(now + 1, all);
  }
  must(shs_begin(&region, 0, &xy), "the next begin");
  require(strcmp(what, "set") == 0 || (xy.x == now && xy.y == -now), "what was open is not undone");
  xy.x = now + 1;
  xy.y = -xy.x;
  must(shs_commit(&region, &xy), "the next commit");
  return check(now + 1, all);
}

int main(int count, char **arguments) {
  require(count == 5, "wrong arguments");
  const char *form = arguments[2], *what = arguments[3];
  int is_array = strcmp(form, "struct") != 0;
  shs_options options = {0, 2, 0, NULL};
  options.flags = is_array ? SHS_ARRAY : 0;
  options.flags |= strcmp(form, "atomic") == 0 ? SHS_ATOMIC_ARRAY : 0;
  must(shs_open_or_create(&region, arguments[1], SCHEMA, &options), "open or create");
  int own = strcmp(arguments[4], "own") == 0;
  float was = 0;
  long kills = 0;
  for (int through = 0; !through; kills++) {
    through = kill_after(kills, what);
    if (own) {
      was = survive(was, form, what);
    } else {
      char line[16];
      printf("killed after %ld\n", kills);
      fflush(stdout);
      require(fgets(line, sizeof line, stdin) != NULL, "no answer");
    }
  }
  printf("%ld kills\n", kills);
  must(shs_close(&region), "close");
  return 0;
}
