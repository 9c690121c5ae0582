package bad;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Reference {
  Object anything(); // ERROR [reference] anything() is java.lang.Object, a reference, which means nothing in another process. Fields are primitives, enums, String and arrays with @Length, other structs, UUID, Instant and Duration

  @SuppressWarnings("rawtypes")
  List list(); // ERROR [reference] list() is java.util.List, a reference

  List<String> names(); // ERROR [reference] names() is java.util.List<java.lang.String>

  Map<String, Integer> counts(); // ERROR [reference]

  Optional<String> title(); // ERROR [reference]

  @Length(4)
  Object any(int index); // ERROR [reference] any(int) is java.lang.Object

  Void nothing(); // ERROR [reference] nothing() is java.lang.Void
}
