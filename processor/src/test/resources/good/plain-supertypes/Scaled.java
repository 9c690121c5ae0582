package good;

public interface Scaled<T> {
  default T scaled(T other, float by) {
    return other;
  }
}
