package org.sharedstruct.tool.doctor;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sharedstruct.ByteOrderException;
import org.sharedstruct.FormatVersionException;
import org.sharedstruct.InvalidRegionException;
import org.sharedstruct.NotARegionException;
import org.sharedstruct.Participant;
import org.sharedstruct.RegionRemovedException;
import org.sharedstruct.SharedLock;
import org.sharedstruct.TruncatedRegionException;
import org.sharedstruct.UntrustedFileException;
import org.sharedstruct.format.Format;
import org.sharedstruct.guard.Guard;
import org.sharedstruct.region.Region;
import org.sharedstruct.region.Standing;
import org.sharedstruct.tool.doctor.Finding.Remedy;
import org.sharedstruct.tool.value.Look;

/** Looks at one region for what is wrong with it. */
public final class RegionCheck {

  /** How often the words are read until they stand still: those of the dead do at once. */
  private static final int READS = 100;

  private static final String DAMAGED = "damaged";
  private static final String RESTORE =
      "Restore it from a backup, or remove it and let its programs make it anew (docs/operations.md).";

  private final Region region;
  private final Standing standing;
  private final List<Participant> participants;
  private final List<Finding> findings = new ArrayList<>();

  private RegionCheck(Region region, Standing standing) {
    this.region = region;
    this.standing = standing;
    long me = ProcessHandle.current().pid();
    participants = region.participants().stream().filter(other -> other.process().orElse(0) != me).toList();
  }

  /**
   * Looks at a file.
   *
   * @param file which one
   * @param isNamed whether somebody has asked for this file; else it is left alone unless it is a
   *     region of this version that may be read
   * @return what was found; empty if it is left alone
   * @throws IOException if there is no such file, and it is named
   */
  public static Optional<Checkup> of(Path file, boolean isNamed) throws IOException {
    try (Look look = Look.at(file)) {
      Region region = look.region();
      RegionCheck check = new RegionCheck(region, Region.standing(file));
      check.run();
      return Optional.of(new Checkup(file, true, region.schema().name(), check.findings));
    } catch (NoSuchFileException gone) {
      if (isNamed) {
        throw gone;
      }
      return Optional.empty();
    } catch (NotARegionException | FormatVersionException | ByteOrderException | UntrustedFileException
        | AccessDeniedException foreign) {
      return isNamed ? Optional.of(of(file, foreign(foreign))) : Optional.empty();
    } catch (InvalidRegionException broken) {
      return Optional.of(of(file, broken(file, broken)));
    } catch (IllegalStateException truncated) {
      return Optional.of(of(file, truncated(truncated.getMessage())));
    } catch (IllegalArgumentException | NoSuchElementException odd) {
      return Optional.of(of(file, damaged(file + " is damaged: " + odd.getMessage())));
    } catch (IOException unreadable) {
      if (isNamed) {
        throw unreadable;
      }
      return Optional.empty();
    }
  }

  private static Checkup of(Path file, Finding finding) {
    boolean isRegion = !finding.kind().equals("not-a-region");
    return new Checkup(file, isRegion, "", List.of(finding));
  }

  // files that cannot be opened

  private static Finding foreign(IOException failure) {
    return switch (failure) {
      case FormatVersionException version -> Finding.wrong("version", message(version),
          "This version of the library cannot read it.", "Use the version of the library that made it.");
      case ByteOrderException order -> Finding.wrong("byte-order", message(order),
          "Its numbers are in the other byte order.", "Use it on a machine like the one that made it.");
      case NotARegionException not -> Finding.wrong("not-a-region", message(not), "No program can open it.",
          "Name another file; if it was a region, its beginning was overwritten: restore it from a backup.");
      case AccessDeniedException denied -> Finding.wrong("access", message(denied).isEmpty()
              ? "This process may not read it." : message(denied),
          "Nothing can be said of it.", "Run this as its owner, or let the owner permit it with chmod.");
      default -> Finding.wrong("untrusted", message(failure), "No program of this user opens it.",
          "Remove it, or move it to a folder of your own, if you trust the one who put it there.");
    };
  }

  private static Finding broken(Path file, InvalidRegionException failure) {
    return switch (failure) {
      case RegionRemovedException _ -> Finding.wrong("removed",
          "It was removed, but has its name still: the process that removed it died.",
          "Nobody can open it.", "The next program that makes a region of this name removes it; --repair does it now.")
          .with(new Remedy.Sweep(file));
      case TruncatedRegionException truncated -> truncated(message(truncated));
      default -> damaged(message(failure));
    };
  }

