package good;

public interface HasX {
  float x();
}
