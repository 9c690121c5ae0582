package org.sharedstruct.tool.doctor;

import java.nio.file.Path;
import java.util.List;

/**
 * What was found.
 *
 * @param subject a region or a folder
 * @param isRegion whether it is a region, be it a damaged one
 * @param struct the region's; empty if that is not known
 * @param findings in the order in which they are to be read; empty if all is well
 */
public record Checkup(Path subject, boolean isRegion, String struct, List<Finding> findings) {

  /** Keeps a copy. */
  public Checkup {
    findings = List.copyOf(findings);
  }
}
