package good;

@Deprecated
public final class Old {
  private Old() {}
}
