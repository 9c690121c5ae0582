package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface LengthMissing {
  String name(); // ERROR [length-missing] name() is String, a text of no fixed length. Say how long it is: @Length(32) String name()

  float[] samples(); // ERROR [length-missing] samples() is float[], an array of no fixed length. Say how long it is: @Length(16) float[] samples()

  double weight(int index); // ERROR [length-missing] weight(int) is double, an array of no fixed length. Say how long it is: @Length(16) double weight(int index)
}
