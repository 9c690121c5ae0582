package config;

import java.time.Duration;
import org.sharedstruct.SharedStruct;

/** Its fields are named as operations of ours, which give way. */
@SharedStruct
public interface Config {
  long version();

  int lock();

  int raw();

  long segment();

  int snapshot();

  int length();

  int get();

  int allocate();

  int toRecord();

  long slice();

  int set();

  int update();

  Duration changes();
}
