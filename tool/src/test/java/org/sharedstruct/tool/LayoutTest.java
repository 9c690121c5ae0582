package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.format.Format;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * {@code layout}: where fields lie, as C has them; the offsets are those of the generated layout.
 */
class LayoutTest {

  /** Where the tests' structs are. */
  static final String CLASSES = Path.of("target", "test-classes").toString();

  @TempDir Path folder;

  @Test
  void holesAndInnerStructsOfAClass() throws Exception {
    assertThat(Run.of("layout", "-cp", CLASSES, Robot.class.getName()).output()).isEqualTo("""
        Robot, 152 bytes, aligned to 8

        offset  size  line  type             name
             0     1     0  boolean          on
             1     7     0  (hole)
             8    16     0  struct:Pose      pose
             8     8     0  double           pose.x
            16     8     0  double           pose.y
            24    12     0  string           name
            36     4     0  enum{IDLE,BUSY}  state
            40    12     0  float[3]         sample
            52     4     0  (hole)
            56    32   0-1  struct:Pose[2]   route
            56     8     0  double           route[].x
            64     8     1  double           route[].y
            88     4     1  unsigned32       ticket
            92     2     1  char             sign
            94     2     1  (hole)
            96     8     1  long             count
           104    16     1  uuid             id
           120    16   1-2  instant          since
           136    16     2  duration         left

        12 fields in 3 cache lines; 3 holes of 13 bytes together, no padding
        """);
  }

  @Test
  void roomOfARegion() throws Exception {
    Path path = folder.resolve("wide");
    SharedWide.create(path).close();
    assertThat(Run.of("layout", path).output()).isEqualTo("""
        Wide, 160 bytes, aligned to 8

        offset  size  line  type      name
             0     1     0  byte      kind
             1     7     0  (hole)
             8    80   0-1  long[10]  value
            88    72   1-2  (room)

        2 fields in 3 cache lines; 1 hole of 7 bytes together, no padding, room for 72 bytes

        """ + guard(path));
  }

  /** Where the format says that its words lie. */
  private static String guard(Path path) throws Exception {
    long capacity = word(path, Format.SCHEMA_CAPACITY) & 0xFFFF_FFFFL;
    long schema = word(path, Format.SCHEMA_OFFSET);
    long values = word(path, Format.PAYLOAD_OFFSET);
    String rest = String.format(Locale.ROOT, """
          2264   160  35-37  undo space
        %6d  %4d  37-%d  schema
        %6d   160  %s  values
        """, schema, capacity, (schema + capacity - 1) / 64, values, values / 64 + "-" + (values + 159) / 64);
    return "The file has " + Files.size(path) + " bytes:\n\n" + """
        offset  size   line  part
             0   112    0-1  identity and geometry
           112     4      1  state
           120     8      1  next participant
           128  2048   2-33  table of participants
          2176     8     34  lock
          2184     4     34  wake lock
          2188     4     34  wake version
          2192     4     34  sleepers
          2200     8     34  device
          2208     8     34  inode
          2240     8     35  sequence
          2248     8     35  index
          2256     4     35  dirty
        """ + rest;
  }

