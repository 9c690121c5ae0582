package awkward;

public final class String {
  private String() {}
}
