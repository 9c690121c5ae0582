package org.sharedstruct.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user that this process runs as, whose files it makes. */
public final class ProcessUser {

  private static final Path STATUS = Path.of("/proc/self/status");

  /** The second number of the line {@code Uid:} in {@code proc(5)}. */
  private static final int EFFECTIVE = 2;

  private static final int ID = find();

  private ProcessUser() {}

  /** Its number; where the system does not tell, that of the owner of its home folder. */
  public static int id() {
    return ID;
  }

  private static int find() {
    try {
      for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("Uid:")) {
          return Integer.parseInt(line.split("\\s+")[EFFECTIVE]);
        }
      }
    } catch (IOException | RuntimeException otherSystem) {
      // no /proc
    }
    try {
      return FileStatus.of(Path.of(System.getProperty("user.home"))).user();
    } catch (IOException | RuntimeException noHome) {
      return 0;
    }
  }
}
