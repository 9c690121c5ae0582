package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.lang.foreign.ValueLayout;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sharedstruct.SharedMemory;

/** {@code serve}: who is let in, and what the page is told. */
@Timeout(180)
class ServeTest {

  @TempDir Path folder;

  private Path pair(String name) throws Exception {
    Path path = folder.resolve(name);
    SharedPair.create(path, new PairRecord(1, 2)).close();
    return path;
  }

  /** The status of a request for a path with a token and a host. */
  private static int status(Serve serve, String method, String path, String host) throws Exception {
    String answer = serve.raw(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 ");
    return Integer.parseInt(answer.substring(9, 12));
  }

  private static String here(Serve serve) {
    return "127.0.0.1:" + serve.port();
  }

  private static String page(Serve serve, String name) {
    return "/" + serve.token() + "/" + name;
  }

  @Test
  void whoHasTheTokenGetsThePage() throws Exception {
    try (Serve serve = Serve.start(folder); Serve other = Serve.start(folder)) {
      assertThat(serve.get("").statusCode()).isEqualTo(200);
      assertThat(serve.get("").headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(serve.get("uPlot.js").body()).contains("uPlot");
      assertThat(other.token()).isNotEqualTo(serve.token());
      for (String path : List.of("/", "/metrics", "/page.js", "/" + serve.token().substring(1) + "/",
          "/" + other.token() + "/events", "/" + serve.token(), "/" + serve.token() + "x/")) {
        assertThat(status(serve, "GET", path, here(serve))).as(path).isEqualTo(403);
      }
    }
  }

  @Test
  void anotherHostIsRefused() throws Exception {
    try (Serve serve = Serve.start(folder)) {
      assertThat(status(serve, "GET", page(serve, ""), "localhost:" + serve.port())).isEqualTo(200);
      for (String host : List.of("evil.example:" + serve.port(), "127.0.0.1", "localhost", "127.0.0.1:1",
          "127.0.0.1.evil.example:" + serve.port(), "")) {
        assertThat(status(serve, "GET", page(serve, ""), host)).as(host).isEqualTo(403);
      }
      assertThat(serve.raw("GET " + page(serve, "") + " HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 403 ");
      assertThat(serve.raw("GET " + page(serve, "") + " HTTP/1.1\r\nHost: evil.example\r\nHost: " + here(serve)
          + "\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void nobodyElseOnTheNetworkReachesIt() throws Exception {
    try (Serve serve = Serve.start(folder); Socket socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.2", serve.port()), 10_000))
          .isInstanceOf(ConnectException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "NONSENSE"})
  void itCanOnlyBeRead(String method) throws Exception {
    try (Serve serve = Serve.start(folder)) {
      assertThat(status(serve, method, page(serve, ""), here(serve))).isEqualTo(405);
      assertThat(status(serve, "HEAD", page(serve, ""), here(serve))).isEqualTo(200);
      assertThat(status(serve, "HEAD", page(serve, "events"), here(serve))).isEqualTo(200);
    }
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    try (Serve serve = Serve.start(folder)) {
      for (String name : List.of("x", "index.html", "../../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "..",
          "Sharedstruct.class", "/etc/passwd", "page.js/", "PAGE.JS", "%70age.js")) {
        assertThat(status(serve, "GET", page(serve, name), here(serve))).as(name).isEqualTo(404);
      }
      assertThat(status(serve, "GET", page(serve, "events?first=x"), here(serve))).isEqualTo(400);
      assertThat(status(serve, "GET", page(serve, "events?region=%zz"), here(serve))).isIn(400, 404);
    }
  }

  @Test
  void eachAnswerTellsTheBrowserToBeStrict() throws Exception {
    try (Serve serve = Serve.start(folder)) {
      for (String request : List.of("GET " + page(serve, ""), "GET " + page(serve, "page.css"), "HEAD " + page(serve, ""),
          "GET " + page(serve, "page.js"), "GET " + page(serve, "uPlot.js"), "GET " + page(serve, "icon.svg"),
          "GET " + page(serve, "metrics"), "HEAD " + page(serve, "events"), "GET " + page(serve, "nothing"),
          "GET /", "POST " + page(serve, ""))) {
        String answer = serve.raw(request + " HTTP/1.1\r\nHost: " + here(serve) + "\r\nConnection: close\r\n\r\n");
        String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
        assertThat(head).as(request).contains("content-security-policy: default-src 'none'; script-src 'self';")
            .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
            .doesNotContain("unsafe", "access-control", "set-cookie", "http:")
            .contains("x-content-type-options: nosniff", "referrer-policy: no-referrer", "cache-control: no-store")
            .containsPattern("content-type: \\S");
      }
    }
  }

  @Test
  void metricsForPrometheus() throws Exception {
    Path path = pair("a\"b\\c");
    try (Child holder = Child.start("holding", path); Serve serve = Serve.start(folder)) {
      assertThat(holder.pid()).isPositive();
      try (SharedPair shared = SharedPair.open(path, SharedMemory.READ_ONLY); Events events = Events.open(serve, "")) {
        assertThat(shared.guarded().one()).isEqualTo(1);
        events.awaitRegion(path, region -> region.at("users").number() == 2 && region.at("heldSince").number() > 0);
      }
      String label = "{path=\"" + folder + "/a\\\"b\\\\c\",struct=\"Pair\"} ";
      HttpResponse<String> answer = serve.get("metrics");
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(answer.body().lines()).contains("# TYPE sharedstruct_region_version gauge",
          "sharedstruct_region_version" + label + "0", "# TYPE sharedstruct_region_commits_total counter",
          "sharedstruct_region_commits_total" + label + "0", "sharedstruct_region_readable" + label + "1");
      assertThat(answer.body()).contains("sharedstruct_region_participants" + label);
      assertThat(answer.body().lines().filter(line -> !line.startsWith("#"))).isNotEmpty()
          .allMatch(line -> line.matches("sharedstruct_region_[a-z_]+\\{path=\".*\",struct=\"Pair\"} [0-9.]+"
              + "|sharedstruct_files_not_looked_at 0"));
      assertThat(answer.body().lines().filter(line -> line.startsWith("# HELP "))).hasSize(7);
      String since = answer.body().lines()
          .filter(line -> line.startsWith("sharedstruct_region_lock_held_since_seconds" + label)).findAny()
          .orElseThrow().replaceAll(".* ", "");
      assertThat(Double.parseDouble(since)).isBetween(System.currentTimeMillis() / 1000.0 - 200,
          System.currentTimeMillis() / 1000.0 + 1);
    }
  }

  @Test
  void ofMoreThanAThousandRegionsItSaysHowManyItLeavesOut() throws Exception {
    for (int i = 0; i < 1003; i++) {
      pair("pair" + i);
    }
    try (Serve serve = Serve.start(folder); Events events = Events.open(serve, "")) {
      Tree all = events.await("regions", news -> news.at("unseen").number() != 0);
      assertThat(all.at("unseen").number()).isEqualTo(3);
      assertThat(all.at("regions").all()).hasSize(1000);
      assertThat(serve.get("metrics").body()).contains("\nsharedstruct_files_not_looked_at 3\n");
      Set<String> shown = all.at("regions").all().stream().map(region -> region.at("path").text())
          .collect(Collectors.toSet());
      for (int i = 0; i < 1003; i++) {
        Path path = folder.resolve("pair" + i);
        if (!shown.contains(path.toString())) {
          Files.delete(path);
        }
      }
      events.await("regions", news -> news.at("unseen").number() == 0);
    }
  }

  @Test
  void aDeathDoesNotEndTheTimeThatALockIsHeld() throws Exception {
    Path path = pair("pair");
    try (Child holder = Child.start("holding", path); Serve serve = Serve.start(folder);
        Events events = Events.open(serve, "")) {
      long since = events.awaitRegion(path, region -> region.at("heldSince").number() > 0).at("heldSince").number();
      assertThat(serve.get("metrics").body()).contains("sharedstruct_region_lock_owner_dead{path=\"" + path
          + "\",struct=\"Pair\"} 0\n");
      holder.kill();
      Tree dead = events.awaitRegion(path, region -> region.at("holder").text().contains("dead"));
      assertThat(dead.at("heldSince").number()).isEqualTo(since);
      assertThat(serve.get("metrics").body()).contains("sharedstruct_region_lock_owner_dead{path=\"" + path
          + "\",struct=\"Pair\"} 1\n");
    }
  }

  @Test
  void prometheusMaySendTheTokenApart() throws Exception {
    try (Serve serve = Serve.start(folder)) {
      URI metrics = URI.create("http://127.0.0.1:" + serve.port() + "/metrics");
      for (String word : List.of("Bearer " + serve.token(), "Bearer x", "Basic " + serve.token(), serve.token())) {
        HttpResponse<String> answer = Serve.CLIENT.send(
            HttpRequest.newBuilder(metrics).header("Authorization", word).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(word).isEqualTo(word.equals("Bearer " + serve.token()) ? 200 : 403);
      }
    }
  }

  @Test
  void aFreeLockIsNotHeldSinceAnyTime() throws Exception {
    pair("pair");
    try (Serve serve = Serve.start(folder)) {
      assertThat(serve.get("metrics").body()).contains("# TYPE sharedstruct_region_lock_held_since_seconds gauge\n")
          .doesNotContain("sharedstruct_region_lock_held_since_seconds{");
    }
  }

  @Test
  void regionsComeAndGo() throws Exception {
    Path early = pair("early");
    Path late = folder.resolve("late");
    try (Serve serve = Serve.start(folder); Events events = Events.open(serve, "")) {
      assertThat(events.awaitCondition(early, "idle").at("struct").text()).isEqualTo("Pair");
      try (Child writer = Child.start("pairs", late)) {
        events.awaitRegion(late, region -> region.at("rate").fraction() > 10);
        Tree participant = events.awaitCondition(late, "used").at("participants", 0);
        assertThat(participant.at("name").text()).isEqualTo("Writer");
        assertThat(participant.at("process").text()).isEqualTo(String.valueOf(writer.pid()));
        writer.kill();
        assertThat(events.awaitCondition(late, "idle").at("participants", 0, "alive").isTrue()).isFalse();
      }
      try (SharedPair shared = SharedPair.open(early)) {
        shared.remove();
        assertThat(events.awaitCondition(early, "gone").at("why").text()).startsWith("was removed")
            .doesNotContain("\n");
      }
      SharedWide.create(early).close();
      assertThat(events.awaitCondition(early, "idle").at("struct").text()).isEqualTo("Wide");
      assertThat(serve.err()).isEmpty();
    }
  }

  @Test
  void aFolderWithinIsLookedIntoToo() throws Exception {
    Path inner = Files.createDirectories(folder.resolve("one/two"));
    SharedPair.create(inner.resolve("deep")).close();
    SharedPair.create(inner.getParent().resolve("near")).close();
    try (Serve serve = Serve.start(folder); Serve deep = Serve.start("--depth", "2", folder)) {
      assertThat(serve.get("metrics").body()).contains("/near").doesNotContain("/deep");
      assertThat(deep.get("metrics").body()).contains("/near").contains("/deep");
    }
  }

  @Test
  void valuesAreOfOneCommit() throws Exception {
    Path path = folder.resolve("pair");
    try (Child writer = Child.start("pairs", path); Serve serve = Serve.start(folder);
        Events events = Events.open(serve, Events.region(path, ""))) {
      Tree region = events.await("region", tree -> true);
      assertThat(region.at("leaves").all()).extracting(leaf -> leaf.at("name").text()).containsExactly("one", "other");
      assertThat(region.at("length").number()).isEqualTo(-1);
      long before = -1;
      for (int i = 0; i < 20; i++) {
        Tree values = events.await("values", tree -> true);
        List<Tree> row = values.at("rows", 0).all();
        assertThat(row.get(0).number()).as("one and other").isEqualTo(row.get(1).number());
        assertThat(row.get(0).number()).as("later than before").isGreaterThan(before);
        before = row.get(0).number();
      }
      writer.kill();
    }
  }

  @Test
  void aRegionThatIsLookedAtIsTruncatedRemovedAndMadeAnew() throws Exception {
    Path path = folder.resolve("pair");
    try (Serve serve = Serve.start(folder); Events events = Events.open(serve, Events.region(path, ""))) {
      assertThat(events.await("lost", tree -> true).at("condition").text()).isEqualTo("gone");
      pair("pair");
      assertThat(events.await("values", tree -> true).at("rows", 0, 1).number()).isEqualTo(2);
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
        file.setLength(100);
      }
      Tree lost = events.await("lost", tree -> tree.at("condition").text().equals("damaged"));
      assertThat(lost.at("why").text()).isNotEmpty().doesNotContain("\n", "Exception");
      Files.delete(path);
      events.await("lost", tree -> tree.at("condition").text().equals("gone"));
      pair("pair");
      events.await("values", tree -> true);
      try (SharedPair shared = SharedPair.open(path)) {
        shared.guarded().one(77);
        assertThat(events.await("values", tree -> tree.at("rows", 0, 0).number() == 77).at("version").number())
            .isEqualTo(1);
      }
      assertThat(serve.err()).isEmpty();
    }
  }

  @Test
  void onlyTheElementsThatAreShownAreSent() throws Exception {
    Path path = folder.resolve("cells");
    try (SharedCell.Array cells = SharedCell.Array.create(path, 100_000); Serve serve = Serve.start(folder)) {
      IntStream.range(0, 100_000).forEach(i -> cells.raw().get(i).heat(i).visits(-i));
      try (Events events = Events.open(serve,
          Events.region(path, "&first=99990&count=400&picks=7,100000,50000&strip=0&buckets=100"))) {
        Tree values = events.await("values", tree -> true);
        assertThat(values.at("first").number()).isEqualTo(99_990);
        assertThat(values.at("rows").all()).hasSize(10);
        assertThat(values.at("rows", 9, 1).number()).isEqualTo(-99_999);
        assertThat(values.at("picks").all()).extracting(pick -> pick.at(0).number()).containsExactly(7L, 50_000L);
        assertThat(values.at("picks", 0, 1, 0).fraction()).isEqualTo(7);
      }
      try (Events events = Events.open(serve, Events.region(path, "&first=0&count=3&strip=0&buckets=100"))) {
        Tree strip = events.await("strip", tree -> true);
        assertThat(strip.at("least").all()).hasSize(100);
        assertThat(strip.at("least", 3).fraction()).isEqualTo(3_000);
        assertThat(strip.at("most", 3).fraction()).isEqualTo(3_999);
        cells.guarded().update(3_500, cell -> cell.heat(1e6f));
        assertThat(events.await("strip", tree -> tree.at("most", 3).fraction() == 1e6).at("name").text())
            .isEqualTo("heat");
      }
    }
  }

  /**
   * Numbers that JavaScript does not have are sent as text; bytes that are not a value are marked.
   */
  @Test
  void valuesThatABrowserWouldSpoil() throws Exception {
    Path path = folder.resolve("robot");
    try (SharedRobot robot = SharedRobot.create(path); Serve serve = Serve.start(folder)) {
      robot.guarded().update(Robots::fill);
      robot.raw().sample(1, Float.NaN);
      robot.raw().segment().set(ValueLayout.JAVA_INT, 36, 7); // no constant has this ordinal
      try (Events events = Events.open(serve, Events.region(path, ""))) {
        List<String> names = events.await("region", tree -> true).at("leaves").all().stream()
            .map(leaf -> leaf.at("name").text()).toList();
        List<Tree> row = events.await("values", tree -> true).at("rows", 0).all();
        assertThat(row).hasSameSizeAs(names);
        assertThat(row.get(names.indexOf("count")).value()).isEqualTo("-9223372036854775808");
        assertThat(row.get(names.indexOf("sample[1]")).value()).isEqualTo("NaN");
        assertThat(row.get(names.indexOf("state")).at("invalid").value()).isEqualTo("?7");
        assertThat(row.get(names.indexOf("name")).value()).isEqualTo("\"R 2\"");
        assertThat(row.get(names.indexOf("route[1].y")).fraction()).isEqualTo(9);
      }
    }
  }

  @Test
  void elementsThatADeadWriterHasLeftHalfWrittenAreSaidToBe() throws Exception {
    Path path = pair("pair");
    try (Child holder = Child.start("half", path); Serve serve = Serve.start(folder);
        Events events = Events.open(serve, Events.region(path, ""))) {
      holder.kill();
      Tree region = events.awaitRegion(path, tree -> tree.at("holder").text().endsWith("which is dead"));
      assertThat(region.at("heldSince").number()).isPositive();
      events.awaitRegion(path, tree -> tree.at("users").number() == 0
          && tree.at("participants", 0, "name").text().equals("Holder"));
      assertThat(serve.get("metrics").body()).contains("sharedstruct_region_participants{path=\"" + path
          + "\",struct=\"Pair\"} 0");
    }
  }

  @Test
  void pagesThatGoLeaveNoThreadBehind() throws Exception {
    pair("pair");
    try (Serve serve = Serve.start(folder)) {
      long before = serve.threads(); // of a server that no page has asked yet: the next ones are all that it admits
      List<Events> pages = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        pages.add(Events.open(serve, ""));
      }
      for (Events page : pages) {
        page.await("hello", tree -> true);
      }
      assertThat(serve.threads()).isGreaterThanOrEqualTo(before + 30);
      HttpResponse<String> tooMany = serve.get("events");
      assertThat(tooMany.statusCode()).isEqualTo(503);
      for (Events page : pages) {
        page.close();
      }
      awaitThreads(serve, before + 8);
      try (Events again = Events.open(serve, "")) {
        again.await("regions", tree -> true);
      }
    }
  }

  private static void awaitThreads(Serve serve, long most) throws Exception {
    long end = System.nanoTime() + 60_000_000_000L;
    while (serve.threads() > most) {
      assertThat(System.nanoTime()).as("until the threads have ended").isLessThan(end);
      Thread.sleep(20);
    }
  }

  @Test
  void pagesThatTakeNothingLoseTheirPlace() throws Exception {
    Path path = folder.resolve("cells");
    List<Socket> stalled = new ArrayList<>();
    try (SharedCell.Array cells = SharedCell.Array.create(path, 10_000);
        Child plate = Child.run(Plate.class, path.toString(), "10000"); Serve serve = Serve.start(folder)) {
      assertThat(plate.pid()).isPositive();
      assertThat(cells.guarded().length()).isEqualTo(10_000);
      for (int i = 0; i < 32; i++) {
        Socket socket = serve.connect(1024);
        socket.getOutputStream().write(("GET " + page(serve, "events")
            + Events.region(path, "&count=400&first=0&strip=0&buckets=1000") + " HTTP/1.1\r\nHost: " + here(serve)
            + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        stalled.add(socket);
      }
      long end = System.nanoTime() + 120_000_000_000L;
      assertThatThrownBy(() -> Events.open(serve, "").close()).as("all places are taken")
          .isInstanceOf(AssertionError.class).hasMessageContaining("503");
      try (Events page = awaitPlace(serve, end)) {
        page.await("regions", tree -> true);
      }
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  private static Events awaitPlace(Serve serve, long end) throws Exception {
    for (;;) {
      try {
        return Events.open(serve, "");
      } catch (AssertionError full) {
        assertThat(System.nanoTime()).as("until there is a place again").isLessThan(end);
        Thread.sleep(200);
      }
    }
  }

  @Test
  void aSignalEndsIt() throws Exception {
    try (Serve serve = Serve.start(folder); Events events = Events.open(serve, "")) {
      events.await("hello", tree -> true);
      assertThat(serve.terminate()).isZero();
    }
  }

  @Test
  void aTakenPortIsOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Run.of("serve", "--port", taken.getLocalPort(), folder)
          .assertRefused(1, "port " + taken.getLocalPort() + " cannot be used: Address already in use");
    }
  }

  @Test
  void whatIsWrongIsRefused() throws Exception {
    Path none = folder.resolve("none");
    Run.of("serve", none).assertRefused(1, none + ": there is no such file");
    Path file = Files.createFile(folder.resolve("file"));
    Run.of("serve", file).assertRefused(1, file + ": is not a folder");
    Run.of("serve", "--port", "65536", folder).assertRefused(2,
        "a port is a number from 0 to 65535\n'sharedstruct serve --help' says how it is used.");
  }
}
