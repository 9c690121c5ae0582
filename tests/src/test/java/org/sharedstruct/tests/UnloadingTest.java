package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.Held;

/** A copy of the library is unloaded when its handles are closed: redeploying leaks nothing. */
class UnloadingTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void followsTheEndOfAllHandles(UnloadsCopies.Use use) throws Exception {
    Path path = folder.resolve("tally");
    SharedTally.create(path).close();
    ProcessBuilder command = Children.command(Waiting.KERNEL, UnloadsCopies.class, use, path);
    command.command().add(1, "-XX:SoftRefLRUPolicyMSPerMB=0");
    assertThat(ChildJvm.run(command)).containsExactly("unloaded", Held.NOTHING);
  }
}
