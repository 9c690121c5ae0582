/*
 * Reads and writes the region of an Eight, or elements of an array of them, as a C program would that
 * knows nothing of SharedStruct but one fact: the u64 at byte 64 of the file tells where the data begins.
 *
 *   eight read  FILE COUNT     prints the bits of each struct
 *   eight write FILE BITS...   stores structs, each given in the same form
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct Eight {
  bool flag;
  int32_t medium;
  int8_t tiny;
  int64_t large;
  int16_t small;
  double exact;
  uint16_t letter;
  float ratio;
};

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static struct Eight *map(const char *file) {
  int fd = open(file, O_RDWR);
  if (fd < 0) fail(file);
  struct stat status;
  if (fstat(fd, &status) != 0) fail("fstat");
  char *region = mmap(NULL, (size_t) status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (region == MAP_FAILED) fail("mmap");
  uint64_t payload;
  memcpy(&payload, region + 64, sizeof payload);
  return (struct Eight *) (region + payload);
}

static void print(const struct Eight *eight) {
  uint32_t ratio;
  uint64_t exact;
  memcpy(&ratio, &eight->ratio, sizeof ratio);
  memcpy(&exact, &eight->exact, sizeof exact);
  printf("%s %02" PRIx8 " %04" PRIx16 " %04" PRIx16 " %08" PRIx32 " %016" PRIx64 " %08" PRIx32 " %016" PRIx64 "\n",
      eight->flag ? "true" : "false", (uint8_t) eight->tiny, (uint16_t) eight->small, eight->letter,
      (uint32_t) eight->medium, (uint64_t) eight->large, ratio, exact);
}

static void parse(const char *bits, struct Eight *eight) {
  char flag[6];
  uint8_t tiny;
  uint16_t small, letter;
  uint32_t medium, ratio;
  uint64_t large, exact;
  int found = sscanf(bits, "%5s %" SCNx8 " %" SCNx16 " %" SCNx16 " %" SCNx32 " %" SCNx64 " %" SCNx32 " %" SCNx64,
      flag, &tiny, &small, &letter, &medium, &large, &ratio, &exact);
  if (found != 8) fail(bits);
  eight->flag = strcmp(flag, "true") == 0;
  eight->tiny = (int8_t) tiny;
  eight->small = (int16_t) small;
  eight->letter = letter;
  eight->medium = (int32_t) medium;
  eight->large = (int64_t) large;
  memcpy(&eight->ratio, &ratio, sizeof ratio);
  memcpy(&eight->exact, &exact, sizeof exact);
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  struct Eight *eights = map(argv[2]);
  if (strcmp(argv[1], "read") == 0) {
    int count = atoi(argv[3]);
    for (int i = 0; i < count; i++) print(&eights[i]);
  } else {
    for (int i = 3; i < argc; i++) parse(argv[i], &eights[i - 3]);
  }
  return 0;
}
