package awkward;

public final class InterruptedException {
  private InterruptedException() {}
}
