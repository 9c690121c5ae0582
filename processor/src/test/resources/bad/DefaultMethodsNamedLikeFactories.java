package bad;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.sharedstruct.SharedStruct;

/** Static methods of the generated types have these signatures, and cannot hide instance methods. */
@SharedStruct
public interface DefaultMethodsNamedLikeFactories {
  float x();

  default DefaultMethodsNamedLikeFactories copyOf(DefaultMethodsNamedLikeFactories other) { // ERROR [operation-taken] copyOf(bad.DefaultMethodsNamedLikeFactories) has
    return other;
  }

  default float of(MemorySegment segment) { // ERROR [operation-taken] of(java.lang.foreign.MemorySegment) has
    return x();
  }

  default float allocate(SegmentAllocator allocator) { // ERROR [operation-taken] allocate(
    return x();
  }
}
