package good;

public interface Named {
  String NAME = "named";

  default String name() {
    return NAME;
  }
}
