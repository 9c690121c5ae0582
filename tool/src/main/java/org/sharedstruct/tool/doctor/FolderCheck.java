package org.sharedstruct.tool.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sharedstruct.kernel.FileStatus;
import org.sharedstruct.region.Leftover;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.doctor.Finding.Remedy;

/** Looks at a folder for what is wrong with it, and for what died processes have left there. */
public final class FolderCheck {

  /** Below both of these a file system is nearly full. */
  private static final long FEW_BYTES = 16L << 20;
  private static final double SMALL_PART = 0.05;

  private static final long PAGE = 4096;

  private FolderCheck() {}

  /**
   * Looks at a folder.
   *
   * @param folder which one
   * @param region the only region in it that is asked for; null for all
   * @param hasRegions whether there are any, so that it matters who may write to the folder
   * @return what was found
   * @throws IOException if it cannot be read
   */
  public static Checkup of(Path folder, Path region, boolean hasRegions) throws IOException {
    List<Finding> findings = new ArrayList<>();
    if (hasRegions) {
      space(folder, findings);
      FileStatus status = FileStatus.of(folder);
      if (status.isSharedFolder() && !status.isSticky()) {
        findings.add(Finding.wrong("open-folder", "Others may write to this folder, and it is not sticky.",
            "They can rename, exchange and remove the regions and lock files of everybody.",
            "chmod +t the folder, or keep regions in a folder of your own (mkdir -m 700)."));
      }
    }
    for (Leftover left : Region.leftovers(folder)) {
      if (region == null || region.getFileName().equals(left.region().getFileName())) {
        findings.add(Finding.wrong("leftover",
            left.file().getFileName() + " is left over: " + left.what() + ".",
            "Programs that make regions in the folder remove it, a few such files at a time.",
            "Wait for such a program, or let --repair remove it now, if it is still of no use.")
            .with(new Remedy.Sweep(left.file())));
      }
    }
    return new Checkup(folder, false, "", findings);
  }

  private static void space(Path folder, List<Finding> findings) throws IOException {
    FileStore store = Files.getFileStore(folder);
    long free = store.getUsableSpace();
    long total = store.getTotalSpace();
    boolean isFull = free < PAGE;
    if (total > 0 && (isFull || free < FEW_BYTES && free < total * SMALL_PART)) {
      findings.add(Finding.wrong(isFull ? "full" : "nearly-full", String.format(Locale.ROOT,
          "The file system is %s: %d bytes are free of %d.", isFull ? "full" : "nearly full", free, total),
          "Regions that are there have their room. New ones may be refused, and copies that cp made with holes fail"
              + " where a hole is written to.",
          folder.startsWith("/dev/shm")
              ? "Remove what is not needed, or enlarge it: mount -o remount,size=…, in a container --shm-size."
              : "Remove what is not needed, or enlarge it."));
    }
  }
}
