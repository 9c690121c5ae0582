package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page of guarantees names as its proof is there. */
class GuaranteesTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`(stress: )?(\\w+Test)`");
  private static final Pattern MODEL = Pattern.compile("`(model/\\w+\\.pml)`");

  @Test
  void everyTestAndModelItNamesExists() throws Exception {
    String page = Files.readString(ROOT.resolve("docs/guarantees.md"));
    List<Path> proofs = TEST.matcher(page).results()
        .map(found -> source(found.group(1) != null, found.group(2))).distinct().toList();
    List<Path> models = MODEL.matcher(page).results().map(found -> ROOT.resolve(found.group(1))).toList();
    assertThat(proofs).hasSizeGreaterThan(20).allSatisfy(proof -> assertThat(proof).isRegularFile());
    assertThat(models).isNotEmpty().allSatisfy(model -> assertThat(model).isRegularFile());
  }

  private static Path source(boolean stress, String test) {
    String folder = stress
        ? "stress/src/main/java/org/sharedstruct/stress"
        : "tests/src/test/java/org/sharedstruct/tests";
    return ROOT.resolve(folder, test + ".java");
  }
}
