/*
 * Kills a process that makes a region of its own of a copy, before each system call that changes
 * something, and after it. The first is killed before the first such call, and so on, until one
 * gets through. After each kill this process opens the copy, has to find all of the last commit,
 * and has to make the next one; and when leftovers are removed, the copy has one lock file.
 *
 * Arguments: the region, and where its copies are to be: in a folder of their own.
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

static void require(int holds, const char *what) {
  if (!holds) {
    printf("%s\n", what);
    exit(1);
  }
}

static void open_copy(shs_region *region, const char *path) {
  int status = shs_open(region, path, SCHEMA, 0);
  if (status != SHS_OK) {
    printf("open: %d: %s\n", status, region->text);
    exit(1);
  }
}

static void copy(const char *from, const char *to) {
  char bytes[1 << 16];
  FILE *source = fopen(from, "r");
  FILE *target = fopen(to, "w");
  require(source != NULL && target != NULL, "no copy");
  size_t count = fread(bytes, 1, sizeof bytes, source);
  require(count > 0 && fwrite(bytes, 1, count, target) == count, "an empty copy");
  require(fclose(target) == 0 && fclose(source) == 0, "no end of a copy");
}

/* What only reads is left out: a look at all of /proc is long. */
static int changes(uint64_t call, const uint64_t *arguments) {
  switch (call) {
    case SYS_openat:
      return (arguments[2] & O_CREAT) != 0;
    case SYS_fcntl:
    case SYS_pwrite64:
    case SYS_fchmod:
    case SYS_fchown:
    case SYS_mprotect:
#ifdef SYS_unlink
    case SYS_unlink:
#endif
    case SYS_unlinkat:
      return 1;
    default:
      return 0;
  }
}

/* Lets a child open the copy, and kills it at one of its steps. 0: it got through before. */
static int kill_at(const char *path, int step) {
  struct __ptrace_syscall_info call;
  int status;
  pid_t child = fork();
  if (child == 0) {
    shs_region region;
    require(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0, "traceme");
    raise(SIGSTOP);
    open_copy(&region, path);
    _exit(0);
  }
  require(waitpid(child, &status, 0) == child && WIFSTOPPED(status), "no stop");
  ptrace(PTRACE_SETOPTIONS, child, NULL, (void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
  for (int seen = 0, counts = 0;;) {
    require(ptrace(PTRACE_SYSCALL, child, NULL, NULL) == 0
        && waitpid(child, &status, 0) == child, "the child cannot go on");
    if (WIFEXITED(status)) {
      require(WEXITSTATUS(status) == 0, "the child has failed");
      return 0;
    }
    long size = ptrace(PTRACE_GET_SYSCALL_INFO, child, (void *)sizeof call, &call);
    require(size > 0, "the system call is not known");
    if (call.op == PTRACE_SYSCALL_INFO_ENTRY) {
      uint64_t of_call[3] = {call.entry.args[0], call.entry.args[1], call.entry.args[2]};
      counts = changes(call.entry.nr, of_call);
    }
    if (counts && seen++ == step) {
      kill(child, SIGKILL);
      require(waitpid(child, &status, 0) == child && WIFSIGNALED(status), "no end of the child");
      return 1;
    }
  }
}

static int lock_files(const char *folder) {
  DIR *files = opendir(folder);
  int count = 0;
  for (struct dirent *file; (file = readdir(files)) != NULL;) {
    const char *kind = strrchr(file->d_name, '.');
    count += kind != NULL && strcmp(kind, ".lock") == 0;
  }
  closedir(files);
  return count;
}

int main(int count, char **arguments) {
  char path[512], other[512];
  shs_region region;
  struct XY xy;
  require(count == 3, "wrong arguments");
  snprintf(path, sizeof path, "%s/copy", arguments[2]);
  snprintf(other, sizeof other, "%s/other", arguments[2]);
  int step = 0;
  for (int killed = 1; killed; step++) {
    copy(arguments[1], path);
    killed = kill_at(path, step);
    open_copy(&region, path);
    require(shs_snapshot(&region, 0, &xy) == SHS_OK && xy.x == 1 && xy.y == -1, "another value");
    require(shs_begin(&region, 0, &xy) == SHS_OK, "begin");
    xy.x = 2;
    require(shs_commit(&region, &xy) == SHS_OK, "commit");
    for (int sweep = 0; sweep < 3; sweep++) {
      shs_region made;
      require(shs_create(&made, other, SCHEMA, NULL) == SHS_OK && shs_remove(&made) == SHS_OK
          && shs_close(&made) == SHS_OK, "a region beside it");
    }
    require(lock_files(arguments[2]) == 1, "more than one lock file");
    require(shs_remove(&region) == SHS_OK && shs_close(&region) == SHS_OK, "remove");
    require(lock_files(arguments[2]) == 0, "a lock file is left");
  }
  printf("%d\n", step);
  return 0;
}
