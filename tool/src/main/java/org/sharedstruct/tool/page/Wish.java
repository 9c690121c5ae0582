package org.sharedstruct.tool.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a page wants to see, as its request says.
 *
 * @param region the path of one region; empty: only the list
 * @param first of an array, the first element that is shown
 * @param count how many are shown
 * @param picks elements that are wanted besides
 * @param strip which value of each element is wanted of the whole array; -1: none
 * @param buckets in how many parts the array is shown
 */
record Wish(String region, long first, int count, List<Long> picks, int strip, int buckets) {

  /** More rows than a screen has. */
  static final int MOST_ROWS = 400;

  /** More lines than a plot can show. */
  static final int MOST_PICKS = 16;

  /** More columns than a screen has. */
  static final int MOST_BUCKETS = 2048;

  /**
   * Reads a query.
   *
   * @param query the raw one of an address; null if it has none
   * @throws IllegalArgumentException if a number of it is none
   */
  static Wish of(String query) {
    Map<String, String> words = new HashMap<>();
    for (String part : query == null ? new String[0] : query.split("&")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        words.put(part.substring(0, equals), URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return new Wish(words.getOrDefault("region", ""), number(words, "first", 0, Long.MAX_VALUE),
        (int) number(words, "count", 0, MOST_ROWS),
        Arrays.stream(words.getOrDefault("picks", "").split(",")).filter(pick -> !pick.isEmpty())
            .map(Long::parseLong).filter(pick -> pick >= 0).distinct().limit(MOST_PICKS).toList(),
        (int) number(words, "strip", -1, Integer.MAX_VALUE), (int) number(words, "buckets", 1, MOST_BUCKETS));
  }

  private static long number(Map<String, String> words, String name, long least, long most) {
    String word = words.get(name);
    return word == null ? least : Math.clamp(Long.parseLong(word), least, most);
  }
}
