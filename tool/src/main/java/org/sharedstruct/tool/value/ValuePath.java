package org.sharedstruct.tool.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A path into the values of a region: {@code pose.x}, {@code [3].x}, {@code [0..9]}, {@code
 * route[2].y}. A range has its last index too, and either end may be left out. An array without
 * brackets means all of its elements: {@code [3].route.y}.
 */
public final class ValuePath {

  private static final Pattern STEP = Pattern.compile(
      "\\.?(?<name>[\\p{L}_$][\\p{L}\\p{N}_$]*)|\\[(?<from>\\d{0,18})(?<to>\\.\\.\\d{0,18})?]");

  /** One step of a path. */
  private sealed interface Step {}

  private record Name(String name) implements Step {}

  /** Elements; the last one is within. */
  private record Range(long first, long last, boolean isOne) implements Step {

    long count() {
      return last - first + 1;
    }
  }

  /**
   * A value without parts, and its own path.
   *
   * @param path from the region: a name for each struct, an index for each array
   * @param leaf the value
   */
  public record Named(String path, Value.Leaf leaf) {}

  private final List<Step> steps;

  private ValuePath(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * Reads a path.
   *
   * @param text the path; empty for all that there is
   * @param type what it is to lead into
   * @return the path
   * @throws WrongPathException if it does not, naming what is near
   */
  public static ValuePath of(String text, Type type) {
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    Type at = type;
    int end = 0;
    while (end < text.length()) {
      boolean isStep = step.find(end) && step.start() == end
          && (step.group("name") == null || (end > 0) == (text.charAt(end) == '.'));
      if (!isStep) {
        throw new WrongPathException("'" + text + "' is not a path: " + (end == 0
            ? "it begins with FIELD, [INDEX] or [FIRST..LAST]"
            : "after '" + text.substring(0, end) + "' there can be .FIELD, [INDEX] or [FIRST..LAST]"));
      }
      String before = end == 0 ? "the region" : text.substring(0, end);
      if (step.group("name") != null) {
        steps.add(new Name(step.group("name")));
        at = field(step.group("name"), elements(at), before);
      } else {
        Range range = range(step, at, before);
        steps.add(range);
        at = ((Type.Array) at).element(); // also behind a range: what follows is of each of its elements
      }
      end = step.end();
    }
    return new ValuePath(steps);
  }

  private static Type elements(Type type) {
    return type instanceof Type.Array array ? elements(array.element()) : type;
  }

  private static Type field(String name, Type type, String before) {
    if (!(type instanceof Type.Struct struct)) {
      throw new WrongPathException(before + " has no fields, so there is no '" + name + "' in it");
    }
    Type.Field field = struct.fields().get(name);
    if (field == null) {
      throw new WrongPathException(struct.name() + " has no field " + Contents.shown(name)
          + Names.meant(name, struct.fields().keySet()));
    }
    return field.type();
  }

  private static Range range(Matcher step, Type type, String before) {
    if (!(type instanceof Type.Array array)) {
      throw new WrongPathException(before + " is not an array, so it has no '" + step.group() + "'");
    }
    boolean isOne = step.group("to") == null;
    String from = step.group("from");
    String to = isOne ? from : step.group("to").substring(2);
    if (isOne && from.isEmpty()) {
      throw new WrongPathException("'[]' has no index: [0], [0..9] or [..] for all");
    }
    long first = from.isEmpty() ? 0 : Long.parseLong(from);
    long last = to.isEmpty() ? array.count() - 1 : Long.parseLong(to);
    if (first > last && !from.isEmpty() && !to.isEmpty()) {
      throw new WrongPathException(step.group() + " ends before it begins");
    }
    boolean isEmpty = from.isEmpty() && to.isEmpty();
    if (!isEmpty && (first > last || last >= array.count())) {
      throw new WrongPathException(String.format(Locale.ROOT, "%s has no %s: %s", before, step.group(),
          array.count() == 0 ? "it has no elements"
              : "its elements are [0] to [" + (array.count() - 1) + "]"));
    }
    return new Range(first, last, isOne);
  }

  /** The first element of a region that is needed. */
  long first() {
    return steps.isEmpty() || !(steps.getFirst() instanceof Range range) ? 0 : range.first();
  }

  /** How many elements of a region are needed. */
  long count(long length) {
    return steps.isEmpty() || !(steps.getFirst() instanceof Range range) ? length : range.count();
  }

  /**
   * Where the path leads.
   *
   * @param value of the type that the path was made for; of an array, the elements from {@link
   *     #first()} on will do
   * @return what is there
   */
  public Value in(Value value) {
    return follow(value, 0);
  }

  /**
   * The one place where the path leads.
   *
   * @param type that the path was made for
   * @return the place
   * @throws WrongPathException if it leads to several, or to all that there is
   */
  public Place place(Type type) {
    long element = 0;
    long offset = 0;
    Type at = type;
    boolean isRegion = type instanceof Type.Array;
    for (Step step : steps) {
      switch (step) {
        case Name(String name) -> {
          if (at instanceof Type.Array array) {
            throw new WrongPathException("'" + name + "' is of " + array.count()
                + " elements: name one of them by its [INDEX]");
          }
          Type.Field field = ((Type.Struct) at).fields().get(name);
          offset += field.offset();
          at = field.type();
        }
        case Range range when range.isOne() -> {
          Type.Array array = (Type.Array) at;
          element = isRegion ? range.first() : element;
          offset += isRegion ? 0 : range.first() * array.stride();
          at = array.element();
        }
        case Range range -> throw new WrongPathException("[" + range.first() + ".." + range.last()
            + "] is several elements: name one of them by its [INDEX]");
      }
      isRegion = false;
    }
    if (steps.isEmpty() || isRegion) {
      throw new WrongPathException("there is no path in front of '='");
    }
    return new Place(element, offset, at);
  }

  private Value follow(Value value, int from) {
    if (from == steps.size()) {
      return value;
    }
    return switch (steps.get(from)) {
      case Name(String name) when value instanceof Value.Struct struct ->
          follow(struct.fields().get(name), from + 1);
      case Name _ -> each((Value.Items) value, from);
      case Range range -> {
        Value.Items items = (Value.Items) value;
        int begin = Math.toIntExact(range.first() - items.first());
        yield range.isOne() ? follow(items.elements().get(begin), from + 1)
            : follow(new Value.Items(range.first(),
                items.elements().subList(begin, begin + Math.toIntExact(range.count()))), from + 1);
      }
    };
  }

  private Value each(Value.Items items, int from) {
    return new Value.Items(items.first(), Lazy.map(items.elements(), element -> follow(element, from)));
  }

  /**
   * The values without parts to which the path leads.
   *
   * @param value as for {@link #in}
   * @return each with its own path, in the order of fields and elements; found while they are asked
   *     for
   */
  public Stream<Named> leaves(Value value) {
    return leaves("", value, 0);
  }

  private Stream<Named> leaves(String at, Value value, int from) {
    Step step = from < steps.size() ? steps.get(from) : null;
    return switch (value) {
      case Value.Leaf leaf -> Stream.of(new Named(at, leaf));
      case Value.Struct struct when step instanceof Name(String name) ->
          leaves(field(at, name), struct.fields().get(name), from + 1);
      case Value.Struct struct -> struct.fields().entrySet().stream()
          .flatMap(field -> leaves(field(at, field.getKey()), field.getValue(), from));
      case Value.Items items when step instanceof Range range ->
          elements(at, items, range.first(), range.last(), from + 1);
      case Value.Items items ->
          elements(at, items, items.first(), items.first() + items.elements().size() - 1, from);
    };
  }

  private Stream<Named> elements(String at, Value.Items items, long first, long last, int from) {
    return LongStream.rangeClosed(first, last).boxed().flatMap(index ->
        leaves(at + "[" + index + "]", items.elements().get(Math.toIntExact(index - items.first())), from));
  }

  private static String field(String at, String name) {
    return at.isEmpty() ? name : at + "." + name;
  }
}
