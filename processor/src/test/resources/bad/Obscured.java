package bad;

import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;

@SharedStruct
public interface Obscured { // ERROR [obscured] bad.Obscured has the fields Items and org: in its record, neither the simple name of a type Items nor its full name could be told from them. Rename one of them
  int org();

  @Length(3)
  int Items(int index);

  @SharedStruct
  interface Fine {
    int org();

    int java();

    @Length(3)
    int items(int index);
  }
}
