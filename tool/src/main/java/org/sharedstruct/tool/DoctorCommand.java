package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.doctor.Checkup;
import org.sharedstruct.tool.doctor.Finding;
import org.sharedstruct.tool.doctor.FolderCheck;
import org.sharedstruct.tool.doctor.RegionCheck;
import org.sharedstruct.tool.doctor.Repair;
import org.sharedstruct.tool.output.Cell;
import org.sharedstruct.tool.output.Report;
import org.sharedstruct.tool.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is wrong with regions. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
    description = {"Says what is wrong with regions, what it leads to, and what to do.",
        "", "It only looks, unless --repair is given."},
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:Nothing is wrong, or nothing is any more. What is only worth knowing (note) is not wrong.",
        "1:Something is wrong, or a file cannot be read.", "2:The command is wrong."},
    footer = {"", "Examples:", "  sharedstruct doctor", "  sharedstruct doctor --repair /dev/shm/robot"})
final class DoctorCommand implements Callable<Integer> {

  @Mixin private ReportOption output;

  @Option(names = "--repair", description = "Does what is safe: opens the region for writing, takes its lock once and"
      + " gives it back; so half-done commits are undone, copies become regions of their own, and places of the dead"
      + " are freed. And removes what dead processes have left. It never chooses a value.")
  private boolean repair;

  @Mixin private DepthOption depth;

  @Parameters(paramLabel = "FILE|DIR", arity = "0..*",
      description = "Regions and folders; default: /dev/shm and this user's folder of temporary regions.")
  private List<Path> places = List.of();

  private final Table findings = new Table("file", "struct", "kind", "wrong", "note", "repaired", "done", "follows",
      "fix", "refused");
  private long regions;
  private long wrong;
  private long repaired;
  private long unread;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    for (Path place : places.isEmpty() ? Region.folders() : places) {
      try {
        if (Files.isDirectory(place)) {
          for (Path folder : depth.within(List.of(place))) {
            folder(folder);
          }
        } else {
          file(place);
        }
      } catch (IOException unreadable) { // the others are looked at all the same
        Failures.handle(unreadable, spec.commandLine(), null);
        unread++;
      }
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("regions", regions);
    facts.put("wrong", wrong);
    facts.put("repaired", repaired);
    facts.put("unread", unread);
    output.print(new Report().blocks("findings", findings).sentence(summary(), facts));
    return wrong + unread == 0 ? 0 : 1;
  }

  private String summary() {
    return Count.of(regions, "region")
        + (repaired == 0 ? "" : ", " + Count.of(repaired, "thing") + " repaired")
        + (unread == 0 ? "" : ", " + Count.of(unread, "place") + " could not be looked at")
        + (wrong == 0 ? unread == 0 ? ", nothing wrong" : "" : ", " + (wrong == 1 ? "1 thing is wrong" : wrong + " things are wrong"));
  }

  private void folder(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, file ->
        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !file.getFileName().toString().startsWith("."))) {
      all.forEach(files::add);
    }
    files.sort(null);
    long before = regions;
    for (Path file : files) {
      Optional<Checkup> checkup = RegionCheck.of(file, false);
      if (checkup.isPresent()) {
        tell(checkup.get(), () -> RegionCheck.of(file, false), false);
      }
    }
    boolean hasRegions = regions > before;
    tell(FolderCheck.of(folder, null, hasRegions), () -> Optional.of(FolderCheck.of(folder, null, hasRegions)), false);
  }

  private void file(Path file) throws IOException {
    Optional<Checkup> checkup = RegionCheck.of(file, true);
    if (checkup.isPresent()) {
      tell(checkup.get(), () -> RegionCheck.of(file, false), true);
    }
    Path folder = file.toAbsolutePath().getParent();
    tell(FolderCheck.of(folder, file, true), () -> Optional.of(FolderCheck.of(folder, file, true)), true);
  }

  /** A look at the same place once more. */
  private interface Again {
    Optional<Checkup> look() throws IOException;
  }

  private void tell(Checkup checkup, Again again, boolean isNamed) throws IOException {
    regions += checkup.isRegion() ? 1 : 0;
    if (!repair || checkup.findings().stream().noneMatch(Finding::isRepairable)) {
      checkup.findings().forEach(finding -> tell(checkup, finding, Cell.NONE));
      return;
    }
    List<Repair.Outcome> outcomes = Repair.of(checkup, isNamed);
    List<Finding> left = again.look().map(Checkup::findings).orElse(List.of());
    for (Repair.Outcome outcome : outcomes) {
      if (outcome.done().isPresent() && left.stream().noneMatch(outcome.finding()::isAbout)) {
        repaired++;
        row(checkup, outcome.finding(), outcome.done().get());
      }
    }
    for (Finding finding : left) {
      Stream<String> refusals = outcomes.stream().filter(outcome -> outcome.finding().isAbout(finding))
          .flatMap(outcome -> outcome.refusal().stream());
      tell(checkup, finding, refusals.findFirst().<Object>map(reason -> reason).orElse(Cell.NONE));
    }
  }

  private void tell(Checkup checkup, Finding finding, Object refused) {
    wrong += finding.isWrong() ? 1 : 0;
    findings.row(checkup.subject(), Cell.untold(checkup.struct()), Cell.untold(finding.kind()),
        finding.isWrong() ? finding.what() : Cell.NONE, finding.isWrong() ? Cell.NONE : finding.what(),
        Cell.NONE, Cell.NONE, finding.follows(), finding.fix(), refused);
  }

  private void row(Checkup checkup, Finding finding, String done) {
    findings.row(checkup.subject(), Cell.untold(checkup.struct()), Cell.untold(finding.kind()), Cell.NONE,
        Cell.NONE, finding.what(), done, Cell.NONE, Cell.NONE, Cell.NONE);
  }
}
