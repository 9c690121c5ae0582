/*
 * Runs a program and kills it at one of its system calls: as many are let through as the first
 * argument says, counted by all of its threads from the first time that it has written to its
 * standard output. A call is stopped at before it and after it, which counts as two. Prints what
 * the program prints, and then "killed", or "ended" if it had no more calls.
 */
#define _GNU_SOURCE
#include <linux/ptrace.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LAST_THREAD = 64, TRACE_ME = 0, PLAIN_CALL = 24, SET_OPTIONS = 0x4200 };

static long trace(long request, pid_t process, long address, void *data) {
  return syscall(SYS_ptrace, request, process, address, data);
}

static void require(int holds, const char *what) {
  if (!holds) {
    perror(what);
    exit(2);
  }
}

int main(int count, char **arguments) {
  require(count > 2, "arguments");
  long left = atol(arguments[1]);
  pid_t child = fork();
  require(child >= 0, "fork");
  if (child == 0) {
    require(trace(TRACE_ME, 0, 0, NULL) == 0, "traceme");
    raise(SIGSTOP);
    execvp(arguments[2], arguments + 2);
    require(0, arguments[2]);
  }
  int status, counts = 0;
  require(waitpid(child, &status, 0) == child && WIFSTOPPED(status), "the child's stop");
  long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
  require(trace(SET_OPTIONS, child, 0, (void *)options) == 0, "options");
  require(trace(PLAIN_CALL, child, 0, NULL) == 0, "go on");
  for (;;) {
    pid_t thread = waitpid(-1, &status, __WALL);
    require(thread > 0, "wait");
    if (WIFEXITED(status) || WIFSIGNALED(status)) {
      if (thread == child) {
        puts(WIFEXITED(status) && WEXITSTATUS(status) == 0 ? "\nended" : "\nfailed");
        return 0;
      }
      continue;
    }
    int signal = WSTOPSIG(status);
    if (signal == (SIGTRAP | 0x80)) {
      struct ptrace_syscall_info call;
      memset(&call, 0, sizeof call);
      trace(PTRACE_GET_SYSCALL_INFO, thread, sizeof call, &call);
      if (counts && left-- == 0) {
        kill(child, SIGKILL);
        while (waitpid(-1, &status, __WALL) > 0) {
          /* all of its threads */
        }
        puts("\nkilled"); /* of a line that it may have begun */
        return 0;
      }
      counts = counts || (call.op == PTRACE_SYSCALL_INFO_ENTRY && call.entry.nr == SYS_write
          && call.entry.args[0] == STDOUT_FILENO);
      signal = 0;
    } else if (signal == SIGTRAP || signal == SIGSTOP) {
      signal = 0; /* a new thread, a new program */
    }
    trace(PLAIN_CALL, thread, 0, (void *)(long)signal);
  }
}
