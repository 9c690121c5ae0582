import java.util.List;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface HiddenInTheUnnamedPackage {
  Factory factory(); // ERROR [name-hidden] Factory has a name that generated types inherit with another meaning, and the unnamed package cannot be named. Rename it, or put it into a package

  @Length(2)
  Factory factories(int index); // ERROR [name-hidden] Factory has a name

  Folder.Kind kind(); // ERROR [name-hidden] Folder has a name

  default List<? extends Factory[]> all() { // ERROR [name-hidden] Factory has a name
    return List.of();
  }

  HiddenKind other();
}

enum Factory { A }

enum HiddenKind { A }

class Folder {
  enum Kind { A }
}
