package org.sharedstruct.examples.pursuit;

/** How the display shows what it sees. */
interface View {

  /**
   * Takes in a scene, and shows it if the time has come.
   *
   * @param scene later than the one before
   */
  void look(Scene scene);

  /** The live plot if somebody sits at a terminal, lines of text if not. */
  static View suitable() {
    boolean terminal = System.console() != null && System.console().isTerminal();
    return terminal ? new PlotView(System.out) : new LineView(System.out);
  }
}
