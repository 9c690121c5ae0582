package bad;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

@SharedStruct
public interface UnsignedNot {
  @Unsigned(16)
  float ratio(); // ERROR [unsigned-not-an-integer] ratio() is float, and @Unsigned is for short, int and long. Remove it

  @Unsigned(8)
  char letter(); // ERROR [unsigned-not-an-integer] letter() is char

  @Unsigned(32)
  Thread.State state(); // ERROR [unsigned-not-an-integer] state() is java.lang.Thread.State

  @Unsigned(8)
  @Length(4)
  String name(); // ERROR [unsigned-not-an-integer] name() is java.lang.String

  @Unsigned(12)
  int twelve(); // ERROR [unsigned-width] twelve() is @Unsigned(12). The widths are 8, 16 and 32 bits

  @Unsigned(16)
  short port(); // ERROR [unsigned-not-wider] port() is short, which cannot hold all values of 16 bits without a sign. Make it int

  @Unsigned(8)
  byte tiny(); // ERROR [unsigned-not-wider] tiny() is byte, which cannot hold all values of 8 bits without a sign. Make it short

  @Unsigned(32)
  @Length(4)
  int[] addresses(); // ERROR [unsigned-not-wider] addresses() is int, which cannot hold all values of 32 bits without a sign. Make it long
}
