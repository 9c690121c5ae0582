package beans;

import org.sharedstruct.SharedStruct;
import org.sharedstruct.Update;

/** Getters and setters as JavaBeans has them; some setters are void, some return the engine. */
@SharedStruct
public interface Engine {
  boolean isRunning();

  void setRunning(boolean running);

  int getSpeed();

  Engine setSpeed(int speed);

  double getTemperature();

  /**
   * Runs faster.
   *
   * @param by turns per minute
   * @return the speed now
   */
  @Update
  default int accelerate(int by) {
    setSpeed(getSpeed() + by);
    return getSpeed();
  }

  /** Kilowatts, by a rule of thumb. */
  default double power() {
    return getSpeed() * getTemperature() / 1000;
  }

  /** Stands still. */
  @Update
  default void stop() {
    setSpeed(0);
    setRunning(false);
  }
}
