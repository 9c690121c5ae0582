package good;

import geo.PointRecord;
import geo.RawPoint.Array;
import java.util.List;
import java.util.Map;
import org.sharedstruct.SharedStruct;

/* import wrong.PointRecord; */
@SharedStruct
public interface Imported {
  int x();

  default PointRecord corner() {
    return new PointRecord(x());
  }

  default Map<String, ? extends List<PointRecord[]>> corners(PointRecord... more) {
    return Map.of("more", List.<PointRecord[]>of(more));
  }

  default Array all(Array points) {
    return points;
  }

  default <T extends PointRecord> T same(T point) {
    return point;
  }
}
