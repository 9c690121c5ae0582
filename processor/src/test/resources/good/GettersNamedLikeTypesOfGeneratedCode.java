package good;

import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct("ManyNames")
public interface GettersNamedLikeTypesOfGeneratedCode {
  enum Mode { ON, OFF }

  int ManyNamesRecord();

  int RawManyNames();

  int GuardedManyNames();

  int SharedManyNames();

  Mode GuardedView();

  @Length(3)
  int Items(int index);

  @Length(3)
  float[] RawView();

  @Atomic
  long Atomics();

  @Length(8)
  String FixedLength();

  int GuardedArray();

  int RawArray();

  int StructCodec();

  int EnumCodec();

  int MemorySegment();

  int String();

  int Object();

  int Override();

  int List();

  int Array();

  int Generated();

  int Mode();

  int Refusal();
}
