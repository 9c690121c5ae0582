package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface SetterWithoutGetter {
  float x();

  float getZ();

  void y(float y); // ERROR [setter-without-getter] y(float) sets a field that no getter declares. Add 'float y();' before it, or remove it

  void setY(float y); // ERROR [setter-without-getter] setY(float) sets a field that no getter declares. Add 'float getY();' before it

  void setX(float x); // ERROR [setter-without-getter] setX(float) sets a field that no getter declares.

  void z(float z); // ERROR [setter-without-getter] z(float) sets a field that no getter declares.

  SetterWithoutGetter text(String text); // ERROR [setter-without-getter] text(java.lang.String)
}
