package bad;

import org.sharedstruct.SharedStruct;

/** The component of {@code int} is renamed, since a keyword cannot name it: to {@code int_}. */
@SharedStruct
public interface FieldsThatBecomeOneComponent {
  int getInt();

  int int_(); // ERROR [field-twice] int_ is declared by both getInt() and int_(). Keep one of them
}
