package org.sharedstruct.tool.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Facts of several kinds, told one after the other: to people with an empty line between, to
 * programs as one object.
 */
public final class Report {

  /** How reports are written. */
  public enum Form {
    /** For people. */
    TABLE,
    /** For programs. */
    JSON;

    /** As it is typed. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What stands together. */
  private interface Part {

    boolean isEmpty();

    void write(Writer out, Ansi ansi) throws IOException;

    void write(JsonGenerator json) throws IOException;
  }

  private final List<Part> parts = new ArrayList<>();

  /** Begins one. */
  public Report() {}

  /**
   * Adds facts that have a name each.
   *
   * @param named a table without heads
   * @return this report
   */
  public Report facts(Table named) {
    return add(new Named(named));
  }

  /**
   * Adds rows.
   *
   * @param key what programs know them by
   * @param table with heads; people are not told of one that is empty
   * @return this report
   */
  public Report rows(String key, Table table) {
    return add(new Rows(key, table, false));
  }

  /**
   * Adds rows that have sentences, which people get as blocks.
   *
   * @param key what programs know them by
   * @param table with heads; people are not told of one that is empty
   * @return this report
   */
  public Report blocks(String key, Table table) {
    return add(new Rows(key, table, true));
  }

  /**
   * Adds a sentence.
   *
   * @param words for people
   * @param facts for programs, by their keys
   * @return this report
   */
  public Report sentence(String words, Map<String, ?> facts) {
    return add(new Sentence(words, facts));
  }

  private Report add(Part part) {
    parts.add(part);
    return this;
  }

  /**
   * Writes it.
   *
   * @param form for whom
   * @param out where to
   * @param ansi whether with colours, where the form has any
   * @throws IOException if it cannot be written
   */
  public void write(Form form, Writer out, Ansi ansi) throws IOException {
    switch (form) {
      case TABLE -> write(out, ansi);
      case JSON -> Json.write(out, json -> {
        json.writeStartObject();
        for (Part part : parts) {
          part.write(json);
        }
        json.writeEndObject();
      });
    }
  }

  private void write(Writer out, Ansi ansi) throws IOException {
    boolean isFirst = true;
    for (Part part : parts) {
      if (!part.isEmpty()) {
        out.append(isFirst ? "" : "\n");
        part.write(out, ansi);
        isFirst = false;
      }
    }
  }

  private record Named(Table table) implements Part {

    @Override
    public boolean isEmpty() {
      return table.isEmpty();
    }

    @Override
    public void write(Writer out, Ansi ansi) throws IOException {
      table.write(out, ansi);
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
      table.writeFacts(json);
    }
  }

  private record Rows(String key, Table table, boolean areBlocks) implements Part {

    @Override
    public boolean isEmpty() {
      return table.isEmpty();
    }

    @Override
    public void write(Writer out, Ansi ansi) throws IOException {
      if (areBlocks) {
        table.writeBlocks(out, ansi);
      } else {
        table.write(out, ansi);
      }
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
      json.writeFieldName(key);
      table.write(json);
    }
  }

  private record Sentence(String words, Map<String, ?> facts) implements Part {

    @Override
    public boolean isEmpty() {
      return words.isEmpty();
    }

    @Override
    public void write(Writer out, Ansi ansi) throws IOException {
      out.append(Cells.safe(words)).append('\n');
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
      Json.writeFields(facts, json);
    }
  }
}
