package org.sharedstruct.tool.doctor;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sharedstruct.OwnerDiedException;
import org.sharedstruct.region.Region;
import org.sharedstruct.region.Terms;
import org.sharedstruct.tool.doctor.Finding.Remedy;

/**
 * Does what is safe about findings: what any program does that opens the region for writing, takes
 * its lock once, and makes regions beside it. Whether something is still to be done is decided by
 * the runtime at that moment, under the locks that it takes for that.
 */
public final class Repair {

  /**
   * What was done about a finding.
   *
   * @param finding what was wrong
   * @param done in words; empty if nothing could be done
   * @param refusal why nothing could be done; empty if it was done
   */
  public record Outcome(Finding finding, Optional<String> done, Optional<String> refusal) {}

  private static final String NAME = "doctor";

  private Repair() {}

  /**
   * Repairs what can be repaired.
   *
   * @param checkup what was found
   * @param isNamed whether somebody has asked for this region, so that a superuser may open it
   *     though it is another user's
   * @return what was done, for each finding that has a remedy
   */
  public static List<Outcome> of(Checkup checkup, boolean isNamed) {
    List<Outcome> outcomes = new ArrayList<>();
    Optional<String> refusal = Optional.empty();
    if (checkup.findings().stream().anyMatch(finding -> finding.remedy() instanceof Remedy.Open)) {
      refusal = open(checkup.subject(), isNamed);
    }
    for (Finding finding : checkup.findings()) {
      switch (finding.remedy()) {
        case Remedy.None() -> { }
        case Remedy.Open(String done) -> outcomes.add(new Outcome(finding,
            refusal.isPresent() ? Optional.empty() : Optional.of(done), refusal));
        case Remedy.Sweep(Path file) -> outcomes.add(Region.removeLeftover(file)
            ? new Outcome(finding, Optional.of("Removed " + file.getFileName() + "."), Optional.empty())
            : new Outcome(finding, Optional.empty(), Optional.of(
                file.getFileName() + " stays: it is of use, or belongs to another user")));
      }
    }
    return outcomes;
  }

  /** Opens a region for writing as a program does, and takes what the dead have left. */
  private static Optional<String> open(Path file, boolean isNamed) {
    Terms terms = Terms.DEFAULT.withName(NAME);
    try {
      Region region = open(file, isNamed ? terms.withAnyOwner() : terms);
      try {
        tidy(region);
      } finally {
        region.close();
      }
      return Optional.empty();
    } catch (FileSystemException refused) {
      return Optional.of(refused.getReason() == null ? refused.toString() : refused.getReason());
    } catch (IOException | IllegalStateException | IllegalArgumentException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  private static void tidy(Region region) {
    try {
      if (region.lock().tryLock()) {
        region.lock().unlock();
      }
    } catch (OwnerDiedException halfWritten) {
      // the lock is free now, and the next look finds that the elements are not whole
    }
    region.forgetDead();
  }

  private static Region open(Path file, Terms terms) throws IOException {
    Region look = Region.look(file);
    try {
      return Region.open(file, look.schema(), look.isArray() ? Region.ANY_LENGTH : Region.SINGLE, terms);
    } finally {
      look.close();
    }
  }
}
