package org.sharedstruct.tool.transfer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.value.Contents;
import org.sharedstruct.tool.value.Names;
import org.sharedstruct.tool.value.Type;
import org.sharedstruct.tool.value.WrongValueException;

/**
 * A sheet that is read. It does not say what its columns are, so a struct has to be given. It is of
 * an array if it has one more column than the struct has values, and {@code index} is the first.
 */
public final class CsvDump implements Dump {

  private static final String INDEX = "index";

  private final Path file;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final List<Column> columns = new ArrayList<>();
  private final Heading heading;

  private CsvDump(Path file, Schema schema, boolean isAtomic) throws IOException {
    this.file = file;
    reader = open(file);
    try {
      records = reader.iterator();
      boolean isArray = readHead(Column.of(Type.of(schema)));
      heading = new Heading(schema, isArray ? rows(file) : Region.SINGLE, isArray && isAtomic);
    } catch (Throwable failure) {
      reader.close();
      throw failure;
    }
  }

  /**
   * Opens a sheet and reads its head.
   *
   * @param file as {@code dump -o csv} writes it; the columns may be in any order
   * @param schema of the struct
   * @param isAtomic whether an array is to have undo space as a whole
   * @return the sheet
   * @throws IOException if it cannot be read, or its columns are not those of the struct
   */
  public static CsvDump open(Path file, Schema schema, boolean isAtomic) throws IOException {
    return new CsvDump(file, schema, isAtomic);
  }

  private static CsvReader<CsvRecord> open(Path file) throws IOException {
    return CsvReader.builder().skipEmptyLines(false).allowExtraFields(true).allowMissingFields(true)
        .ofCsvRecord(file, StandardCharsets.UTF_8);
  }

  /**
   * How many records there are behind the head. A length has to be known before a region is made.
   */
  private static long rows(Path file) throws IOException {
    try (CsvReader<CsvRecord> reader = open(file)) {
      long rows = -1;
      for (Iterator<CsvRecord> records = reader.iterator(); hasNext(file, records, rows + 1);) {
        records.next();
        rows++;
      }
      return rows;
    }
  }

  private static boolean hasNext(Path file, Iterator<CsvRecord> records, long line) throws IOException {
    try {
      return records.hasNext();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    } catch (CsvParseException wrong) {
      String reason = wrong.getCause() == null ? wrong.getMessage() : wrong.getCause().getMessage();
      throw new WrongFileException(file, line + 1, "it is not CSV: " + reason);
    }
  }

  private boolean readHead(List<Column> wanted) throws IOException {
    if (!hasNext(file, records, 0)) {
      throw new WrongFileException(file, 1, "there is no head");
    }
    List<String> names = records.next().getFields();
    boolean isArray = names.size() == wanted.size() + 1 && names.getFirst().equals(INDEX);
    Map<String, Column> byName = new HashMap<>();
    wanted.forEach(column -> byName.put(column.name(), column));
    Set<String> seen = new HashSet<>();
    for (String name : isArray ? names.subList(1, names.size()) : names) {
      Column column = byName.get(name);
      if (column == null) {
        throw new WrongFileException(file, 1, "there is no field " + Names.shown(name)
            + Names.meant(name, byName.keySet()));
      }
      if (!seen.add(name)) {
        throw new WrongFileException(file, 1, "the column " + name + " is there twice");
      }
      columns.add(column);
    }
    if (seen.size() < wanted.size()) {
      throw new WrongFileException(file, 1, "there is no column for " + wanted.stream().map(Column::name)
          .filter(name -> !seen.contains(name)).collect(Collectors.joining(", ")));
    }
    return isArray;
  }

  @Override
  public Heading heading() {
    return heading;
  }

  @Override
  public void fill(MemorySegment payload, LongConsumer done) throws IOException {
    long line = 1;
    for (long index = 0; index < heading.count(); index++) {
      if (!hasNext(file, records, line)) {
        throw new WrongFileException(file, line + 1, "the values are missing");
      }
      CsvRecord row = records.next();
      line = row.getStartingLineNumber();
      try {
        fill(payload, index, row.getFields());
      } catch (WrongValueException wrong) {
        throw new WrongFileException(file, line, wrong.getMessage());
      }
      done.accept(index + 1);
    }
    if (hasNext(file, records, line)) {
      throw new WrongFileException(file, records.next().getStartingLineNumber(),
          "there are more rows of values than " + heading.count());
    }
  }

  private void fill(MemorySegment payload, long index, List<String> cells) {
    int first = heading.isArray() ? 1 : 0;
    if (cells.size() != first + columns.size()) {
      throw new WrongValueException("there are " + cells.size() + " columns, and the head has "
          + (first + columns.size()));
    }
    if (heading.isArray() && !cells.getFirst().equals(String.valueOf(index))) {
      throw new WrongValueException("the index is " + Names.shown(cells.getFirst()) + " where " + index
          + " comes next");
    }
    long base = index * heading.schema().size();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      try {
        column.type().write(payload, base + column.offset(), Contents.of(column.type(), cells.get(first + i)));
      } catch (WrongValueException wrong) {
        throw wrong.in(column.name());
      }
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
