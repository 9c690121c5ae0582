package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct(size = 20)
public interface SizeImpossible { // ERROR [size-impossible] bad.SizeImpossible has size = 20. The size is a multiple of its alignment, which is 8 bytes, and more than 0
  int x();

  @SharedStruct(size = -8)
  interface SizeNegative { // ERROR [size-impossible] bad.SizeImpossible.SizeNegative has size = -8
    int x();
  }
}
