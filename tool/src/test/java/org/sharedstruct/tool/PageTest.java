package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.examples.pursuit.Pursuit;

/**
 * The page in a real browser, against programs that run. With {@code -Dtool.picture=write} the
 * pictures in {@code docs} are made anew.
 */
@Timeout(300)
class PageTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";
  private static final int CELLS = 100_000;

  @TempDir static Path profile;

  private static Browser browser;

  @TempDir Path folder;

  private Serve serve;
  private Process pursuit;
  private int problems;
  private int requests;

  @BeforeAll
  static void startBrowser() throws Exception {
    Optional<Path> program = Browser.program();
    assumeTrue(program.isPresent(), "left out: there is no Chromium");
    browser = Browser.start(program.get(), profile);
  }

  @AfterAll
  static void endBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void beginAnew() throws Exception {
    browser.open("about:blank");
    browser.resize(1280, 800, false);
    browser.media("prefers-color-scheme", "light");
    problems = browser.problems().size();
    requests = browser.requests().size();
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    if (browser != null) {
      browser.open("about:blank");
    }
    if (serve != null) {
      serve.close();
    }
    if (pursuit != null) {
      endPursuit();
    }
  }

  /** A launcher and its three processes, as people start them; the folder of their regions. */
  private Path startPursuit() throws Exception {
    String classPath = home(Pursuit.class) + File.pathSeparator + home(SharedMemory.class);
    pursuit = new ProcessBuilder(Run.JAVA, "-cp", classPath, Pursuit.class.getName(), "600")
        .redirectOutput(folder.resolve("pursuit.out").toFile()).redirectError(folder.resolve("pursuit.err").toFile())
        .start();
    Browser.await("the regions of the pursuit", () -> !pursuit.isAlive()
        || pursuitFolder().filter(found -> Files.exists(found.resolve("display"))).isPresent());
    assertThat(pursuit.isAlive()).as(Files.readString(folder.resolve("pursuit.err"))).isTrue();
    return pursuitFolder().orElseThrow();
  }

  private Optional<Path> pursuitFolder() throws IOException {
    for (Path parent : List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")))) {
      if (Files.isDirectory(parent)) {
        try (DirectoryStream<Path> found =
            Files.newDirectoryStream(parent, "pursuit-" + pursuit.pid() + "-*")) {
          for (Path one : found) {
            return Optional.of(one);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Path home(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Asked to end, it removes its files. */
  private void endPursuit() throws Exception {
    List<ProcessHandle> all = Stream.concat(pursuit.descendants(), Stream.of(pursuit.toHandle())).toList();
    pursuit.destroy();
    boolean hasEnded = pursuit.waitFor(1, TimeUnit.MINUTES);
    all.forEach(ProcessHandle::destroyForcibly);
    assertThat(hasEnded).isTrue();
    assertThat(pursuitFolder()).isEmpty();
  }

  private void open(Path chosen, Object... folders) throws Exception {
    serve = Serve.start(folders);
    browser.open(serve.address() + "#" + chosen);
    browser.awaitTrue("document.querySelector('#state').textContent === 'live'");
    browser.awaitTrue("document.querySelector('#name').textContent === '" + chosen.getFileName() + "'");
  }

  /** Nothing was refused, nothing failed, and nothing was asked of anybody else. */
  private void assertCalm() {
    assertThat(browser.problems().stream().skip(problems)).isEmpty();
    assertThat(browser.requests().stream().skip(requests)).isNotEmpty()
        .allMatch(url -> url.startsWith(serve.address()) || url.equals("about:blank"));
  }

  /** What is in the row of a field. */
  private static String value(String field) {
    return "[...document.querySelectorAll('#values .rows .row')].find(row => row.querySelector('.name')?.textContent"
        + " === '" + field + "')?.querySelector('.value').textContent";
  }

  private void awaitOther(String expression) throws Exception {
    String before = browser.eval(expression).text();
    browser.awaitTrue("(" + expression + ") !== " + quoted(before));
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  @Test
  void theNumbersOfAPursuitMoveUntilItEnds() throws Exception {
    Path regions = startPursuit();
    open(regions.resolve("target"), regions, folder);
    browser.awaitTrue(value("x"));
    for (int i = 0; i < 3; i++) {
      awaitOther(value("x"));
      awaitOther(value("y"));
    }
    browser.awaitTrue("document.querySelector('.chip .now')?.textContent.length > 0");
    assertThat(browser.eval("[...document.querySelectorAll('#legend .chip bdi')].map(e => e.textContent).join()").text())
        .isEqualTo("x,y");
    assertThat(browser.eval("document.querySelectorAll('#plot canvas').length").number()).isEqualTo(1);
    browser.awaitTrue("[...document.querySelectorAll('#participants td')].some(e => e.textContent === 'Detector')");
    browser.awaitTrue("/\\d+ [kM]\\/s/.test(document.querySelector('#facts').textContent)");
    assertThat(browser.eval("document.querySelectorAll('#regions [role=option]').length").number()).isEqualTo(6);
    assertThat(browser.eval("[...document.querySelectorAll('#layout .field text')].map(e => e.textContent).join()")
        .text()).isEqualTo("x,y");

    browser.click("#regions [data-path$='/steering']");
    browser.awaitTrue(value("ticks"));
    awaitOther(value("ticks"));
    assertThat(browser.text("h1")).isEqualTo("steeringSteering");
    assertCalm();

    pursuit.destroy();
    browser.awaitTrue("!document.querySelector('#lost').hidden");
    assertThat(browser.text("#lost")).startsWith("The region ").contains("is shown again as soon as one comes");
    assertThat(browser.text("#name")).isEqualTo("steering");
    browser.awaitTrue("document.querySelector('#regions [data-path$=\"/steering\"]').dataset.condition === 'gone'");
    assertCalm();
  }

  @Test
  void regionsThatAreLeftOutAreCounted() throws Exception {
    for (int i = 0; i < 1002; i++) {
      SharedPair.create(folder.resolve("pair" + i), new PairRecord(1, 2)).close();
    }
    serve = Serve.start(folder);
    browser.open(serve.address());
    browser.awaitTrue("document.querySelectorAll('#regions [role=option]').length === 1000");
    browser.awaitTrue("!document.querySelector('#unseen').hidden");
    assertThat(browser.text("#unseen")).isEqualTo(
        "2 more files were not looked at: the page shows no more regions. Name fewer folders to see them.");
    assertCalm();
  }

  @Test
  void aRegionThatIsMadeAnewIsShownAgain() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path, new PairRecord(1, 2)).close();
    open(path, folder);
    browser.awaitTrue(value("one") + " === '1'");
    try (SharedPair shared = SharedPair.open(path)) {
      shared.remove();
    }
    browser.awaitTrue("!document.querySelector('#lost').hidden");
    SharedPair.create(path, new PairRecord(5, 2)).close();
    browser.awaitTrue("document.querySelector('#lost').hidden && " + value("one") + " === '5'");
    SharedPair.open(path).remove();
    SharedWide.create(path).close();
    browser.awaitTrue("document.querySelector('#struct').textContent === 'Wide'");
    Files.write(path, Arrays.copyOf(Files.readAllBytes(path), 2300));
    browser.awaitTrue("/^The region is damaged: it .*\\.$/.test(document.querySelector('#lost').textContent)");
    assertCalm();
  }

  @Test
  void theKeyboardIsEnough() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      SharedPair.create(folder.resolve(name)).close();
    }
    open(folder.resolve("a"), folder);
    browser.awaitTrue("document.querySelectorAll('#regions [role=option]').length === 3");
    browser.press("ArrowDown");
    browser.awaitTrue("document.querySelector('#name').textContent === 'b'");
    browser.press("ArrowDown");
    browser.press("ArrowUp");
    browser.press("ArrowDown");
    browser.awaitTrue("document.querySelector('[aria-selected=true]').dataset.path.endsWith('/c')");
    assertThat(browser.eval("document.querySelector('#regions').getAttribute('aria-activedescendant')"
        + " === document.querySelector('[aria-selected=true]').id").isTrue()).isTrue();
    browser.press("/");
    browser.awaitTrue("document.activeElement.id === 'filter'");
    browser.press("z");
    browser.awaitTrue("document.querySelector('#none').textContent === 'No region matches.'");
    browser.press("Escape");
    browser.awaitTrue("document.querySelectorAll('#regions [role=option]').length === 3");
    browser.press(" ");
    browser.awaitTrue("document.querySelector('#state').textContent === 'paused'");
    browser.press(" ");
    browser.awaitTrue("document.querySelector('#state').textContent === 'live'");
    browser.press("Tab");
    browser.awaitTrue("document.activeElement !== document.body");
    browser.awaitTrue("getComputedStyle(document.activeElement).outlineStyle === 'solid'");
    assertCalm();
  }

  @Test
  void pauseAndZoom() throws Exception {
    Path path = folder.resolve("pair");
    try (Child writer = Child.start("pairs", path)) {
      assertThat(writer.pid()).isPositive();
      open(path, folder);
      browser.awaitTrue(value("one"));
      awaitOther(value("one"));
      browser.press(" ");
      browser.awaitTrue("document.querySelector('#state').textContent === 'paused'");
      String paused = browser.eval(value("one")).text();
      String version = "document.querySelector('#facts').textContent";
      awaitOther(version);
      awaitOther(version);
      assertThat(browser.eval(value("one")).text()).isEqualTo(paused);
      browser.press(" ");
      awaitOther(value("one"));
      browser.drag("#plot .u-over", 0.5, 0.8);
      browser.awaitTrue("!document.querySelector('#zoomed').hidden");
      browser.press("Escape");
      browser.awaitTrue("document.querySelector('#zoomed').hidden");
      browser.click("#legend .chip");
      browser.awaitTrue("document.querySelectorAll('#legend .chip').length === 1");
      browser.click("#values .rows .row");
      browser.awaitTrue("document.querySelectorAll('#legend .chip').length === 2");
      assertCalm();
    }
  }

  @Test
  void anArrayOfAHundredThousandElements() throws Exception {
    Path path = folder.resolve("plate");
    try (Child plate = Child.run(Plate.class, path.toString(), String.valueOf(CELLS))) {
      assertThat(plate.pid()).isPositive();
      open(path, folder);
      String rows = "document.querySelectorAll('#values .rows .row')";
      browser.awaitTrue(rows + ".length > 5");
      assertThat(browser.text("#struct")).isEqualTo("Cell[100,000]");
      browser.eval("document.querySelector('.scroller').focus()");
      for (int i = 0; i < 20; i++) {
        browser.press("PageDown");
        assertThat(browser.eval(rows + ".length").number()).isLessThan(60);
      }
      browser.press("End");
      browser.awaitTrue("[..." + rows + "].some(row => row.firstChild.textContent === '99,999')");
      browser.awaitTrue("[..." + rows + "].every(row => row.children[1].textContent !== '…')");
      assertThat(browser.eval(rows + ".length").number()).isLessThan(60);
      browser.eval("document.querySelector('.scroller').scrollTop = 26 * 50000");
      browser.awaitTrue("[..." + rows + "].some(row => row.firstChild.textContent === '50,000'"
          + " && row.children[1].textContent !== '…')");
      String painted = "(() => {const strip = document.querySelector('#strip'); if (!strip.width) return false;"
          + " const copy = document.createElement('canvas').getContext('2d', {willReadFrequently: true});"
          + " copy.drawImage(strip, 0, 0); return copy.getImageData(0, 0, 100, 1).data.some(value => value > 0);})()";
      browser.awaitTrue(painted);
      browser.eval("[..." + rows + "].find(row => row.firstChild.textContent === '50,000').children[1].click()");
      browser.awaitTrue("[...document.querySelectorAll('#legend .chip bdi')]"
          + ".some(chip => chip.textContent === '[50000].heat')");
      browser.awaitTrue("[...document.querySelectorAll('#legend .now')].every(now => now.textContent !== '')");
      browser.drag("#strip", 0.1, 0.1);
      browser.awaitTrue("[..." + rows + "].some(row => Math.abs(parseInt(row.firstChild.textContent.replace(',', ''))"
          + " - 10000) < 200)");
      assertCalm();
    }
  }

  @Test
  void whatStrangersWriteIsTextAndNothingElse() throws Exception {
    Path path = Files.createDirectory(folder.resolve("<b>x")).resolve("<i>note");
    try (SharedNote note = SharedNote.create(path, SharedMemory.name(HOSTILE))) {
      note.guarded().text("<img src=x onerror=document.title='taken'>");
      open(path, folder);
      browser.awaitTrue(value("text") + "?.includes('onerror')");
      browser.awaitTrue("document.querySelector('#participants').textContent.includes('onerror')");
      browser.awaitTrue("document.querySelector('#regions').textContent.includes('<i>note')");
      note.guarded().text("\u202egnp\u0007");
      browser.awaitTrue(value("text") + " === '\"\\\\u202egnp\\\\u0007\"'");
      assertThat(browser.eval("document.querySelectorAll('main img, nav img, main b, main i, nav b, nav i').length")
          .number()).isZero();
      assertThat(browser.eval("document.title").text()).isEqualTo("<i>note - SharedStruct");
      assertCalm();
    }
  }

  @Test
  void aPhoneAndTheDark() throws Exception {
    Path path = folder.resolve("robot");
    try (SharedRobot robot = SharedRobot.create(path, SharedMemory.name("Planner"))) {
      robot.guarded().update(Robots::fill);
      SharedCell.Array.create(folder.resolve("cells"), 1000).close();
      browser.resize(375, 740, true);
      browser.media("prefers-color-scheme", "dark");
      open(path, folder);
      browser.awaitTrue(value("count"));
      assertFits();
      String ground = "getComputedStyle(document.body).backgroundColor";
      assertThat(browser.eval(ground).text()).isEqualTo("rgb(13, 17, 23)");
      assertThat(browser.eval("document.querySelectorAll('#layout .hole').length").number()).isEqualTo(3);
      browser.click("#theme");
      assertThat(browser.eval(ground).text()).isEqualTo("rgb(246, 247, 249)");
      browser.click("#theme");
      assertThat(browser.eval(ground).text()).isEqualTo("rgb(13, 17, 23)");
      browser.click("#theme");
      browser.click("#regions [data-path$='/cells']");
      browser.awaitTrue("document.querySelectorAll('#values .rows .array-row').length > 5");
      assertFits();
      assertCalm();
    }
  }

  private void assertFits() throws Exception {
    assertThat(browser.eval("document.documentElement.scrollWidth").number()).isLessThanOrEqualTo(375);
    assertThat(browser.eval("innerWidth").number()).isEqualTo(375);
  }

  @Test
  void thePageSaysWhenTheToolHasEnded() throws Exception {
    Path path = folder.resolve("pair");
    SharedPair.create(path).close();
    open(path, folder);
    serve.terminate();
    browser.awaitTrue("document.querySelector('#state').textContent === 'not connected'");
  }

  /** The pictures of the docs: of a pursuit, and of an array. */
  @Test
  void pictures() throws Exception {
    Path regions = startPursuit();
    Path plant = Files.createTempDirectory(regions.getParent(), "plant-");
    Path path = plant.resolve("plate");
    try (Child plate = Child.run(Plate.class, path.toString(), String.valueOf(CELLS))) {
      open(regions.resolve("steering"), regions, plant);
      browser.awaitTrue("document.querySelectorAll('#legend .chip').length === 3");
      browser.click("#legend .chip[data-name=heading]");
      browser.click("#windows button");
      browser.awaitTrue("[...document.querySelectorAll('#regions .region')]"
          + ".every(region => region.dataset.condition === 'used')");
      browser.awaitTrue("performance.now() > 32000"); // the small lines are full then
      keep("tool.png");
      browser.click("#regions [data-path$='/plate']");
      browser.awaitTrue("document.querySelector('#strip-window')?.style.width && !document.querySelector("
          + "'#strip-panel').hidden && document.querySelectorAll('#values .array-row').length > 5");
      String begun = browser.eval("performance.now()").text();
      browser.drag(".strip", 0.6, 0.6);
      browser.awaitTrue("performance.now() > 14000 + " + begun); // as is the past of the strip
      keep("tool-array.png");
      plate.finish();
    } finally {
      try (SharedCell.Array left = SharedCell.Array.open(path)) {
        left.remove();
      }
      Files.delete(plant);
    }
  }

  private static void keep(String name) throws Exception {
    byte[] picture = browser.picture();
    assertThat(picture.length).as("bytes of %s", name).isBetween(20_000, 250_000);
    if (System.getProperty("tool.picture", "").equals("write")) {
      Files.write(DOCS.resolve(name), picture);
    } else {
      assertThat(DOCS.resolve(name)).exists();
    }
  }
}
