package good;

import org.sharedstruct.SharedStruct;

/** Names that the generated methods give to their parameters and variables. */
@SharedStruct
public interface FieldsNamedLikeParametersAndLocals {
  float value();

  float values();

  int view();

  int record();

  int source();

  int raw();

  int segment();

  long offset();

  long owner();

  int guard();

  int index();

  int from();

  int first();

  int length();

  int options();

  int path();

  int name();

  int initial();

  int memory();

  int attachment();

  int allocator();

  int action();

  int function();

  int timeout();

  int result();

  int failure();

  int size();

  int T();

  int this_();

  int super_();

  int self();

  int that();
}
