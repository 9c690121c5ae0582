package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct
public interface SetterAgainstGetter {
  float x();

  void x(double x); // ERROR [setter-against-getter] x(double) takes double, but the field is float by its getter. Give both the same type

  boolean isOn();

  SetterAgainstGetter setOn(Boolean on); // ERROR [setter-against-getter] setOn(java.lang.Boolean) takes java.lang.Boolean, but the field is boolean

  int getCount();

  void setCount(int... count); // ERROR [setter-against-getter] ... takes int[], but the field is int
}
