package bad;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Pointer {
  MemorySegment memory(); // ERROR [pointer] memory() is java.lang.foreign.MemorySegment, which leads to memory of this process: in another process the same address holds something else. Share the bytes themselves, for instance: @Length(64) byte[] data();

  ByteBuffer buffer(); // ERROR [pointer] buffer() is java.nio.ByteBuffer

  Arena arena(); // ERROR [pointer] arena() is java.lang.foreign.Arena
}
