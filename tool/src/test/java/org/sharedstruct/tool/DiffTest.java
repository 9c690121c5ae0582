package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SchemaMismatchException;
import org.sharedstruct.SharedMemory;

/**
 * {@code diff}: two structs field by field, and values of the same struct. What it says of opening
 * is true.
 */
class DiffTest {

  private static final String NEXT = "org.sharedstruct.tool.next.";

  @TempDir Path folder;

  /** What it prints of two that differ. */
  private static String differences(Object... arguments) throws Exception {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "diff";
    all[1] = "-cp";
    all[2] = LayoutTest.CLASSES;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    Run run = Run.of(all);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).as("exit status of %s", run).isEqualTo(1);
    return run.out();
  }

  @Test
  void nothingIsPrintedOfTheSame() throws Exception {
    SharedPair.create(folder.resolve("a"), new PairRecord(1, 2)).close();
    try (SharedPair b = SharedPair.create(folder.resolve("b"))) {
      b.guarded().set(new PairRecord(1, 2));
    }
    assertThat(Run.of("diff", folder.resolve("a"), folder.resolve("b")).output()).isEmpty();
    assertThat(Run.of("diff", "-cp", LayoutTest.CLASSES, folder.resolve("a"), Pair.class.getName()).output())
        .isEmpty();
  }

  @Test
  void valuesThatAreDifferent() throws Exception {
    SharedPair.create(folder.resolve("a"), new PairRecord(1, 2)).close();
    SharedPair.create(folder.resolve("b"), new PairRecord(1, 30)).close();
    assertThat(differences(folder.resolve("a"), folder.resolve("b"))).isEqualTo("""
        change  what   A   B
        value   other  2  30
        """);
  }

  @Test
  void lengthsThatAreDifferent() throws Exception {
    SharedPair.Array.create(folder.resolve("a"), 1).close();
    SharedPair.Array.create(folder.resolve("b"), 2).close();
    assertThat(differences(folder.resolve("a"), folder.resolve("b"))).isEqualTo("""
        change   what       A  B
        changed  (length)   1  2
        value    [1].one    -  0
        value    [1].other  -  0
        """);
  }

  @Test
  void formsThatAreDifferent() throws Exception {
    SharedPair.create(folder.resolve("a")).close();
    SharedPair.Array.create(folder.resolve("b"), 1).close();
    assertThat(differences(folder.resolve("a"), folder.resolve("b"))).contains("changed  (length)   one  1", """
        program  file  opens
        B        A     no: the file holds one struct, and the program has an array
        A        B     no: the file holds an array, and the program has one struct
        """);
  }

  @Test
  void structsThatAreDifferent() throws Exception {
    SharedPair.create(folder.resolve("a")).close();
    SharedPose.create(folder.resolve("b")).close();
    String structs = """
        change   what      A       B
        changed  (struct)  Pair    Pose
        removed  one       long@0  -
        removed  other     long@8  -
        added    x         -       double@0
        added    y         -       double@8
        """;
    String fits = """

        program  file  opens
        B        A     no: the struct is Pair in the file, Pose here
        A        B     no: the struct is Pose in the file, Pair here
        """;
    assertThat(differences(folder.resolve("a"), folder.resolve("b"))).isEqualTo(structs + fits);
    assertThat(differences(folder.resolve("a"), Pose.class.getName())).isEqualTo(structs + fits);
    assertThat(differences("--values", folder.resolve("a"), folder.resolve("b"))).isEqualTo(structs + """
        value    one       0       -
        value    other     0       -
        value    x         -       0.0
        value    y         -       0.0
        """ + fits);
  }

  @Test
  void aStructThatGrowsCanBeOpenedBothWays() throws Exception {
    Path path = folder.resolve("wide");
    SharedWide.create(path).close();
    assertThat(differences(path, NEXT + "Wide")).isEqualTo("""
        change  what  A  B
        added   more  -  int@88

        program  file  opens
        B        A     yes, and it grows: it adds more: int at byte 88
        A        B     yes
        """);
    org.sharedstruct.tool.next.SharedWide.open(path).close();
    assertThat(Run.of("diff", "-cp", LayoutTest.CLASSES, path, NEXT + "Wide").output()).isEmpty();
    SharedWide.open(path).close();
  }

  @Test
  void aStructThatHasToBeMigratedIsToldApart() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path, new PairRecord(1, 2)).close();
    assertThat(differences(path, NEXT + "Pair").replaceAll(" +", " ")).contains("changed (size) 16 24\n",
        "moved one long@0 long@8\n", "moved,retyped other long@8 double@16\n", "added before - double@0\n",
        "\nB A only after migrate: before is missing in the file, double at byte 0 here; one is long at byte 0");
    assertThatThrownBy(() -> org.sharedstruct.tool.next.SharedPair.open(path))
        .isInstanceOf(SchemaMismatchException.class);
    assertThat(org.sharedstruct.tool.next.SharedPair.migrate(path)).isTrue();
    assertThat(Run.of("get", path, "other").output()).isEqualTo("2.0\n");
  }

  @Test
  void aMigrationThatLosesValuesIsToldApart() throws Exception {
    Path path = folder.resolve("pose");
    SharedPose.create(path, new PoseRecord(1, 2)).close();
    assertThat(differences(path, NEXT + "Pose"))
        .contains("removed  y       double@8  -",
            "B        A     only after migrate, which loses values: y is double at byte 8"
            + " in the file, missing here: its values would be lost; SharedMemory.losing(\"y\") permits that");
    assertThatThrownBy(() -> org.sharedstruct.tool.next.SharedPose.migrate(path))
        .isInstanceOf(SchemaMismatchException.class);
    assertThat(org.sharedstruct.tool.next.SharedPose.migrate(path, SharedMemory.losing("y"))).isTrue();
  }

  @Test
  void programsGetItAsJson() throws Exception {
    SharedPair.create(folder.resolve("a")).close();
    assertThat(differences("-o", "json", folder.resolve("a"), Pose.class.getName())).startsWith("""
        {
          "differences" : [ {
            "change" : "changed",
            "what" : "(struct)",
            "A" : "Pair",
            "B" : "Pose"
          }, {
            "change" : "removed",
            "what" : "one",
            "A" : {
              "type" : "long",
              "offset" : 0,
              "size" : 8
            },
            "B" : null
          },""").contains("\"fits\" : [ {", "\"answer\" : \"no\"",
        "\"reasons\" : [ \"the struct is Pair in the file, Pose here\" ]");
  }

  @Test
  void numbersAreNumbersForPrograms() throws Exception {
    SharedPair.create(folder.resolve("a"), new PairRecord(1, 2)).close();
    SharedPair.create(folder.resolve("b"), new PairRecord(1, 3)).close();
    SharedPair.Array.create(folder.resolve("c"), 7).close();
    assertThat(differences("-o", "json", folder.resolve("a"), folder.resolve("b"))).contains("""
        "what" : "other",
            "A" : 2,
            "B" : 3
        """.stripTrailing());
    assertThat(differences("-o", "json", folder.resolve("a"), folder.resolve("c"))).contains("""
        "what" : "(length)",
            "A" : null,
            "B" : 7
        """.stripTrailing());
  }

  @Test
  void theStatusIsTheSameForAReaderThatHasReadEnough() throws Exception {
    SharedPair.Array.create(folder.resolve("a"), 30_000).close();
    List<PairRecord> others = Collections.nCopies(30_000, new PairRecord(1, 1));
    SharedPair.Array.create(folder.resolve("b"), others).close();
    Run run = Run.of(List.of("bash", "-o", "pipefail", "-c",
        "'" + String.join("' '", Run.command("diff", folder.resolve("a"), folder.resolve("b"))) + "' | head -n 1"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theOneThatCannotBeReadIsNamed() throws Exception {
    SharedPair.create(folder.resolve("a")).close();
    Path none = folder.resolve("none");
    Run.of("diff", folder.resolve("a"), none).assertRefused(2, none + ": there is no such file");
  }

  @Test
  void aClassHasNoValues() throws Exception {
    SharedPair.create(folder.resolve("a")).close();
    assertThat(Run.of("diff", "--values", "-cp", LayoutTest.CLASSES, folder.resolve("a"), Pose.class.getName()))
        .satisfies(run -> assertThat(run.status()).isEqualTo(2))
        .satisfies(run -> assertThat(run.err()).contains("only regions have values"));
  }
}
