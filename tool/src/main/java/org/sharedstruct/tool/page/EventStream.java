package org.sharedstruct.tool.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.tool.page.Sight.Attachment;

/**
 * Tells one page what is new, until it goes. Each time it tells how things are now, so a page that
 * is slow misses what was between, and nothing piles up for it.
 */
final class EventStream {

  private static final long VALUES_NANOS = TimeUnit.SECONDS.toNanos(1) / 30;
  private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Survey survey;
  private final Wish wish;
  private final OutputStream out;
  private final RegionList list = new RegionList();
  private volatile long writingSince;
  private long wroteAt = System.nanoTime();
  private long listedAt = System.nanoTime() - Survey.TICK_NANOS;
  private long attachment = -1;
  private Optional<Chosen> chosen = Optional.empty();
  private String lost = "";

  EventStream(Survey survey, Wish wish, OutputStream out) {
    this.survey = survey;
    this.wish = wish;
    this.out = out;
  }

  /**
   * Goes on until the page is gone.
   *
   * @throws IOException as soon as it is
   */
  void run() throws IOException {
    send("hello", Json.object(json -> {
      json.writeNumberField("time", System.currentTimeMillis());
      Json.array(json, "folders", all -> {
        for (Path folder : survey.folders()) {
          all.writeString(folder.toString());
        }
      });
    }));
    while (!Thread.currentThread().isInterrupted()) {
      long start = System.nanoTime();
      list(start);
      if (!wish.region().isEmpty()) {
        region();
      }
      if (System.nanoTime() - wroteAt > BEAT_NANOS) {
        send("beat", Json.object(json -> json.writeNumberField("time", System.currentTimeMillis())));
      }
      sleep(VALUES_NANOS - (System.nanoTime() - start));
    }
  }

  private static void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void list(long now) throws IOException {
    if (now - listedAt >= Survey.TICK_NANOS) {
      listedAt = now;
      send("regions", list.news(survey.sights(), survey.unseen()));
    }
  }

  private void region() throws IOException {
    Optional<Sight> sight = survey.show(wish.region());
    Optional<Attachment> now = sight.flatMap(Sight::attachment);
    if (now.isEmpty()) {
      chosen = Optional.empty();
      attachment = -1;
      lost(sight);
      return;
    }
    try {
      if (now.get().number() != attachment) {
        attachment = now.get().number();
        lost = "";
        Chosen one = new Chosen(now.get().look(), wish);
        chosen = Optional.of(one);
        send("region", one.description());
      }
      if (chosen.isPresent()) {
        send("values", chosen.get().values());
        send("strip", chosen.get().strip());
      }
    } catch (IllegalStateException closedOrTruncated) {
      chosen = Optional.empty(); // the survey is about to say why
    }
  }

  private void lost(Optional<Sight> sight) throws IOException {
    String condition = sight.map(Sight::condition).orElse(Sight.Condition.GONE).name().toLowerCase(Locale.ROOT);
    String text = Json.object(json -> {
      json.writeStringField("path", wish.region());
      json.writeStringField("condition", condition);
      json.writeStringField("why", sight.map(Sight::why).orElse("is not there"));
    });
    if (!text.equals(lost)) {
      lost = text;
      send("lost", text);
    }
  }

  private void send(String event, Optional<String> data) throws IOException {
    if (data.isPresent()) {
      send(event, data.get());
    }
  }

  private void send(String event, String data) throws IOException {
    writingSince = System.nanoTime();
    out.write(("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    wroteAt = System.nanoTime();
    writingSince = 0;
  }

  /** Since when the page takes nothing, by {@link System#nanoTime()}; 0 if all has been taken. */
  long writingSince() {
    return writingSince;
  }
}
