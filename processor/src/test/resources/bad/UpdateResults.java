package bad;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

final class UpdateResults {
  private UpdateResults() {}

  @SharedStruct
  interface Corner {
    int x();

    Corner x(int x);
  }

  @SharedStruct
  interface Box {
    Corner low();

    @Update
    default RawCorner raw() { // ERROR [update-result] raw() has @Update and returns ... a raw view, which would write without the lock
      return null;
    }

    @Update
    default List<RawCorner[]> raws() { // ERROR [update-result] raws() has @Update and returns ... a raw view
      return List.of();
    }

    @Update
    default Optional<RawCorner.Array> all() { // ERROR [update-result] all() has @Update and returns ... a raw view
      return Optional.empty();
    }

    @Update
    default ArrayDeque<Corner> queue() { // ERROR [update-result] queue() has @Update and returns ... and is no List, Set, Collection or Map
      return new ArrayDeque<>();
    }

    @Update
    default List<TreeMap<String, List<Corner>>> map() { // ERROR [update-result] map() has @Update and returns ... and is no List
      return List.of();
    }

    @Update
    default Map<String, Corner[]> fine() {
      return Map.of();
    }

    @Update
    default ArrayList<String> names() {
      return new ArrayList<>();
    }
  }
}
