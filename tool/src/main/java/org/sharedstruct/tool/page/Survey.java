package org.sharedstruct.tool.page;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.sharedstruct.tool.value.Folder;

/**
 * Knows which regions there are, and how they are. One thread reads the folders again each second,
 * and four times a second the words of each region; another one finds out who uses them, while
 * somebody wants to know. Neither may take more than a part of a processor: where there is more to
 * do, it is done less often.
 */
final class Survey implements AutoCloseable {

  /** How often rates and locks are read. */
  static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final long SCAN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** For as long as this after the last question, it is worth knowing who uses regions. */
  private static final long WANTED_NANOS = TimeUnit.MINUTES.toNanos(2);

  /** Of each second. All processes of the machine are asked for each region. */
  private static final long COUNTING_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

  /** Of the time that a scan took, how often that must pass until the next one. */
  private static final int PAUSE = 20;

  /** More regions than people look at. How many files there are beyond them is told. */
  static final int MOST = 1000;

  private final List<Path> folders;
  private final int depth;
  private final ConcurrentNavigableMap<Path, Watched> watched = new ConcurrentSkipListMap<>();
  private final Thread watcher = Thread.ofPlatform().daemon().name("survey").unstarted(this::watch);
  private final Thread counter = Thread.ofPlatform().daemon().name("census").unstarted(this::count);
  private volatile int unseen;
  private volatile long wantedAt = System.nanoTime();

  /**
   * Looks for the first time.
   *
   * @param folders where
   * @param depth how deep within these
   * @throws IOException if one of them cannot be read
   */
  Survey(List<Path> folders, int depth) throws IOException {
    this.folders = folders.stream().map(folder -> folder.toAbsolutePath().normalize()).distinct().toList();
    this.depth = depth;
    for (Path folder : folders) {
      Folder.files(folder);
    }
    scan();
  }

  /** Goes on looking. */
  void start() {
    watcher.start();
    counter.start();
  }

  /** All that is known, in the order of paths. */
  List<Sight> sights() {
    wantedAt = System.nanoTime();
    return watched.values().stream().map(Watched::sight).toList();
  }

  /** What is known of a path, which may be any text, for a page that shows it. */
  Optional<Sight> show(String path) {
    try {
      return Optional.ofNullable(watched.get(Path.of(path))).map(Watched::show);
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  /** How many files were not looked at, since there were regions enough. */
  int unseen() {
    return unseen;
  }

  /** Where it looks. */
  List<Path> folders() {
    return folders;
  }

  /** All that is known, with who uses it as far as that is to be found out at once. */
  List<Sight> counted() {
    wantedAt = System.nanoTime();
    watched.values().stream().filter(one -> !one.isCounted()).forEach(Watched::count);
    watched.values().forEach(Watched::read);
    return sights();
  }

  /** Those that pages show each time, and of the others as many as there is time for. */
  private void count() {
    Path last = Path.of("");
    while (!Thread.currentThread().isInterrupted()) {
      long start = System.nanoTime();
      if (start - wantedAt < WANTED_NANOS) {
        watched.values().stream().filter(Watched::isShown).forEach(Watched::count);
        for (int i = watched.size(); i > 0 && System.nanoTime() - start < COUNTING_NANOS; i--) {
          Map.Entry<Path, Watched> next = watched.higherEntry(last);
          last = next == null ? Path.of("") : next.getKey();
          if (next != null && !next.getValue().isShown()) {
            next.getValue().count();
          }
        }
      }
      sleep(SCAN_NANOS);
    }
  }

  private void watch() {
    long nextScan = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      long start = System.nanoTime();
      if (start - nextScan >= 0) {
        scan();
        nextScan = start + Math.max(SCAN_NANOS, PAUSE * (System.nanoTime() - start));
      }
      watched.values().forEach(Watched::read);
      sleep(TICK_NANOS - (System.nanoTime() - start));
    }
  }

  private static void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void scan() {
    Set<Path> files = new LinkedHashSet<>();
    folders.forEach(folder -> collect(folder, depth, files));
    watched.forEach((path, known) -> {
      if (!files.contains(path)) {
        known.find(); // which tells one that was removed from one whose folder cannot be read
        forget(path, known);
      }
    });
    int skipped = 0;
    for (Path file : files) {
      Watched known = watched.get(file);
      if (known == null && watched.size() >= MOST) {
        skipped++;
        continue;
      }
      Watched one = known == null ? new Watched(file) : known;
      boolean isRegion = one.find();
      one.read();
      if (isRegion) {
        watched.put(file, one);
      } else {
        forget(file, one);
      }
    }
    unseen = skipped;
  }

  private void forget(Path path, Watched gone) {
    if (System.nanoTime() - gone.goneSince() > REMEMBERED_NANOS) {
      watched.remove(path);
    }
  }

  /** A folder that is not there any more, or that nobody may read, has no regions. */
  private static void collect(Path folder, int depth, Collection<Path> files) {
    try {
      files.addAll(Folder.files(folder));
      List<Path> within = depth == 0 ? List.of() : new ArrayList<>(Folder.folders(folder));
      within.forEach(inner -> collect(inner, depth - 1, files));
    } catch (IOException gone) {
      // the others are read all the same
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
    counter.interrupt();
  }
}
