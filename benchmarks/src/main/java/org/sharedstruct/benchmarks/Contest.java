package org.sharedstruct.benchmarks;

import java.io.IOException;
import java.util.List;

/** What child processes are asked for, whoever wrote them. */
interface Contest {

  List<Figure> figures();

  /** Asks a crew and takes the figures from its answers, a value for each iteration. */
  Samples run(Crew crew, Plan plan) throws IOException;
}
