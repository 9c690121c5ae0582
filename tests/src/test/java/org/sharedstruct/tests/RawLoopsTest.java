package org.sharedstruct.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sharedstruct.SharedLock.Waiting;
import org.sharedstruct.tests.child.JavaCommand;
import org.sharedstruct.tests.child.RunsRawLoops;

/** The views of a loop over a raw array are not made once the loop is compiled, however many structs there are. */
class RawLoopsTest {

  @ParameterizedTest
  @EnumSource
  void allocateNothingOnceTheyAreCompiled(RunsRawLoops.Loop loop) throws Exception {
    ProcessBuilder command =
        JavaCommand.waitingForItsCompiler(Children.command(Waiting.POLLING, RunsRawLoops.class, loop));
    assertThat(ChildJvm.run(command)).singleElement().extracting(Long::valueOf).satisfies(bytes ->
        assertThat(bytes).as("bytes of a pass over 10,000 elements").isLessThan(10_000));
  }
}
