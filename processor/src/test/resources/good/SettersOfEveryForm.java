package good;

import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

public final class SettersOfEveryForm {
  private SettersOfEveryForm() {}

  @SharedStruct
  public interface Base {
    float x();

    void x(float x);

    float y();

    Base y(float y);

    boolean isZ();

    Base setZ(boolean z);

    int plain();

    /** Keeps it within bounds; the field itself is set through the views. */
    @Update
    default void plain(int plain) {}
  }

  /** Inherits them as they are. */
  @SharedStruct
  public interface Inheriting extends Base {
    float w();
  }

  /** Declares them again, with its own type. */
  @SharedStruct
  public interface Redeclaring extends Base {
    @Override
    void x(float x);

    @Override
    Redeclaring y(float y);

    void plain(int plain);
  }

  /** Sets what a base only reads. */
  @SharedStruct
  public interface Reading {
    float a();
  }

  @SharedStruct
  public interface Writing extends Reading {
    Writing a(float a);
  }
}
