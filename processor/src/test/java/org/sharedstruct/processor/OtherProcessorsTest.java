package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedStruct;

/** Other processors on the path of javac, before and behind ours: each sees what the other one has written. */
class OtherProcessorsTest {

  private static final String XY = """
      package p;

      @org.sharedstruct.SharedStruct
      public interface XY {
        float x();

        float y();
      }
      """;

  @TempDir Path folder;

  /** Where ours is listed. */
  enum Order { FIRST, LAST }

  /** A method of a struct calls what Lombok writes; a class of Lombok's has a field of what we write. */
  @ParameterizedTest
  @EnumSource
  void lombok(Order order) throws Exception {
    String lombok = Program.jars("lombok");
    assertThat(run(order, lombok, lombok, """
        package p;

        @lombok.Value
        class Scale {
          float factor;
        }
        """, """
        package p;

        @org.sharedstruct.SharedStruct
        interface Sized {
          float size();

          default float scaled(Scale scale) {
            return size() * scale.getFactor();
          }
        }
        """, """
        package p;

        @lombok.Value
        @lombok.Builder
        class Path {
          XYRecord from;
          RawXY to;
        }
        """, """
        package p;

        class Main {
          static void main() {
            var path = Path.builder().from(new XYRecord(1, 2)).to(RawXY.allocate().set(new XYRecord(3, 4))).build();
            System.out.println(path.getFrom().y() + " " + path.getTo().x());
            System.out.println(new SizedRecord(3).scaled(new Scale(2)));
          }
        }
        """)).isEqualTo("2.0 3.0\n6.0\n");
  }

  /** To MapStruct, {@code withX(float)} of a record is a property that nothing is mapped to. */
  @ParameterizedTest
  @EnumSource
  void mapStruct(Order order) throws Exception {
    assertThat(run(order, Program.jars("mapstruct-processor", "mapstruct"), Program.jars("mapstruct"), """
        package p;

        public record Point(float x, float y) {}
        """, """
        package p;

        @org.mapstruct.Mapper(unmappedTargetPolicy = org.mapstruct.ReportingPolicy.IGNORE)
        public interface Points {
          XYRecord toRecord(Point point);

          Point toPoint(XYRecord record);
        }
        """, """
        package p;

        class Main {
          static void main() {
            Points points = org.mapstruct.factory.Mappers.getMapper(Points.class);
            System.out.println(points.toRecord(new Point(1, 2)));
            System.out.println(points.toPoint(new XYRecord(3, 4)));
          }
        }
        """)).isEqualTo("XYRecord[x=1.0, y=2.0]\nPoint[x=3.0, y=4.0]\n");
  }

  @ParameterizedTest
  @EnumSource
  void recordBuilder(Order order) throws Exception {
    String builder = Program.jars("record-builder-processor", "record-builder-core", "record-builder-validator");
    assertThat(run(order, Program.path(builder, Program.jars("javapoet")), builder, """
        package p;

        @io.soabase.recordbuilder.core.RecordBuilder
        record Path(XYRecord from, XYRecord to) {}
        """, """
        package p;

        class Main {
          static void main() {
            System.out.println(PathBuilder.builder().from(new XYRecord(1, 2)).to(new XYRecord(3, 4)).build());
          }
        }
        """)).isEqualTo("Path[from=XYRecord[x=1.0, y=2.0], to=XYRecord[x=3.0, y=4.0]]\n");
  }

  /**
   * Compiles the struct XY and more, and runs p.Main.
   *
   * @param processor jars of the other processor
   * @param library jars that it wants on the class path
   * @param sources files of package p
   */
  private String run(Order order, String processor, String library, String... sources) throws Exception {
    List<String> files = new ArrayList<>(List.of(write(XY)));
    for (String source : sources) {
      files.add(write(source));
    }
    String runtime = Program.ourPath(SharedStruct.class);
    String ours = Program.path(Program.ourPath(SharedStructProcessor.class), runtime, Program.jars("javapoet"));
    String path = order == Order.FIRST ? Program.path(ours, processor) : Program.path(processor, ours);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> javac = new ArrayList<>(List.of(Program.ofJdk("javac"), "-J--sun-misc-unsafe-memory-access=allow",
        "--release", "25", "-Xlint:all", "-Xlint:-processing", "-Werror", "--processor-path", path, "-classpath", Program.path(runtime, library),
        "-d", classes.toString()));
    javac.addAll(files);
    assertThat(Program.run(folder, javac).successfulOutput()).isEmpty();
    return Program.run(folder, List.of(Program.ofJdk("java"), "-classpath", Program.path(classes, runtime, library),
        "p.Main")).successfulOutput();
  }

  private String write(String source) throws IOException {
    String name = Stream.of(source.split("\\W+"))
        .dropWhile(word -> !List.of("class", "interface", "record").contains(word)).skip(1).findFirst().orElseThrow();
    Path file = folder.resolve("sources/p").resolve(name + ".java");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, source).toString();
  }
}