  private static Finding truncated(String message) {
    return Finding.wrong("truncated", sentence(message),
        "Nobody can open it, and programs that had it open fail when they come to the missing bytes.", RESTORE);
  }

  private static Finding damaged(String message) {
    return Finding.wrong(DAMAGED, sentence(message), "Nobody can open it.", RESTORE);
  }

  /** What is wrong with a file, without its name. */
  private static String message(IOException failure) {
    return failure instanceof FileSystemException file && file.getReason() != null
        ? sentence(file.getReason()) : "";
  }

  /** The reasons go on behind a file's name. */
  private static String sentence(String reason) {
    String line = reason.lines().findFirst().orElse("");
    return (line.matches("(is|belongs|was|may|ends|has) .*") ? "It " + line
        : line.substring(0, Math.min(1, line.length())).toUpperCase(Locale.ROOT)
            + line.substring(Math.min(1, line.length()))) + (line.endsWith(".") ? "" : ".");
  }

  // regions that can

  private void run() {
    boolean isUsed = participants.stream().anyMatch(Participant::isAlive);
    if (region.isTemporary() && !isUsed && standing.users().isEmpty()) {
      findings.add(repairedByOwner(Finding.wrong("left", "It is temporary, and all who used it are gone.",
          "It takes up room until the next program that makes a region in the folder removes it.",
          "Wait for that program, or let --repair remove it now."), "Removed it."));
      return;
    }
    boolean isElsewhere = standing.place() == Standing.Place.ELSEWHERE && !isUsed;
    if (isElsewhere) {
      checkCopy();
    } else {
      checkLockFile();
    }
    settled().ifPresent(state -> checkState(state, isElsewhere));
  }

  private Finding repairedByOwner(Finding finding, String done) {
    return standing.isMine() ? finding.with(new Remedy.Open(done)) : new Finding(finding.kind(), finding.isWrong(),
        finding.what(), finding.follows(), finding.fix() + " That takes its owner, " + standing.owner()
            + ", or the superuser.", finding.remedy());
  }

  private void checkCopy() {
    if (standing.users().isPresent()) {
      findings.add(usedElsewhere("It is a copy, or was moved from another file system,", standing.users().get()));
      return;
    }
    findings.add(repairedByOwner(Finding.wrong("copied",
        "It is not where it was made: it was copied, restored, or moved from another file system.",
        "It can be read. Nobody shares it with the original. The first program that opens it for writing makes it a"
            + " region of its own, with a lock file of its own, and undoes what was half written when it was copied.",
        "If it is meant to be a region of its own, wait for that program, or let --repair do it now."),
        "Made it a region of its own, with a new lock file."));
  }

  private Finding usedElsewhere(String what, String users) {
    return Finding.wrong("lock-file-lost", what + " while others use it: " + users + ".",
        "Nobody else can open it for writing, as its users cannot be told from the dead without their lock file.",
        "Move it back to where it was; or let those close it, then open it for writing.");
  }

  private void checkLockFile() {
    if (standing.lockFile().isEmpty()) {
      findings.add(standing.users().isPresent()
          ? usedElsewhere("Its lock file is gone, because it was moved or somebody removed that,",
              standing.users().get())
          : repairedByOwner(Finding.wrong("lock-file-lost",
              "Its lock file is gone: it was moved from another folder, or somebody removed that.",
              "It can be read, and nobody is seen in it. The first program that opens it for writing gives it a new"
                  + " lock file.",
              "Wait for that program, or let --repair do it now."), "Gave it a new lock file."));
      return;
    }
    String lockFile = standing.lockFile().get().toString();
    if (standing.refusal().isPresent()) {
      boolean isKeptOut = standing.refusal().get().startsWith("may not be opened");
      findings.add(new Finding("lock-file-refused", !isKeptOut,
          "Its lock file " + lockFile + " " + standing.refusal().get() + ".",
          "This process cannot tell who lives, and takes all participants for alive.",
          isKeptOut ? "Run this as a user who may write the region."
              : "Remove that file, once it is sure that no program uses the region.", new Remedy.None()));
    }
    standing.permissions().filter(found -> !found.equals(standing.neededPermissions()))
        .ifPresent(found -> findings.add(permissions(lockFile, found)));
  }

