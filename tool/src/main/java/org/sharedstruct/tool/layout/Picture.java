package org.sharedstruct.tool.layout;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Part;
import org.sharedstruct.tool.output.Cells;
import org.sharedstruct.tool.value.Type;

/**
 * A picture of where fields lie: each cache line is a row of 64 bytes, and each field a box in it.
 * It is an SVG that needs nothing else, and is light or dark as its viewer is.
 */
public final class Picture {

  private static final String SVG = "http://www.w3.org/2000/svg";

  /** Pixels. */
  private static final int BYTE = 14;
  private static final int LEFT = 62;
  private static final int RIGHT = 14;
  private static final int TITLE = 34;
  private static final int RULER = 24;
  private static final int ROW = 46;
  private static final int GAP = 8;
  private static final int LEGEND = 40;
  private static final int WIDTH = LEFT + (int) Span.LINE * BYTE + RIGHT;

  /** Pixels of a character, of the name and of what is written smaller. */
  private static final double WIDE = 7.3;
  private static final double NARROW = 5.6;

  /** Elements of an array of structs that are drawn one by one. */
  private static final int MOST_ELEMENTS = 16;

  /** Rows that one field fills alone are left out if there are more. */
  private static final int MOST_FULL = 2;

  /** The look of a box; the words are those of the legend. */
  private enum Look {
    NUMBER("whole number"), REAL("floating point"), CHOICE("boolean, enum"), TEXT("text"), TIME("time, id"),
    STRUCT("structs"), GUARD("the guard's"), UNUSED("hole"), ROOM("room");

    final String words;

    Look(String words) {
      this.words = words;
    }

    String style() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Look of(Span span) {
      return switch (span.kind()) {
        case HOLE, PADDING -> UNUSED;
        case ROOM -> ROOM;
        case FIELD -> of(span.type().replaceFirst("\\[\\d+]$", ""));
      };
    }

    private static Look of(String type) {
      return switch (type) {
        case "float", "double" -> REAL;
        case "boolean" -> CHOICE;
        case "string", "char" -> TEXT;
        case "uuid", "instant", "duration" -> TIME;
        default -> type.startsWith("enum") ? CHOICE : type.indexOf(':') >= 0 ? STRUCT : NUMBER;
      };
    }
  }

  /** What is drawn in a row, or in several. */
  private record Box(long offset, long size, Look look, String name, String words) {

    long end() {
      return offset + size;
    }

    /**
     * The same with another label, if it has any: in each of several rows it says that there is
     * more.
     */
    Box named(String label) {
      return name.isEmpty() ? this : new Box(offset, size, look, label, words);
    }
  }

  /** Rows below one title. */
  private record Group(String title, List<Box> boxes, long first, long last) {}

  private static final String STYLE = """
      text{font:12px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#1c2430}
      .title{font:600 15px system-ui,"Segoe UI","DejaVu Sans",sans-serif}
      .dim,.small{font-size:9.5px;fill:#5b6675}.end{text-anchor:end}.mid{text-anchor:middle}
      .in{font-size:9.5px;fill:#3c4656}
      .paper{fill:#fff}.line{fill:none;stroke:#c4ccd6}
      rect.box{stroke:#fff;stroke-width:1.5}
      .number{fill:#bcd7f5}.real{fill:#c4e6c3}.choice{fill:#f8dea6}.text{fill:#efc9dc}.time{fill:#d8cdf2}
      .struct{fill:#c9e3e6}.guard{fill:#dde2e8}.unused{fill:url(#hatch)}.room{fill:#f4f6f8}
      .ink{stroke:#98a2b0;stroke-width:1.6}
      @media(prefers-color-scheme:dark){
      text{fill:#e8ecf2}.dim,.small{fill:#98a4b3}.in{fill:#c4ccd8}.paper{fill:#14181e}.line{stroke:#3c4552}
      rect.box{stroke:#14181e}
      .number{fill:#274b73}.real{fill:#285a36}.choice{fill:#6b5218}.text{fill:#6d3350}.time{fill:#4c3f7a}
      .struct{fill:#24555b}.guard{fill:#39424e}.room{fill:#1d232b}.ink{stroke:#5d6876}}
      """;

  private final String title;
  private final List<Group> groups;

  private Picture(String title, List<Group> groups) {
    this.title = title;
    this.groups = groups;
  }

