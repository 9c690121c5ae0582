package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve} in a process of its own, which ends with this at the latest. */
final class Serve implements AutoCloseable {

  private static final Pattern LINE =
      Pattern.compile("The page is at (http://127\\.0\\.0\\.1:(\\d+)/([A-Za-z0-9_-]{32})/)");

  static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofMinutes(1)).build();

  private final Process process;
  private final Path err;
  private final String address;
  private final int port;
  private final String token;

  private Serve(Process process, Path err, Matcher line) {
    this.process = process;
    this.err = err;
    address = line.group(1);
    port = Integer.parseInt(line.group(2));
    token = line.group(3);
  }

  /** Starts it, and waits for its address. */
  static Serve start(Object... arguments) throws Exception {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "serve";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Path err = Files.createTempFile("err", ".txt");
    Process process = new ProcessBuilder(Run.command(all)).redirectError(err.toFile()).start();
    String line = process.inputReader().readLine();
    Matcher matcher = LINE.matcher(String.valueOf(line));
    if (!matcher.matches()) {
      process.destroyForcibly();
      throw new AssertionError(line + "\n" + Files.readString(err));
    }
    return new Serve(process, err, matcher);
  }

  String address() {
    return address;
  }

  int port() {
    return port;
  }

  String token() {
    return token;
  }

  long pid() {
    return process.pid();
  }

  /** What it has said of failures. */
  String err() throws Exception {
    return Files.readString(err);
  }

  /** An answer to the page's own request. */
  HttpResponse<String> get(String name) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(URI.create(address + name)).timeout(Duration.ofMinutes(1)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The whole answer to a request as it stands, which no client would send. */
  String raw(String request) throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  Socket connect() throws Exception {
    return connect(1 << 16);
  }

  /** A connection with room for so many bytes that are not read yet. */
  Socket connect(int received) throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(received);
    socket.connect(new InetSocketAddress("127.0.0.1", port), 60_000);
    socket.setSoTimeout(60_000);
    return socket;
  }

  /** As with {@code kill}: asks it to end. */
  int terminate() throws Exception {
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  /** How many threads it has. */
  long threads() throws Exception {
    try (var tasks = Files.list(Path.of("/proc/" + pid() + "/task"))) {
      return tasks.count();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.delete(err);
  }
}
