package bad;

import org.sharedstruct.SharedStruct;

final class NameNotAnIdentifier {
  private NameNotAnIdentifier() {}

  @SharedStruct("my point")
  interface Space { // ERROR [name-not-an-identifier] "my point" is no Java identifier, and generated types are named after it. Use letters and digits
    float x();
  }

  @SharedStruct("geo.Point")
  interface Dot { // ERROR [name-not-an-identifier] "geo.Point" is no Java identifier
    float x();
  }

  @SharedStruct("Point-2")
  interface Hyphen { // ERROR [name-not-an-identifier] "Point-2" is no Java identifier
    float x();
  }

  @SharedStruct("2D")
  interface Digit { // ERROR [name-not-an-identifier] "2D" is no Java identifier
    float x();
  }
}
