package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface SetterWithoutGetter {
  float x();

  float getZ();

  void y(float y); // ERROR [setter-without-getter] y(float) sets a field that no getter declares. Add 'float y();' before it, or remove it

  void setY(float y); // ERROR [setter-without-getter] setY(float) sets a field that no getter declares. Add 'float getY();' before it

  void setX(float x); // ERROR [setter-form] setX(float) does not go with x(). Make it: void x(float value)

  void z(float z); // ERROR [setter-form] z(float) does not go with getZ(). Make it: void setZ(float value)

  int length();

  void lenght(int value); // ERROR [setter-without-getter] lenght(int) sets a field that no getter declares. Add 'int lenght();' before it, or remove it. Did you mean length?

  void setLegnth(int value); // ERROR [setter-without-getter] setLegnth(int) ... Did you mean length?

  SetterWithoutGetter text(String text); // ERROR [setter-without-getter] text(java.lang.String)
}
