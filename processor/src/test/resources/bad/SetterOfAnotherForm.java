package bad;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface SetterOfAnotherForm {
  @Length(4)
  float sample(int index);

  void sample(float[] samples); // ERROR [setter-form] sample(float[]) does not go with sample(int). Make it: void sample(int index, float value)

  @Length(4)
  byte[] data();

  void data(int index, byte value); // ERROR [setter-form] data(int,byte) does not go with data(). Make it: void data(byte[] value)

  @Length(2)
  int count(int index);

  void count(int index, long value); // ERROR [setter-against-getter] count(int,long) takes long, but the field is int by its getter

  void missing(int index, int value); // ERROR [setter-without-getter] missing(int,int) sets a field that no getter declares. Add '@Length(16) int missing(int index);' before it, or remove it
}
