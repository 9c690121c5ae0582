package good;

import java.io.IOException;
import java.nio.file.Path;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Static {
  float x();

  static StaticRecord of(float x) {
    return new StaticRecord(x);
  }

  static SharedStatic open(Path path) throws IOException {
    return SharedStatic.open(path);
  }
}