  private Finding permissions(String lockFile, String found) {
    return repairedByOwner(Finding.wrong("lock-file-permissions",
        "Its lock file " + lockFile + " has the permissions " + found + ", and should have "
            + standing.neededPermissions() + ", as the region's are.",
        "Who may not open it cannot open the region for writing; who may, and should not, can look like a participant"
            + " that lives.",
        "Its owner sets them whenever it opens the region for writing: run --repair as that one, or chmod the lock"
            + " file."), "Gave the lock file the permissions that it should have.");
  }

  // what the words say

  /**
   * The state, if it stood still between two looks. Somebody who lives may change it all the time.
   */
  private Optional<Guard.State> settled() {
    Guard.State before = region.guard().state();
    for (int reads = 0; reads < READS; reads++) {
      Guard.State now = region.guard().state();
      if (now.equals(before)) {
        return Optional.of(now);
      }
      before = now;
    }
    return Optional.empty();
  }

  private void checkState(Guard.State state, boolean isElsewhere) {
    boolean isOpen = (state.sequence() & 1) != 0;
    Optional<SharedLock.Holder> dead = state.holder().filter(holder -> !holder.isAlive());
    boolean isLeft = state.holder().isEmpty() || dead.isPresent();
    if (isLeft && isOpen && region.isArray() && !region.geometry().atomic()) {
      checkIndex();
    }
    if (!isElsewhere) {
      if (dead.isPresent()) {
        findings.add(deadOwner(dead.get(), isOpen));
      } else if (isLeft && isOpen) {
        findings.add(repairedByOwner(Finding.wrong("open-commit", "A commit is half done, and nobody holds the lock.",
            "Readers get the last commit. The next program that takes the lock undoes the other one.",
            "Wait for that program, or let --repair undo it now."),
            "Took the lock and gave it back: the half-done commit is undone."));
      }
    }
    if (isLeft && state.isDirty()) {
      findings.add(Finding.wrong("half-written",
          "Several elements are half written: a program died while it wrote them together.",
          "Each element is as some commit left it, but they do not belong together. All who take the lock or read"
              + " several are refused with an OwnerDiedException.",
          "A program that knows the values must call repair(…) of the guarded array, or the file must be restored"
              + " from a backup. --repair does not do it, as it would have to invent values."));
    }
    checkParticipants(dead);
    if (!isLeft) {
      HeldCheck.of(region, state).ifPresent(findings::add);
    }
  }

  private void checkIndex() {
    long index = region.segment().get(JAVA_LONG, Format.INDEX);
    if (index < 0 || index >= region.length()) {
      findings.add(Finding.wrong(DAMAGED, "The index at byte " + Format.INDEX + " is " + index + ", and there are "
          + region.length() + " elements.", "Nobody can take the lock.", RESTORE));
    }
  }

  private Finding deadOwner(SharedLock.Holder holder, boolean isOpen) {
    SharedLock.Holder named = new SharedLock.Holder(holder.process(), holder.name(), holder.thread(), true);
    return repairedByOwner(Finding.wrong("dead-owner",
        sentence(named + " died while it held the lock" + (isOpen ? ", in the midst of a commit" : "")),
        isOpen ? "Readers get the last commit. The next program that takes the lock undoes the half-done one."
            : "The next program that takes the lock gets it.",
        "Wait for that program, or let --repair take the lock now and give it back."),
        isOpen ? "Took the lock and gave it back: the half-done commit is undone."
            : "Took the lock and gave it back.");
  }

  /** The one that died with the lock is told of already. */
  private void checkParticipants(Optional<SharedLock.Holder> owner) {
    List<Participant> dead = participants.stream().filter(participant -> !participant.isAlive())
        .filter(participant -> owner.isEmpty() || !participant.process().equals(owner.get().process())).toList();
    if (!dead.isEmpty()) {
      String names = dead.stream()
          .map(one -> new Participant(one.id(), one.process(), one.name(), one.since(), one.isReadOnly(), true))
          .map(Participant::toString).collect(Collectors.joining(", "));
      findings.add(repairedByOwner(Finding.wrong("dead-participants",
          (dead.size() == 1 ? "A participant is dead: " : dead.size() + " participants are dead: ") + names + ".",
          "Killed, or ended without closing the region, it has a place in the table until another one needs that.",
          "Wait for that, or let --repair free the place now."), "Freed the places of the dead."));
    }
  }
}
