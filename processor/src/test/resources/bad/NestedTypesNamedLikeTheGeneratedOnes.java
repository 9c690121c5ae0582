package bad;

import org.sharedstruct.SharedStruct;

@SharedStruct("Point")
public interface NestedTypesNamedLikeTheGeneratedOnes {
  float x();

  interface RawPoint {} // ERROR [nested-type-taken] bad.NestedTypesNamedLikeTheGeneratedOnes.RawPoint hides

  interface GuardedPoint {} // ERROR [nested-type-taken] bad.NestedTypesNamedLikeTheGeneratedOnes.GuardedPoint hides

  interface SharedPoint {} // ERROR [nested-type-taken] bad.NestedTypesNamedLikeTheGeneratedOnes.SharedPoint hides

  interface PointRecord {} // ERROR [nested-type-taken] bad.NestedTypesNamedLikeTheGeneratedOnes.PointRecord hides
}
