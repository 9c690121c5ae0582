package bad;

import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

@SharedStruct
public interface UpdateMisplaced {
  @Update
  int x(); // ERROR [update-misplaced] x() has @Update, which is for a default method. Move it there, or remove it

  @Update
  void x(int x); // ERROR [update-misplaced] x(int) has @Update

  @Update
  static int twice(int x) { // ERROR [update-misplaced] twice(int) has @Update
    return 2 * x;
  }

  @Update
  private int hidden() { // ERROR [update-misplaced] hidden() has @Update
    return x();
  }

  @Update
  default void move() {
    x(hidden());
  }
}
