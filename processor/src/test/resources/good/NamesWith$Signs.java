package good;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

/** A dollar sign is a letter of Java, also in the names of classes that are written as if nested. */
public final class NamesWith$Signs {
  private NamesWith$Signs() {}

  @SharedStruct
  public interface Big$Struct$WithANameThatIsSoLongThatTheHeadOfItsClassesGoesOnInTheNextLine {
    int $();

    int a$b();

    default int $1$() {
      return $();
    }
  }

  @SharedStruct
  public interface A$1B {
    int $1();

    void $1(int $value);

    @Length(3)
    int $2(int $index);

    void $2(int $index, int val$ue);

    default int sum(int $first, int $second) {
      return $first + $second;
    }
  }
}
