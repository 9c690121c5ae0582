package org.sharedstruct.format;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sharedstruct.format.Schema.Member;

/**
 * How structs of one schema become structs of another one: field by field, by name. New fields are zero.
 * Values that would be lost are reported, except those of fields that may lose them.
 */
public final class Conversion {

  /** What is done for a field of one struct, or for a struct within. */
  private interface Step {
    void run(MemorySegment source, long from, MemorySegment target, long to);
  }

  private final Set<String> losing;
  private final Map<String, String> losses = new LinkedHashMap<>();
  private final Step whole;

  /** Names that are in neither schema; for people, if something would be lost. */
  private final Set<String> misspelt;

  private final String struct;

  /**
   * Prepares it.
   *
   * @param file the schema that there is
   * @param mine the schema that is wanted
   * @param losing names of fields that may lose values, with those within them; also of fields that neither
   *     schema has, since files of other versions may have them
   */
  public Conversion(Schema file, Schema mine, Set<String> losing) {
    this.losing = losing;
    whole = struct(file, mine, "");
    misspelt = new TreeSet<>(losing);
    misspelt.removeIf(name -> isField(name, file) || isField(name, mine));
    struct = mine.name();
  }

  private static boolean isField(String name, Schema schema) {
    return schema.members().stream().anyMatch(member -> member.name().equals(name));
  }

  /** Converts one struct; the target is all zeros. */
  public void convert(MemorySegment source, long from, MemorySegment target, long to) {
    whole.run(source, from, target, to);
  }

  /** What would be lost, or was, a sentence for each field; and how to permit it. */
  public List<String> losses() {
    List<String> sentences = new ArrayList<>(losses.values());
    if (!sentences.isEmpty()) {
      if (!misspelt.isEmpty()) {
        sentences.add("losing " + misspelt + ": there is no such field in " + struct
            + ", neither in the file nor here");
      }
      sentences.add(losses.keySet().stream().collect(
          Collectors.joining("\", \"", "SharedMemory.losing(\"", "\") permits that")));
    }
    return sentences;
  }

  private Step struct(Schema file, Schema mine, String prefix) {
    Map<String, Member> theirs = file.fields().collect(
        Collectors.toMap(Member::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    List<Step> steps = new ArrayList<>();
    mine.fields().forEach(member -> {
      Member other = theirs.remove(member.name());
      if (other != null) {
        steps.add(field(file, other, mine, member, prefix));
      }
    });
    theirs.values().forEach(gone -> lose(prefix + gone.name(),
        prefix + gone.name() + " is " + gone.place()
            + " in the file, missing here: its values would be lost"));
    return (source, from, target, to) -> steps.forEach(step -> step.run(source, from, target, to));
  }

  private Step field(Schema file, Member other, Schema mine, Member member, String prefix) {
    String name = prefix + member.name();
    MemberType theirs = MemberType.of(other);
    MemberType type = MemberType.of(member);
    long stride = other.size() / theirs.count();
    long strideHere = member.size() / type.count();
    if (theirs.isArray() != type.isArray() || theirs.isStruct() != type.isStruct()) {
      return incompatible(name, other, member);
    }
    int kept = Math.min(theirs.count(), type.count());
    int atOnce = !type.isStruct() && Values.areBytes(theirs.element(), type.element()) ? kept : 1;
    Step element;
    if (type.isStruct()) {
      String field = member.name() + (type.isArray() ? "[]" : "");
      element = struct(file.within(field, theirs.count(), file.name()),
          mine.within(field, type.count(), mine.name()), prefix + field + ".");
    } else {
      Values values = Values.between(
          theirs.element(), atOnce * stride, type.element(), strideHere).orElse(null);
      if (values == null) {
        return incompatible(name, other, member);
      }
      element = (source, from, target, to) -> {
        String lost = values.convert(source, from, target, to);
        if (lost != null) {
          lose(name, name + ": " + lost);
        }
      };
    }
    return (source, from, target, to) -> {
      for (int i = 0; i < kept; i += atOnce) {
        element.run(source, from + other.offset() + i * stride,
            target, to + member.offset() + i * strideHere);
      }
      if (!isZero(source, from + other.offset() + kept * stride, from + other.end())) {
        lose(name, String.format(Locale.ROOT, "%s: there are values behind the first %d of %d elements",
            name, kept, theirs.count()));
      }
    };
  }

  private Step incompatible(String name, Member other, Member member) {
    lose(name, name + " is " + other.place() + " in the file, " + member.place()
        + " here: its values would be lost");
    return (source, from, target, to) -> { };
  }

  private static boolean isZero(MemorySegment memory, long from, long end) {
    for (long at = from; at < end; at++) {
      if (memory.get(JAVA_BYTE, at) != 0) {
        return false;
      }
    }
    return true;
  }

  private void lose(String field, String sentence) {
    if (losing.stream().noneMatch(name ->
        field.equals(name) || field.startsWith(name + ".") || field.startsWith(name + "[]"))) {
      losses.putIfAbsent(field, sentence);
    }
  }
}
