package org.sharedstruct.tool.page;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.sharedstruct.Participant;
import org.sharedstruct.RegionRemovedException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.guard.Guard;
import org.sharedstruct.tool.page.Sight.Attachment;
import org.sharedstruct.tool.page.Sight.Condition;
import org.sharedstruct.tool.value.Folder;
import org.sharedstruct.tool.value.Participants;

/** One file that is watched; who asks gets the {@link Sight} that it has last had. */
final class Watched {

  private static final AtomicLong ATTACHMENTS = new AtomicLong();

  /** A page asks for it far more often. */
  private static final long SHOWN_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Path path;
  private Rates rates = new Rates();
  private Optional<Attachment> attachment = Optional.empty();
  private Optional<SharedLock.Holder> holder = Optional.empty();
  private long heldSince;
  private long heldVersion;
  private long goneSince;
  private volatile long shownAt;
  private volatile Optional<List<Participant>> participants = Optional.empty();
  private volatile Sight sight;

  Watched(Path path) {
    this.path = path;
    sight = new Sight(path, Condition.GONE, "is not there", Optional.empty(), 0, 0, List.of(), List.of(),
        Optional.empty(), 0, Optional.empty());
  }

  /** What is known of it. */
  Sight sight() {
    return sight;
  }

  /** The same, for a page that shows it. */
  Sight show() {
    shownAt = System.nanoTime();
    return sight;
  }

  /** Whether a page shows it. */
  boolean isShown() {
    return shownAt != 0 && System.nanoTime() - shownAt < SHOWN_NANOS;
  }

  /** Whether it was found out who uses it, or cannot be. */
  boolean isCounted() {
    return participants.isPresent() || sight.attachment().isEmpty();
  }

  /**
   * Looks at the file again, unless that is still going on.
   *
   * @return whether it is a region, or was one when it was last looked at
   */
  synchronized boolean find() {
    requireThere();
    if (attachment.isPresent()) {
      return true;
    }
    Optional<Folder.Found> found = Folder.look(path);
    found.ifPresent(what -> {
      goneSince = 0;
      switch (what) {
        case Folder.Intact(Path _, var look) -> {
          attachment = Optional.of(new Attachment(look, ATTACHMENTS.incrementAndGet()));
          rates = new Rates();
          heldSince = 0;
        }
        case Folder.Removed _ -> lost(Condition.LEFT, "was removed, but its file still has the name");
        case Folder.Damaged(Path _, String why) -> lost(Condition.DAMAGED, why);
      }
    });
    if (found.isEmpty()) {
      gone("is not there any more");
    }
    return found.isPresent();
  }

  private void requireThere() {
    try {
      if (attachment.isPresent()) {
        attachment.get().look().requireThere();
      }
    } catch (RegionRemovedException removed) {
      gone("was removed");
    } catch (IOException | IllegalStateException unreadable) {
      lost(Condition.DAMAGED, sentence(unreadable));
    }
  }

  /** The file is not there any more. */
  private void gone(String why) {
    if (goneSince == 0) {
      goneSince = System.nanoTime();
      lost(Condition.GONE, why);
    }
  }

  /** Since when it is gone, by {@link System#nanoTime()}; 0 if it is not. */
  synchronized long goneSince() {
    return goneSince;
  }

  private void lost(Condition condition, String why) {
    close();
    participants = Optional.empty();
    sight = new Sight(path, condition, why, sight.form(), sight.version(), 0, sight.rates(), List.of(),
        Optional.empty(), 0, Optional.empty());
  }

  /** Reads the words that change all the time. */
  synchronized void read() {
    if (attachment.isEmpty()) {
      return;
    }
    try {
      see(attachment.get());
    } catch (IllegalStateException truncated) {
      lost(Condition.DAMAGED, sentence(truncated));
    }
  }

  private void see(Attachment now) {
    Guard.State state = now.look().region().guard().state();
    long version = state.sequence() >>> 1;
    rates.add(System.nanoTime(), version);
    boolean isSameHold = heldSince != 0 && heldVersion == version && isSame(holder, state.holder());
    holder = state.holder();
    heldVersion = version;
    heldSince = holder.isEmpty() ? 0 : isSameHold ? heldSince : System.currentTimeMillis();
    Optional<List<Participant>> counted = participants;
    List<Participant> known = counted.orElse(List.of());
    Condition condition = known.stream().anyMatch(Participant::isAlive) ? Condition.USED
        : counted.isPresent() && now.look().region().isTemporary() ? Condition.LEFT : Condition.IDLE;
    sight = new Sight(path, condition, "", Optional.of(Sight.Form.of(now.look())), version, rates.now(),
        rates.history(), known, holder, heldSince, attachment);
  }

  /** Whether it is the same thread, which may have died since. */
  private static boolean isSame(Optional<SharedLock.Holder> one, Optional<SharedLock.Holder> other) {
    return one.isPresent() && other.isPresent() && one.get().process().equals(other.get().process())
        && one.get().thread() == other.get().thread();
  }

  /** Finds out who uses it. May be called by any thread. */
  void count() {
    sight.attachment().ifPresent(now -> {
      try {
        participants = Optional.of(Participants.of(now.look().region()));
      } catch (RuntimeException closedOrTruncated) {
        // the next look says what it is
      }
    });
  }

  /** The sentence, without the region's name before it. */
  private static String sentence(Exception failure) {
    String message = failure instanceof FileSystemException file && file.getReason() != null
        ? file.getReason() : String.valueOf(failure.getMessage());
    String all = message.lines().findFirst().orElse("");
    int was = all.indexOf(" was truncated");
    return was < 0 ? all : all.substring(was + 1);
  }

  /** Ends the look. */
  synchronized void close() {
    Optional<Attachment> last = attachment;
    attachment = Optional.empty();
    last.ifPresent(now -> now.look().close());
  }
}
