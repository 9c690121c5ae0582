package org.sharedstruct.tests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.sharedstruct.tests.child.JavaCommand;

/** The user nobody, who owns nothing; only root may become another user. */
final class OtherUser {

  private static final int NOBODY = 65534;

  private final List<String> classPath = new ArrayList<>();

  /**
   * Lets this user run our programs.
   *
   * @param folder where copies of the classes go, which he may read
   */
  OtherUser(Path folder) throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root may become another user");
    Tool.run("chmod", "a+rx", folder);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
      if (entry.contains("sharedstruct") || entry.endsWith("classes")) {
        Path copy = classes.resolve(String.valueOf(classPath.size()));
        Tool.run("cp", "-rL", entry, copy);
        classPath.add(copy.toString());
      }
    }
    Tool.run("chmod", "-R", "a+rX", classes);
  }

  /** A program that runs as this user. */
  ProcessBuilder command(Class<?> program, Object... arguments) {
    ProcessBuilder command = JavaCommand.of(program, arguments);
    List<String> words = new ArrayList<>(List.of("setpriv", "--reuid", "" + NOBODY, "--clear-groups"));
    words.addAll(command.command());
    words.set(words.indexOf("-classpath") + 1, String.join(System.getProperty("path.separator"), classPath));
    return command.command(words);
  }
}
