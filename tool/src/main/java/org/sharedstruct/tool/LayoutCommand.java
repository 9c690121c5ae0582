package org.sharedstruct.tool;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Schema;
import org.sharedstruct.tool.output.Output;
import org.sharedstruct.tool.output.Table;
import org.sharedstruct.tool.value.Type;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows where fields lie, as pahole does. */
@Command(name = "layout", mixinStandardHelpOptions = true,
    description = {"Shows where the fields of a struct lie, and what is lost between them.",
        "", "A line is a cache line of 64 bytes, counted from the struct's first; 0-1 is a field that lies in two."},
    footer = {"", "Examples:",
        "  sharedstruct layout /dev/shm/robot",
        "  sharedstruct layout -cp target/classes com.acme.Robot"})
final class LayoutCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private StructSource source;

  @Override
  public Integer call() throws IOException {
    if (source.isMissing()) {
      throw new ParameterException(spec.commandLine(), "which FILE or CLASS?");
    }
    Schema schema = source.schema();
    Type.Struct struct = Type.of(schema);
    Rows rows = new Rows();
    rows.add(struct, 0, "");
    try (Output out = new Output()) {
      out.append(schema.name() + ", " + schema.size() + " bytes, aligned to " + schema.alignment() + "\n\n");
      rows.table.write(out, Ansi.AUTO);
      out.append('\n').append(rows.summary(struct)).append('\n');
    }
    return 0;
  }

  /** The rows of a struct, with those of structs within it. */
  private static final class Rows {

    private final Table table = new Table("offset", "size", "line", "type", "name");
    private int holes;
    private long inHoles;
    private long padding;
    private long room;

    /**
     * Adds a struct.
     *
     * @param base where it begins
     * @param prefix of the names of its fields
     */
    void add(Type.Struct struct, long base, String prefix) {
      long at = base;
      for (var entry : struct.fields().entrySet()) {
        Type.Field field = entry.getValue();
        long offset = base + field.offset();
        if (offset > at) {
          holes++;
          inHoles += offset - at;
          row(at, offset - at, "(hole)", "");
        }
        String name = prefix + entry.getKey();
        row(offset, field.size(), field.word(), name);
        switch (field.type()) {
          case Type.Struct inner -> add(inner, offset, name + ".");
          case Type.Array(long _, long _, Type.Struct inner) -> add(inner, offset, name + "[].");
          default -> { }
        }
        at = offset + field.size();
      }
      long rest = base + struct.size() - at;
      if (rest > 0) {
        room += struct.sized() ? rest : 0;
        padding += struct.sized() ? 0 : rest;
        row(at, rest, struct.sized() ? "(room)" : "(padding)", "");
      }
    }

    private void row(long offset, long size, String type, String name) {
      long first = offset / Format.PAYLOAD_ALIGNMENT;
      long last = (offset + size - 1) / Format.PAYLOAD_ALIGNMENT;
      table.row(offset, size, first == last ? first : first + "-" + last, type, name);
    }

    String summary(Type.Struct struct) {
      long lines = (struct.size() + Format.PAYLOAD_ALIGNMENT - 1) / Format.PAYLOAD_ALIGNMENT;
      return count(struct.fields().size(), "field") + " in " + count(lines, "cache line") + "; "
          + (holes == 0 ? "no holes" : count(holes, "hole") + " of " + count(inHoles, "byte") + " together")
          + (padding == 0 ? ", no padding" : ", " + count(padding, "byte") + " of padding")
          + (room == 0 ? "" : ", room for " + count(room, "byte"));
    }

    private static String count(long number, String what) {
      return number + " " + what + (number == 1 ? "" : "s");
    }
  }
}
