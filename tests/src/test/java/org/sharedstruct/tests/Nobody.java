package org.sharedstruct.tests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A user that owns nothing, as which the superuser may start child JVMs. */
final class Nobody {

  private static final int ID = 65534;
  private static final String SEPARATOR = System.getProperty("path.separator");

  private final List<String> classPath = new ArrayList<>();

  /**
   * Copies the classes of the tests for nobody, since the original may lie where he may not read.
   *
   * @param folder where the copies go, and what nobody may enter from now on
   */
  Nobody(Path folder) throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")),
        "only root may become another user");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    for (String entry : System.getProperty("java.class.path").split(SEPARATOR)) {
      if (entry.contains("sharedstruct") || entry.endsWith("classes")) {
        Path copy = classes.resolve(String.valueOf(classPath.size()));
        Tool.run("cp", "-rL", entry, copy);
        classPath.add(copy.toString());
      }
    }
    Tool.run("chmod", "-R", "a+rX", classes);
  }

  /** His number, as which his files are known. */
  int id() {
    return ID;
  }

  /** What stands before a command that he runs. */
  String[] command() {
    return new String[] {"setpriv", "--reuid", "" + ID, "--clear-groups"};
  }

  /**
   * Lets nobody run a command.
   *
   * @param command of {@link org.sharedstruct.tests.child.JavaCommand}
   * @param first what stands before the copies on the class path, and nobody may read
   */
  ProcessBuilder runs(ProcessBuilder command, Path... first) {
    List<String> words = new ArrayList<>(List.of(command()));
    words.addAll(command.command());
    List<String> entries = new ArrayList<>();
    for (Path entry : first) {
      entries.add(entry.toString());
    }
    entries.addAll(classPath);
    words.set(words.indexOf("-classpath") + 1, String.join(SEPARATOR, entries));
    return command.command(words);
  }
}
