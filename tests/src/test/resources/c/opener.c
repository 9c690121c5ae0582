/*
 * Opens a region, makes it if it is asked to, and says why if that fails. Arguments: path; open,
 * array, read, any (whoever owns it), create or array-of-4, which makes one of four elements if
 * there is none; the schema, whose lines end with a semicolon in place of a line feed.
 */
#include "sharedstruct.h"

int main(int count, char **arguments) {
  shs_region region;
  if (count != 4) {
    puts("wrong arguments");
    return 1;
  }
  for (char *at = arguments[3]; *at != 0; at++) {
    *at = *at == ';' ? '\n' : *at;
  }
  const char *how = arguments[2];
  shs_options four = {SHS_ARRAY, 4, 0, NULL};
  int makes = strcmp(how, "create") == 0, makes_four = strcmp(how, "array-of-4") == 0;
  int status = makes || makes_four
      ? shs_open_or_create(&region, arguments[1], arguments[3], makes ? NULL : &four)
      : shs_open(&region, arguments[1], arguments[3],
          strcmp(how, "read") == 0 ? SHS_READ_ONLY_ACCESS
              : strcmp(how, "array") == 0 ? SHS_ARRAY
              : strcmp(how, "any") == 0 ? SHS_ANY_OWNER : 0);
  if (status != SHS_OK) {
    printf("%d %s\n", status, region.text);
    return 0;
  }
  puts("opened");
  return shs_close(&region);
}
