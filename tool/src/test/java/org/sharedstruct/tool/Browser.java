package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Chromium without a window, with one page, driven by the DevTools protocol. It ends with this at
 * the latest.
 */
final class Browser implements AutoCloseable {

  private static final long LIMIT_SECONDS = 60;
  private static final int FOUND_AT = 25;

  private final Process process;
  private final Link link = new Link();
  private WebSocket socket;
  private String session = "";

  private Browser(Process process) {
    this.process = process;
  }

  /** Where it is, if there is one. */
  static Optional<Path> program() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable).findFirst();
  }

  /** Starts it with an empty page; it keeps what it must in a folder. */
  static Browser start(Path program, Path folder) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "--headless=new", "--remote-debugging-port=0",
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-extensions",
        "--disable-component-update", "--hide-scrollbars", "--user-data-dir=" + folder, "about:blank")
        .redirectErrorStream(true).redirectOutput(folder.resolve("browser.log").toFile());
    builder.environment().put("TMPDIR", folder.toString());
    Process process = builder.start();
    Browser browser = new Browser(process);
    try {
      Path port = folder.resolve("DevToolsActivePort");
      await("the browser's port", () -> Files.exists(port) && Files.readAllLines(port).size() == 2);
      List<String> lines = Files.readAllLines(port);
      browser.socket = Serve.CLIENT.newWebSocketBuilder()
          .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), browser.link)
          .get(LIMIT_SECONDS, TimeUnit.SECONDS);
      String target = browser.call("Target.createTarget", Map.of("url", "about:blank")).at("targetId").text();
      browser.session = browser.call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
          .at("sessionId").text();
      for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
        browser.call(domain + ".enable", Map.of());
      }
      return browser;
    } catch (Throwable failure) {
      browser.close();
      throw failure;
    }
  }

  /** Something that may become true. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits for what is sure to happen. */
  static void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(FOUND_AT);
    }
  }

  /** Calls a method of the protocol. */
  Tree call(String method, Map<String, ?> parameters) throws Exception {
    int id = link.next.incrementAndGet();
    CompletableFuture<Tree> answer = new CompletableFuture<>();
    link.answers.put(id, answer);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("id", id);
      json.writeStringField("method", method);
      if (!session.isEmpty()) {
        json.writeStringField("sessionId", session);
      }
      json.writeObjectFieldStart("params");
      for (Map.Entry<String, ?> parameter : parameters.entrySet()) {
        json.writeFieldName(parameter.getKey());
        write(json, parameter.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    socket.sendText(text.toString(), true).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    Tree told = answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(told.at("error").value()).as("answer to %s", method).isNull();
    return told.at("result");
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case List<?> elements -> {
        json.writeStartArray();
        for (Object element : elements) {
          write(json, element);
        }
        json.writeEndArray();
      }
      case Map<?, ?> fields -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
          json.writeFieldName(field.getKey().toString());
          write(json, field.getValue());
        }
        json.writeEndObject();
      }
      case Integer number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      default -> json.writeString(value.toString());
    }
  }

  /** Opens an address, and waits until its page is there. */
  void open(String address) throws Exception {
    call("Page.navigate", Map.of("url", address));
    awaitTrue("document.readyState === 'complete' && location.href.startsWith('" + address.replaceAll("#.*", "") + "')");
  }

  /** The value of an expression. */
  Tree eval(String expression) throws Exception {
    Tree result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    assertThat(result.at("exceptionDetails").value()).as(expression).isNull();
    return result.at("result", "value");
  }

  String text(String selector) throws Exception {
    return eval("document.querySelector(" + quoted(selector) + ")?.textContent").text();
  }

  void click(String selector) throws Exception {
    eval("document.querySelector(" + quoted(selector) + ").click()");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  void awaitTrue(String expression) throws Exception {
    await(expression, () -> eval("Boolean(" + expression + ")").isTrue());
  }

  /** Presses and releases a key: ArrowDown, Escape, or one letter. */
  void press(String key) throws Exception {
    Map<String, Object> named = Map.of("ArrowDown", 40, "ArrowUp", 38, "Escape", 27, "Tab", 9, "End", 35, "Home", 36,
        "PageDown", 34);
    boolean isText = key.length() == 1;
    Map<String, Object> parameters = isText ? Map.of("key", key, "text", key)
        : Map.of("key", key, "code", key, "windowsVirtualKeyCode", named.get(key));
    call("Input.dispatchKeyEvent", with(parameters, "type", isText ? "keyDown" : "rawKeyDown"));
    call("Input.dispatchKeyEvent", with(parameters, "type", "keyUp"));
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
    Map<String, Object> all = new HashMap<>(map);
    all.put(name, value);
    return all;
  }

  /** Draws the mouse over a part of an element, from one to the other fraction of its width. */
  void drag(String selector, double from, double to) throws Exception {
    Tree box = eval("(() => {const b = document.querySelector(" + quoted(selector)
        + ").getBoundingClientRect(); return [b.left, b.top, b.width, b.height];})()");
    double y = box.at(1).fraction() + box.at(3).fraction() / 2;
    double start = box.at(0).fraction() + box.at(2).fraction() * from;
    double end = box.at(0).fraction() + box.at(2).fraction() * to;
    mouse("mouseMoved", start, y);
    mouse("mousePressed", start, y);
    for (int i = 1; i <= 5; i++) {
      mouse("mouseMoved", start + (end - start) * i / 5, y);
    }
    mouse("mouseReleased", end, y);
  }

  private void mouse(String type, double x, double y) throws Exception {
    call("Input.dispatchMouseEvent", Map.of("type", type, "x", x, "y", y, "button",
        type.equals("mouseMoved") ? "none" : "left", "buttons", type.equals("mousePressed") ? 1 : 0,
        "clickCount", type.equals("mouseMoved") ? 0 : 1));
  }

  /** The size of the window. */
  void resize(int width, int height, boolean isPhone) throws Exception {
    call("Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", isPhone));
  }

  /** What the system is said to be set to, as {@code prefers-color-scheme}: dark. */
  void media(String name, String value) throws Exception {
    call("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", name, "value", value))));
  }

  byte[] picture() throws Exception {
    return Base64.getDecoder().decode(call("Page.captureScreenshot", Map.of("format", "png")).at("data").text());
  }

  /** What the page has complained of: errors, refused by the policy, not found. */
  List<String> problems() {
    return List.copyOf(link.problems);
  }

  /** What it has asked for. */
  List<String> requests() {
    return List.copyOf(link.requests);
  }

  @Override
  public void close() {
    List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(one -> one.onExit().join());
  }

  /** What comes from the browser. */
  private static final class Link implements WebSocket.Listener {

    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Tree>> answers = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final StringBuilder begun = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
      begun.append(text);
      if (isLast) {
        take(Tree.of(begun.toString()));
        begun.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void take(Tree message) {
      if (message.at("id").value() instanceof Integer id) {
        answers.remove(id).complete(message);
        return;
      }
      Tree told = message.at("params");
      switch (message.at("method").text()) {
        case "Runtime.exceptionThrown" -> problems.add(told.at("exceptionDetails").text());
        case "Runtime.consoleAPICalled" -> problems.add(told.at("args").text());
        case "Log.entryAdded" -> problems.add(told.at("entry", "text").text() + " " + told.at("entry", "url").text());
        case "Network.requestWillBeSent" -> requests.add(told.at("request", "url").text());
        default -> { }
      }
    }
  }
}
