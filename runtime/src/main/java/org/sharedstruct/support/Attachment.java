package org.sharedstruct.support;

import org.sharedstruct.region.Region;

/** A region on its way to the handle that will own it. */
public final class Attachment {

  private final Region region;

  Attachment(Region region) {
    this.region = region;
  }

  Region region() {
    return region;
  }
}
