package org.sharedstruct.tool.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * Serves the page to this machine. Each request must have the token: as the first part of its path,
 * which no other page can guess and, unlike a cookie, no browser sends to any other server of this
 * machine. It must name this machine as its host, so that no name that a stranger lets lead here is
 * of use, and it can only read.
 */
public final class PageServer implements AutoCloseable {

  private static final int TOKEN_BYTES = 24;
  private static final String HOST = "127.0.0.1";
  private static final String BEARER = "Bearer ";
  private static final String TEXT = "text/plain; charset=utf-8";

  private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
      + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  static {
    // A request that never ends gives its thread back; an answer may last, as a stream of events does.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("jdk.httpserver.maxConnections", "200");
  }

  private final HttpServer server;
  private final Survey survey;
  private final Assets assets = new Assets();
  private final Streams streams = new Streams();
  private final byte[] token;
  private final Set<String> hosts;

  private PageServer(HttpServer server, Survey survey) throws IOException {
    this.server = server;
    this.survey = survey;
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    token = Base64.getUrlEncoder().withoutPadding().encode(random);
    hosts = Set.of(HOST + ":" + port(), "localhost:" + port());
    server.setExecutor(Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("page-", 0).factory()));
    server.createContext("/", this::handle);
  }

  /**
   * Begins to serve.
   *
   * @param folders where regions are looked for
   * @param depth how deep within these
   * @param port where to listen; 0 for any that is free
   * @return the server
   * @throws IOException if a folder cannot be read, or the port is taken
   */
  public static PageServer start(List<Path> folders, int depth, int port) throws IOException {
    Survey survey = new Survey(folders, depth);
    PageServer page;
    try {
      InetAddress here = InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1});
      page = new PageServer(HttpServer.create(new InetSocketAddress(here, port), 0), survey);
    } catch (BindException taken) {
      throw new IOException("port " + port + " cannot be used: " + taken.getMessage(), taken);
    }
    survey.start();
    page.server.start();
    return page;
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /**
   * Where the page is.
   *
   * @return an address for a browser on this machine, with the token
   */
  public String address() {
    return "http://" + HOST + ":" + port() + "/" + new String(token, StandardCharsets.US_ASCII) + "/";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      protect(exchange.getResponseHeaders());
      route(exchange);
    } catch (IllegalArgumentException wrong) {
      refuse(exchange, 400, "This is not a request that this page knows.");
    } finally {
      exchange.close();
    }
  }

  private static void protect(Headers headers) {
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  private void route(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    List<String> host = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      refuse(exchange, 405, "This page can only be read.");
    } else if (host.size() != 1 || !hosts.contains(host.getFirst())) {
      refuse(exchange, 403, "This page is for this machine only.");
    } else {
      String path = exchange.getRequestURI().getRawPath();
      int slash = path.indexOf('/', 1);
      if (path.equals("/metrics") && isToken(bearer(exchange))) {
        answer(exchange, 200, Metrics.TYPE, Metrics.of(survey.counted(), survey.unseen()));
      } else if (slash < 0 || !isToken(path.substring(1, slash))) {
        refuse(exchange, 403, "Open the address that 'sharedstruct serve' has printed: it has a token in it.");
      } else {
        page(exchange, path.substring(slash + 1));
      }
    }
  }

  private static String bearer(HttpExchange exchange) {
    String word = exchange.getRequestHeaders().getFirst("Authorization");
    return word != null && word.startsWith(BEARER) ? word.substring(BEARER.length()) : "";
  }

  /** Takes the same time for each wrong one. */
  private boolean isToken(String word) {
    return MessageDigest.isEqual(word.getBytes(StandardCharsets.UTF_8), token);
  }

  private void page(HttpExchange exchange, String name) throws IOException {
    Optional<Assets.Asset> asset = assets.find(name);
    if (asset.isPresent()) {
      answer(exchange, 200, asset.get().type(), asset.get().bytes());
    } else if (name.equals("metrics")) {
      answer(exchange, 200, Metrics.TYPE, Metrics.of(survey.counted(), survey.unseen()));
    } else if (name.equals("events")) {
      events(exchange);
    } else {
      refuse(exchange, 404, "There is nothing here.");
    }
  }

  private void events(HttpExchange exchange) throws IOException {
    Wish wish = Wish.of(exchange.getRequestURI().getRawQuery());
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
    } else if (!streams.admit()) {
      refuse(exchange, 503, "More than " + Streams.MOST + " pages are open.");
    } else {
      exchange.sendResponseHeaders(200, 0);
      streams.run(new EventStream(survey, wish, exchange.getResponseBody()), exchange);
    }
  }

  private static void refuse(HttpExchange exchange, int status, String sentence) throws IOException {
    answer(exchange, status, TEXT, sentence + "\n");
  }

  private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
    answer(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Ends all streams. */
  @Override
  public void close() {
    server.stop(0);
    survey.close();
  }
}
