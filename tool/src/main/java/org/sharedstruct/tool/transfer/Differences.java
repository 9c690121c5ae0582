package org.sharedstruct.tool.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;

/** What is different between a region and what was recorded of one. */
public final class Differences {

  private Differences() {}

  /**
   * Compares forms and places of fields.
   *
   * @param recorded what was recorded
   * @param region what is there
   * @return what is different, for people; empty if changes of the one can be stored in the other
   */
  public static List<String> between(Heading recorded, Region region) {
    if (!recorded.schema().name().equals(region.schema().name())) {
      return List.of("the struct is " + region.schema().name() + ", and was " + recorded.schema().name());
    }
    Map<String, String> then = facts(recorded);
    Map<String, String> now = facts(Heading.of(region));
    Set<String> names = new LinkedHashSet<>(then.keySet());
    names.addAll(now.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String was = then.getOrDefault(name, "not there");
      String is = now.getOrDefault(name, "not there");
      if (!was.equals(is)) {
        differences.add(name + " is " + is + ", and was " + was);
      }
    }
    return differences;
  }

  private static Map<String, String> facts(Heading heading) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("the size", heading.schema().size() + " bytes");
    facts.put("the form", heading.isArray() ? "an array of " + heading.length() : "one struct");
    for (Schema.Member member : heading.schema().members()) {
      facts.put(member.name(), member.place());
    }
    return facts;
  }
}
