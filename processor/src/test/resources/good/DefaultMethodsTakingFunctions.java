package good;

import java.util.function.UnaryOperator;
import org.sharedstruct.SharedStruct;

/** Lambdas could mean these or ours: -Xlint:overloads says so at the user's, who did nothing wrong. */
@SharedStruct
public interface DefaultMethodsTakingFunctions {
  float x();

  default float update(UnaryOperator<Float> step) {
    return step.apply(x());
  }

  default float compute(UnaryOperator<Float> step) {
    return step.apply(x());
  }
}
