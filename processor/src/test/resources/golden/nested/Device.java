package devices;

import org.sharedstruct.SharedStruct;

/** Has a struct for its own package. */
public final class Device {

  private Device() {}

  /** Not public, so that its generated types are not public either. */
  @SharedStruct
  interface State {
    int code();
  }
}
