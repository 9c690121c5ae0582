package org.sharedstruct.tool;

import picocli.CommandLine.IVersionProvider;

/** The version, as the jar's manifest has it. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"sharedstruct " + ofThis()};
  }

  /** That of this tool. */
  static String ofThis() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "of no version" : version;
  }
}