  /**
   * Of a struct.
   *
   * @param struct the struct
   * @param title for people
   * @param parts of the region's file; empty for a class
   * @return the picture
   */
  public static Picture of(Type.Struct struct, String title, List<Part> parts) {
    List<Group> groups = new ArrayList<>();
    groups.add(new Group(title, Span.of(struct, MOST_ELEMENTS).stream().filter(span -> !span.hasParts())
        .map(Picture::box).toList(), 0, (struct.size() - 1) / Span.LINE));
    if (!parts.isEmpty()) {
      long first = Format.LOCK / Span.LINE;
      long last = Format.SEQ / Span.LINE;
      groups.add(new Group("The guard's words in the file: the lock line and the section line", parts.stream()
          .filter(part -> part.end() > first * Span.LINE && part.offset() < (last + 1) * Span.LINE)
          .map(Picture::box).toList(), first, last));
    }
    return new Picture(title, groups);
  }

  private static Box box(Span span) {
    String name = span.name().isEmpty() ? "" : Cells.safe(span.name());
    String what = name.isEmpty() ? span.type().replaceAll("[()]", "") : name + ": " + Cells.safe(span.type());
    return new Box(span.offset(), span.size(), Look.of(span), name, what + place(span.offset(), span.size()));
  }

  private static Box box(Part part) {
    return new Box(part.offset(), part.size(), Look.GUARD, part.name(),
        part.name() + place(part.offset(), part.size()));
  }

  private static String place(long offset, long size) {
    return ", " + size + (size == 1 ? " byte" : " bytes") + " at byte " + offset;
  }

