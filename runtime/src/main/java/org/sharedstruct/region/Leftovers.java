package org.sharedstruct.region;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes what creators and removers of a region left behind when they were killed. Of a region {@code
 * NAME} there may be:
 *
 * <ul>
 *   <li>{@code NAME} itself, marked as removed.
 *   <li>{@code .NAME.ID.PROCESS.draft}: being made. Its creator holds the file's lock as long as it
 *       lives; a draft that can be locked is dead, and goes with its companion, unless {@code NAME} was
 *       linked to it already.
 *   <li>{@code .NAME.ID.lock}: the companion of a region. It is needed while {@code NAME} is that region
 *       or a draft of that id is there. A draft is removed only after {@code NAME} was linked; so it is
 *       looked for first.
 * </ul>
 *
 * <p>This process's own drafts are left alone: they are alive, and to open one and close it again would
 * lose the lock of the thread that makes it (see {@link Companion}).
 */
final class Leftovers {

  private static final String DRAFT = ".draft";

  private final Path region;
  private final Pattern name;

  private Leftovers(Path region) {
    this.region = region;
    name = Pattern.compile("\\." + Pattern.quote(region.getFileName().toString())
        + "\\.(?<id>\\p{XDigit}{16})(\\.(?<process>[^.]+)\\.draft|\\.lock)");
  }

  /** Where a region is made by this process. */
  static Path draft(Place place) {
    return place.path().resolveSibling(String.format(Locale.ROOT, ".%s.%016x.%s%s",
        place.path().getFileName(), place.id(), thisProcess(), DRAFT));
  }

  /** The process id alone would come back, in containers even at each start. */
  private static String thisProcess() {
    ProcessHandle process = ProcessHandle.current();
    return process.pid() + "-" + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Removes what dead processes left beside a region; what cannot be removed is left. */
  static void sweep(Path region) {
    new Leftovers(region).sweep();
  }

  private void sweep() {
    sweepMarked();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(region.getParent(), this::isCandidate)) {
      for (Path file : files) {
        sweepFile(file);
      }
    } catch (IOException unreadable) {
      // creating the region in this folder will say what is wrong with it
    }
  }

  private void sweepMarked() {
    try {
      if (Files.isRegularFile(region, LinkOption.NOFOLLOW_LINKS) && Header.isRemoved(region)) {
        new Place(region, Header.readId(region)).remove();
      }
    } catch (IOException notOurs) {
      // whoever wants the name will be told what is there
    }
  }

  private boolean isCandidate(Path file) {
    return name.matcher(file.getFileName().toString()).matches();
  }

  private void sweepFile(Path file) {
    Matcher parts = name.matcher(file.getFileName().toString());
    if (!parts.matches()) {
      return;
    }
    long id = Long.parseUnsignedLong(parts.group("id"), 16);
    try {
      if (parts.group("process") == null) {
        sweepCompanion(file, id);
      } else if (!parts.group("process").equals(thisProcess())) {
        sweepDraft(file, id);
      }
    } catch (IOException notOurs) {
      // another user's, or gone in the meantime
    }
  }

  private void sweepDraft(Path draft, long id) throws IOException {
    try (FileChannel channel = FileChannel.open(draft,
            StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock dead = channel.tryLock()) {
      if (dead == null) {
        return;
      }
      if (!isPublished(id)) {
        Companion.remove(Companion.path(region, id));
      }
      Files.deleteIfExists(draft);
    }
  }

  private void sweepCompanion(Path companion, long id) throws IOException {
    if (!hasDraft(id) && !isPublished(id)) {
      Companion.remove(companion);
    }
  }

  private boolean hasDraft(long id) throws IOException {
    String start = String.format(Locale.ROOT, ".%s.%016x.", region.getFileName(), id);
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(region.getParent(), file -> {
      String fileName = file.getFileName().toString();
      return fileName.startsWith(start) && fileName.endsWith(DRAFT);
    })) {
      return drafts.iterator().hasNext();
    }
  }

  private boolean isPublished(long id) throws IOException {
    return Files.exists(region, LinkOption.NOFOLLOW_LINKS) && Header.readId(region) == id;
  }
}
