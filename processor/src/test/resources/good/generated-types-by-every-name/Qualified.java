package good;

import java.util.List;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Qualified {
  int x();

  default geo.PointRecord corner() {
    return new geo.PointRecord(x());
  }

  default List<geo.RawPlace.Array> all(geo.RawPlace.Array places) {
    return List.of(places);
  }

  default good.QualifiedRecord copy() {
    return good.QualifiedRecord.copyOf(this);
  }
}
