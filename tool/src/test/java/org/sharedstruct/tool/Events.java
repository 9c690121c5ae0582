package org.sharedstruct.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A stream of events, as a page has it. */
final class Events implements AutoCloseable {

  private record Event(String name, Tree data) {}

  private final InputStream in;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  private Events(InputStream in) {
    this.in = in;
    Thread.ofPlatform().daemon().start(this::read);
  }

  /** Opens it; the query is empty or begins with a question mark. */
  static Events open(Serve serve, String query) throws Exception {
    HttpResponse<InputStream> response = Serve.CLIENT.send(
        HttpRequest.newBuilder(URI.create(serve.address() + "events" + query)).timeout(Duration.ofMinutes(1)).build(),
        HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    return new Events(response.body());
  }

  /** A query for a region. */
  static String region(Path path, String more) {
    return "?region=" + URLEncoder.encode(path.toString(), StandardCharsets.UTF_8) + more;
  }

  private void read() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String name = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          events.add(new Event(name, Tree.of(line.substring("data: ".length()))));
        }
      }
    } catch (IOException closed) {
      // the end
    }
  }

  /** The next event of a name that is as it is wanted; those before are gone. */
  Tree await(String name, Predicate<Tree> wanted) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    for (;;) {
      Event event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(event).as("an event '%s' that was waited for", name).isNotNull();
      if (event.name().equals(name) && wanted.test(event.data())) {
        return event.data();
      }
    }
  }

  /** What is said next of a region in the list, as it is wanted. */
  Tree awaitRegion(Path path, Predicate<Tree> wanted) throws Exception {
    Predicate<Tree> both = region -> region.at("path").text().equals(path.toString()) && wanted.test(region);
    return await("regions", news -> news.at("regions").all().stream().anyMatch(both))
        .at("regions").all().stream().filter(both).findFirst().orElseThrow();
  }

  /** The same by the word for its condition. */
  Tree awaitCondition(Path path, String condition) throws Exception {
    return awaitRegion(path, region -> region.at("condition").text().equals(condition));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
