package bad;

import org.sharedstruct.Align;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;

final class FieldRedeclared {
  private FieldRedeclared() {}

  @SharedStruct
  interface Inner {
    int a();
  }

  @SharedStruct
  interface More extends Inner {
    int b();
  }

  @SharedStruct
  interface Base {
    Inner inner();

    @Length(4)
    String name();

    @Unsigned(8)
    int port();
  }

  @SharedStruct
  interface Derived extends Base {
    @Override
    More inner(); // ERROR [field-redeclared] inner() is a field of bad.FieldRedeclared.Base, which says all about it. Declare it here with the same type and no annotation of a field, or not at all

    @Override
    @Length(8)
    String name(); // ERROR [field-redeclared] name() is a field of bad.FieldRedeclared.Base

    @Override
    @Align(64)
    int port(); // ERROR [field-redeclared] port() is a field of bad.FieldRedeclared.Base
  }
}