  private static long word(Path path, long at) throws Exception {
    return ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.nativeOrder()).getLong((int) at);
  }

  @Test
  void programsGetItAsJson() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.Array.create(path, 2, SharedMemory.ATOMIC_ARRAY).close();
    String json = Run.of("layout", "-o", "json", path).output();
    assertThat(json).startsWith("""
        {
          "struct" : "Pair",
          "size" : 16,
          "alignment" : 8,
          "fields" : [ {
            "offset" : 0,
            "size" : 8,
            "line" : [ 0, 0 ],
            "type" : "long",
            "name" : "one"
          }, {""").contains("\"cacheLines\" : 1", "\"part\" : \"undo space of the array\"",
        "\"part\" : \"stamps\"");
    new JsonFactory().createParser(json).skipChildren().close();
  }

  /** A box of the picture: a row of it, if it has several. */
  private record Box(String name, long offset, long size, double x, double y, double width) {}

  private static final Pattern PLACE = Pattern.compile("(.*), (\\d+) bytes? at byte (\\d+)");

  private static Document document(String svg) throws Exception {
    DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
    parsers.setNamespaceAware(true);
    return parsers.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  /** The frames of the cache lines. */
  private static List<Element> frames(String svg) throws Exception {
    NodeList all = document(svg).getElementsByTagName("rect");
    return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i))
        .filter(rect -> rect.getAttribute("class").equals("line")).toList();
  }

  private static List<Box> boxes(String svg) throws Exception {
    Document picture = document(svg);
    assertThat(picture.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
    List<Box> boxes = new ArrayList<>();
    NodeList groups = picture.getElementsByTagName("g");
    for (int i = 0; i < groups.getLength(); i++) {
      Element group = (Element) groups.item(i);
      Matcher place = PLACE.matcher(group.getElementsByTagName("title").item(0).getTextContent());
      assertThat(place.matches()).as(group.getTextContent()).isTrue();
      Element rect = (Element) group.getElementsByTagName("rect").item(0);
      boxes.add(new Box(place.group(1), Long.parseLong(place.group(3)), Long.parseLong(place.group(2)),
          number(rect, "x"), number(rect, "y"), number(rect, "width")));
    }
    return boxes;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void thePictureHasEachFieldInItsPlace() throws Exception {
    String svg = Run.of("layout", "--svg", "-cp", CLASSES, Robot.class.getName()).output();
    List<Box> boxes = boxes(svg);
    Box first = boxes.getFirst();
    assertThat(first.name()).isEqualTo("on: boolean");
    double perByte = first.width();
    assertThat(frames(svg)).hasSize(3).allSatisfy(line -> {
      assertThat(number(line, "x")).isEqualTo(first.x());
      assertThat(number(line, "width")).isEqualTo(64 * perByte);
    });
    Map<String, List<Box>> all =
        boxes.stream().collect(Collectors.groupingBy(Box::name, LinkedHashMap::new, Collectors.toList()));
    assertThat(all).containsKeys("pose.x: double", "route[0].x: double", "route[1].y: double", "state: enum{IDLE,BUSY}",
        "sample: float[3]", "hole", "left: duration").doesNotContainKey("pose: struct:Pose");
    double row = all.get("since: instant").getLast().y() - all.get("since: instant").getFirst().y();
    assertThat(row).isPositive();
    all.values().stream().flatMap(List::stream).collect(Collectors.groupingBy(Box::offset)).values().forEach(pieces -> {
      long at = pieces.getFirst().offset();
      for (Box piece : pieces) {
        assertThat(piece.x()).as("%s", piece).isEqualTo(first.x() + at % 64 * perByte);
        assertThat(piece.y()).as("%s", piece).isEqualTo(first.y() + at / 64 * row);
        at += Math.round(piece.width() / perByte);
      }
      assertThat(at).as("%s", pieces).isEqualTo(pieces.getFirst().offset() + pieces.getFirst().size());
    });
    assertThat(boxes.stream().mapToDouble(Box::width).sum()).as("no byte is drawn twice, or left out")
        .isEqualTo(152 * perByte);
  }

  @Test
  void thePictureOfARegionHasTheWordsOfItsGuardAndStaysSmall() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    String svg = Run.of("layout", "--svg", path).output();
    assertThat(boxes(svg)).extracting(Box::name).contains("one: long", "lock", "sequence", "undo space");
    assertThat(svg.length()).isLessThan(10_000);
    assertThat(svg).contains("prefers-color-scheme:dark", "<desc id=\"desc\">").doesNotContain("href");
  }

  @Test
  void thePictureOfAGiantLeavesOutItsLikeLines() throws Exception {
    String svg = Run.of("layout", "--svg", "-cp", CLASSES, Giant.class.getName()).output();
    assertThat(svg).contains("more lines of the same field");
    assertThat(svg.length()).isLessThan(10_000);
    assertThat(boxes(svg)).extracting(Box::name).contains("before: byte", "value: long[100000]", "after: byte");
  }

  @Test
  void namesOfStrangersAreNoMarkupAndNoCommand() throws Exception {
    Path markup = Hostile.pair(folder.resolve("markup"), "<g>");
    assertThat(boxes(Run.of("layout", "--svg", markup).output())).extracting(Box::name).contains("<g>: long");
    Path path = Hostile.pair(folder.resolve("hostile"), Hostile.NAME);
    for (String command : List.of("show", "get", "layout", "doctor", "layout --svg", "layout -o json", "get -o json")) {
      List<Object> words = new ArrayList<>(List.of(command.split(" ")));
      words.add(path);
      assertThat(Run.of(words.toArray()).output()).as(command).contains(command.equals("show") ? "Pair" : "")
          .doesNotContain("\u001b");
    }
    assertThat(boxes(Run.of("layout", "--svg", path).output())).extracting(Box::name).contains("\\u001b[m: long");
    Path escape = folder.resolve("\u001b[m");
    SharedPair.create(escape).close();
    assertThat(Run.of("ls", folder).output()).contains("\\u001b[m").doesNotContain("\u001b");
    assertThat(Run.of("get", escape, "two").err()).isNotEmpty().doesNotContain("\u001b");
    assertThat(Run.of("get", folder.resolve("\u001b[1m")).err()).isNotEmpty().doesNotContain("\u001b");
  }

  @Test
  void paddingOfAClass() throws Exception {
    assertThat(Run.of("layout", "-cp", CLASSES, Padded.class.getName()).output()).isEqualTo("""
        Padded, 16 bytes, aligned to 8

        offset  size  line  type       name
             0     8     0  long       first
             8     1     0  byte       last
             9     7     0  (padding)

        2 fields in 1 cache line; no holes, 7 bytes of padding
        """);
  }

  @Test
  void whatIsNeitherARegionNorAClassIsRefused() throws Exception {
    Run.of("layout", "com.acme.Nothing")
        .assertRefused(1, "com.acme.Nothing: there is no such file, nor a struct of that name on the class path");
  }
}
