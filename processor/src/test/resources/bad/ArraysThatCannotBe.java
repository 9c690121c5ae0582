package bad;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface ArraysThatCannotBe {
  int[][] matrix(); // ERROR [array-of-arrays] matrix() is int[][], an array of arrays. Declare one array of rows * columns, or a struct that is a row and an array of it: @Length(4) Row matrix(int index)

  @Length(4)
  int[][] grid(); // ERROR [array-of-arrays] grid() is int[][]

  @Length(4)
  int[] row(int index); // ERROR [array-of-arrays] row(int) is int[]

  @Length(4)
  Thread.State[] states(); // ERROR [array-of-references] states() is java.lang.Thread.State[]. An array of what is no primitive is declared by its elements: @Length(16) java.lang.Thread.State states(int index)

  String[] names(); // ERROR [array-of-strings] names() is an array of String

  @Length(4)
  String name(int index); // ERROR [array-of-strings] name(int) is an array of String, and @Length cannot say both how many and how long. Put the String into a struct of its own, and declare an array of that: @Length(16) Name name(int index)
}
