import org.sharedstruct.SharedStruct;

/** In no package. */
@SharedStruct
public interface Pair {
  long first();

  long second();
}
