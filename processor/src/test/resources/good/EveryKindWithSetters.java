package good;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.sharedstruct.Align;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

@SharedStruct
@Align(64)
public interface EveryKindWithSetters {

  enum Mode { OFF, ON { @Override public String toString() { return "on"; } } }

  @SharedStruct
  interface Point {
    double x();

    void x(double x);
  }

  @Unsigned(8)
  long getTiny();

  void setTiny(long tiny);

  @Length(9)
  String getTitle();

  void setTitle(String title);

  Mode getMode();

  EveryKindWithSetters setMode(Mode mode);

  @Length(4)
  float getSample(int index);

  void setSample(int index, float sample);

  @Length(4)
  Mode past(int index);

  EveryKindWithSetters past(int index, Mode mode);

  @Length(3)
  boolean[] isLit();

  void isLit(boolean[] lit);

  @Length(3)
  @Unsigned(16)
  long[] ports();

  EveryKindWithSetters ports(long[] ports);

  Point point();

  void point(Point point);

  @Length(2)
  Point getCorner(int index);

  void setCorner(int index, Point corner);

  @Align(32)
  UUID id();

  void id(UUID id);

  Instant at();

  void at(Instant at);

  Duration took();

  EveryKindWithSetters took(Duration took);

  @Atomic
  int getCount();

  void setCount(int count);

  default double sum() {
    return getSample(0) + point().x() + getCorner(1).x();
  }
}
