package org.sharedstruct.types;

import java.util.concurrent.locks.ReentrantLock;

/** A lock that counts how often it is taken. */
final class CountingLock extends ReentrantLock {

  private static final long serialVersionUID = 1;

  private int count;

  @Override
  public void lock() {
    super.lock();
    count++;
  }

  /** How often it was taken since this was asked last. */
  int takeCount() {
    int taken = count;
    count = 0;
    return taken;
  }
}
