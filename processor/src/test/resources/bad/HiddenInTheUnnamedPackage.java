import java.util.List;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface HiddenInTheUnnamedPackage {
  Views factory(); // ERROR [name-hidden] Views has a name that generated types inherit with another meaning, and the unnamed package cannot be named. Rename it, or put it into a package

  @Length(2)
  Views factories(int index); // ERROR [name-hidden] Views has a name

  Folder.Kind kind(); // ERROR [name-hidden] Folder has a name

  default List<? extends Views[]> all() { // ERROR [name-hidden] Views has a name
    return List.of();
  }

  HiddenKind other();
}

enum Views { A }

enum HiddenKind { A }

class Folder {
  enum Kind { A }
}
