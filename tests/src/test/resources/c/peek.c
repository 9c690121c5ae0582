/*
 * Another process that looks into a mapped file, or puts something there: one command a line.
 *
 *   peek FILE
 *     r OFFSET LENGTH   prints so many bytes of the data in hexadecimal
 *     w OFFSET BYTES    stores bytes, given in hexadecimal, and prints ok
 *
 * Offsets count from where the data begins, which the u64 at byte 64 of the file tells.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  exit(1);
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  int fd = open(argv[1], O_RDWR);
  if (fd < 0) fail(argv[1]);
  struct stat status;
  if (fstat(fd, &status) != 0) fail("fstat");
  unsigned char *region = mmap(NULL, (size_t) status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (region == MAP_FAILED) fail("mmap");
  uint64_t payload;
  memcpy(&payload, region + 64, sizeof payload);
  unsigned char *data = region + payload;
  static char line[1 << 16];
  while (fgets(line, sizeof line, stdin)) {
    char command;
    unsigned long offset;
    int at = 0;
    if (sscanf(line, "%c %lu %n", &command, &offset, &at) != 2) return 3;
    if (command == 'r') {
      unsigned long length = strtoul(line + at, NULL, 10);
      for (unsigned long i = 0; i < length; i++) printf("%02x", data[offset + i]);
      printf("\n");
    } else {
      unsigned byte;
      for (char *hex = line + at; sscanf(hex, "%2x", &byte) == 1; hex += 2) data[offset++] = (unsigned char) byte;
      printf("ok\n");
    }
    fflush(stdout);
  }
  return 0;
}