  /**
   * Draws it.
   *
   * @param out gets the SVG
   * @throws IOException if it cannot be written
   */
  public void write(Writer out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      new Drawing(xml).draw();
      xml.writeEndDocument();
      xml.flush();
      out.append('\n');
    } catch (XMLStreamException failure) {
      if (failure.getNestedException() instanceof IOException cause) {
        throw cause;
      }
      throw new IOException(failure);
    }
  }

  /** One drawing, from top to bottom. */
  private final class Drawing {

    private final XMLStreamWriter xml;
    private int y = GAP;

    Drawing(XMLStreamWriter xml) {
      this.xml = xml;
    }

    void draw() throws XMLStreamException {
      int height = GAP + LEGEND;
      for (Group group : groups) {
        height += TITLE + RULER + rows(group).size() * (ROW + GAP);
      }
      xml.writeStartElement("svg");
      xml.writeDefaultNamespace(SVG);
      attributes("viewBox", "0 0 " + WIDTH + " " + height, "width", WIDTH, "height", height, "role", "img",
          "aria-labelledby", "title desc");
      element("title", Cells.safe(title), "id", "title");
      element("desc", description(), "id", "desc");
      element("style", "\n" + STYLE);
      pattern();
      empty("rect", "class", "paper", "width", WIDTH, "height", height);
      for (Group group : groups) {
        draw(group);
      }
      legend();
      xml.writeEndElement();
    }

    private String description() {
      return "Rows are cache lines of " + Span.LINE + " bytes. " + String.join("; ", groups.getFirst().boxes().stream()
          .limit(64).map(Box::words).toList()) + ".";
    }

    private void pattern() throws XMLStreamException {
      xml.writeStartElement("pattern");
      attributes("id", "hatch", "width", 7, "height", 7, "patternUnits", "userSpaceOnUse", "patternTransform",
          "rotate(45)");
      empty("line", "class", "ink", "y2", 7);
      xml.writeEndElement();
    }

    /** The rows of a group; those that one box fills are left out, if there are many. */
    private static List<Long> rows(Group group) {
      List<Long> rows = new ArrayList<>();
      int full = 0;
      for (long line = group.first(); line <= group.last(); line++) {
        long from = line * Span.LINE;
        Box inside = group.boxes().stream()
            .filter(box -> box.offset() < from && box.end() > from + Span.LINE).findFirst().orElse(null);
        full = inside == null ? 0 : full + 1;
        if (full <= MOST_FULL) {
          rows.add(line);
        } else {
          long last = inside.end() / Span.LINE - 1;
          rows.add(-Math.max(1, last - line + 1)); // so many more
          line = Math.max(line, last);
          full = 0;
        }
      }
      return rows;
    }

    private void draw(Group group) throws XMLStreamException {
      y += TITLE;
      element("text", Cells.safe(group.title()), "class", "title", "x", LEFT, "y", y - 12);
      for (int at = 0; at <= Span.LINE; at += Long.BYTES) {
        element("text", String.valueOf(at), "class", "small mid", "x", LEFT + at * BYTE, "y", y + RULER - 8);
      }
      y += RULER;
      for (long line : rows(group)) {
        if (line >= 0) {
          row(group, line);
        } else {
          element("text", "… " + -line + (line == -1 ? " more line" : " more lines") + " of the same field", "class",
              "dim", "x", LEFT, "y", y + ROW / 2);
        }
        y += ROW + GAP;
      }
    }

    private void row(Group group, long line) throws XMLStreamException {
      long from = line * Span.LINE;
      element("text", "line " + line, "class", "small end", "x", LEFT - 8, "y", y + ROW / 2 - 4);
      element("text", "byte " + from, "class", "small end", "x", LEFT - 8, "y", y + ROW / 2 + 10);
      empty("rect", "class", "line", "x", LEFT, "y", y, "width", Span.LINE * BYTE, "height", ROW);
      for (Box box : group.boxes()) {
        long begin = Math.max(box.offset(), from);
        long end = Math.min(box.end(), from + Span.LINE);
        if (begin < end) {
          box(box.named((begin > box.offset() ? "…" : "") + box.name() + (end < box.end() ? "…" : "")),
              LEFT + (begin - from) * BYTE, (end - begin) * BYTE);
        }
      }
    }

    private void box(Box box, long x, long width) throws XMLStreamException {
      xml.writeStartElement("g");
      element("title", box.words());
      empty("rect", "class", "box " + box.look().style(), "x", x, "y", y, "width", width, "height", ROW, "rx", 4);
      label(box, x, width);
      xml.writeEndElement();
    }

    /** The name as large as there is room for it, at last upright. */
    private void label(Box box, long x, long width) throws XMLStreamException {
      String name = box.name();
      long middle = x + width / 2;
      if (name.isEmpty()) {
        return;
      }
      if (name.length() * WIDE <= width - 4) {
        element("text", name, "class", "mid", "x", middle, "y", y + ROW / 2 - 1);
        String size = box.size() + (width >= 30 ? " B" : "");
        element("text", size, "class", "in mid", "x", middle, "y", y + ROW / 2 + 13);
      } else if (width >= 40 || name.length() * NARROW <= width - 2) {
        element("text", cut(name, width - 2), "class", "in mid", "x", middle, "y", y + ROW / 2 + 3);
      } else {
        element("text", cut(name, ROW - 2), "class", "in mid", "transform",
            "translate(" + (middle + 3) + " " + (y + ROW / 2) + ") rotate(-90)");
      }
    }

    /** The end of a path tells more than its beginning. */
    private static String cut(String name, long width) {
      int most = (int) (width / NARROW);
      if (name.length() <= most) {
        return name;
      }
      String last = name.substring(name.lastIndexOf('.') + 1);
      return last.length() < most && last.length() < name.length() ? "…" + last
          : last.substring(0, Math.max(1, Math.min(last.length(), most - 1))) + "…";
    }

    private void legend() throws XMLStreamException {
      Set<Look> looks = EnumSet.noneOf(Look.class);
      groups.forEach(group -> group.boxes().forEach(box -> looks.add(box.look())));
      int x = LEFT;
      for (Look look : new LinkedHashSet<>(looks)) {
        empty("rect", "class", "box " + look.style(), "x", x, "y", y + 10, "width", 22, "height", 14, "rx", 3);
        element("text", look.words, "class", "small", "x", x + 27, "y", y + 21);
        x += 27 + (int) (look.words.length() * NARROW) + 18;
      }
    }

    private void element(String name, String text, Object... attributes) throws XMLStreamException {
      xml.writeStartElement(name);
      attributes(attributes);
      xml.writeCharacters(text);
      xml.writeEndElement();
    }

    private void empty(String name, Object... attributes) throws XMLStreamException {
      xml.writeEmptyElement(name);
      attributes(attributes);
    }

    private void attributes(Object... namesAndValues) throws XMLStreamException {
      for (int i = 0; i < namesAndValues.length; i += 2) {
        xml.writeAttribute(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
      }
    }
  }
}
