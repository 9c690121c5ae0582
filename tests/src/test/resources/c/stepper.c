/*
 * Kills a C update after each of its instructions. A child enters the region, stops, and goes on
 * one instruction at a time (ptrace(2)). The first is killed after no instruction, the next after
 * one, and so on, until one gets through. After each kill this prints a line, and goes on when it
 * has got one in return.
 *
 * Arguments: path; form (struct, array, atomic); length; the way of the update.
 */
#include "xy.h"

#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

static void child(const char *way) {
  struct XY xy;
  must(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? SHS_OK : SHS_SYSTEM, "traceme");
  must(shs_snapshot(&region, 0, &xy), "enter anew");
  raise(SIGSTOP);
  change(way, 0);
  raise(SIGSTOP);
  _exit(0);
}

/* Whether the child got to its end before it had made so many instructions. */
static int kill_after(long instructions, const char *way) {
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    child(way);
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

int main(int count, char **arguments) {
  require(count == 5, "wrong arguments");
  const char *way = arguments[4];
  require(open_or_create(arguments[1], arguments[2], strtoull(arguments[3], NULL, 10)), "no form");
  int through = 0;
  for (long kills = 0; !through; kills++) {
    char line[16];
    through = kill_after(kills, way);
    printf("killed in %s after %ld instructions\n", way, kills);
    fflush(stdout);
    require(fgets(line, sizeof line, stdin) != NULL, "no answer");
  }
  must(shs_close(&region), "close");
  return 0;
}
