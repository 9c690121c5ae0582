package org.sharedstruct.processor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import org.sharedstruct.format.Schema;
import org.sharedstruct.header.CHeader;

/**
 * Writes a header for C of each struct, if an option says where, and {@code sharedstruct.h} beside
 * them. It goes past the {@link javax.annotation.processing.Filer}, which knows the folders of Java
 * alone. So build tools do not know of these files: they delete none when a struct is gone.
 */
final class Headers {

  /** Names the folder. */
  static final String OPTION = "sharedstruct.headers";

  private final boolean isAsked;
  private final String folder;

  /** The structs of this run by the names of their headers, and of what these declare. */
  private final Map<String, TypeElement> owners = new HashMap<>();

  /** Whether it was said already that there is no folder; it is so for all structs. */
  private boolean isToldOfFolder;

  Headers(Map<String, String> options) {
    isAsked = options.containsKey(OPTION);
    folder = options.get(OPTION);
  }

  /** Writes the header of a struct, if that is asked for. */
  void write(TypeElement type, Schema schema, Report report) {
    if (!isAsked || isToldOfFolder) {
      return;
    }
    if (folder == null || folder.isBlank()) {
      isToldOfFolder = true;
      report.add(type, Problem.HEADERS);
      return;
    }
    String name = CHeader.fileName(schema);
    if (isTaken(type, "the header " + name, name, report)) {
      return;
    }
    for (String declared : CHeader.names(schema)) {
      if (isTaken(type, "the name " + declared + " in their headers for C", declared, report)) {
        return;
      }
    }
    try {
      Path directory = Files.createDirectories(Path.of(folder));
      writeIfChanged(directory.resolve(CHeader.LIBRARY), CHeader.library());
      byte[] header = CHeader.of(schema).getBytes(StandardCharsets.US_ASCII);
      writeIfChanged(directory.resolve(name), header);
    } catch (IOException | InvalidPathException failure) {
      isToldOfFolder = true;
      report.add(type, Problem.CANNOT_WRITE, name + " in " + folder, reason(failure));
    }
  }

  private boolean isTaken(TypeElement type, String what, String name, Report report) {
    TypeElement other = owners.putIfAbsent(name, type);
    if (other == null) {
      return false;
    }
    report.add(type, Problem.HEADER_TAKEN, type.getQualifiedName(), other.getQualifiedName(), what);
    return true;
  }

  /** A file that is written is newer than what was made of it, and make would make that again. */
  private static void writeIfChanged(Path file, byte[] bytes) throws IOException {
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
      Files.write(file, bytes);
    }
  }

  private static String reason(Exception failure) {
    return switch (failure) {
      case FileAlreadyExistsException file -> file.getFile() + " is a file";
      case AccessDeniedException denied -> denied.getFile() + " may not be written by the compiler";
      default -> failure.getMessage();
    };
  }
}
