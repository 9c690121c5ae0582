package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types that templates name as if they were imported, which then they are. */
final class ImportedTypes {

  private static final Map<String, ClassName> TYPES = """
      java.io IOException
      java.lang Object Override String UnsupportedOperationException
      java.lang.foreign Arena MemorySegment SegmentAllocator StructLayout
      java.lang.invoke VarHandle
      java.nio.file Path
      java.util Iterator List
      org.sharedstruct.support ArrayHandle AtomicField Attachment FixedLength GeneratedCode GuardedView
      org.sharedstruct.support Layouts RawView RecordContents Refusal RegionRequest StructCodec
      org.sharedstruct.support StructHandle ViewGuard
      """.lines()
      .flatMap(ImportedTypes::inPackage)
      .collect(Collectors.toUnmodifiableMap(ClassName::simpleName, Function.identity()));

  private ImportedTypes() {}

  private static Stream<ClassName> inPackage(String line) {
    String[] words = line.split(" ");
    return Stream.of(words).skip(1).map(type -> ClassName.get(words[0], type));
  }

  static boolean contain(String simpleName) {
    return TYPES.containsKey(simpleName);
  }

  /** The type of that name; one that is not imported is inherited. */
  static ClassName of(String simpleName) {
    ClassName type = TYPES.get(simpleName);
    return type != null ? type : ClassName.get("", simpleName);
  }
}
