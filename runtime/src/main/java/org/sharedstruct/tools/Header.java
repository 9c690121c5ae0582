package org.sharedstruct.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.sharedstruct.format.Schema;
import org.sharedstruct.header.CHeader;
import org.sharedstruct.region.Region;

/**
 * Prints the header for C and C++ of a struct: of the one that a region holds, or that a class was
 * generated for.
 *
 * <pre>
 * java -cp sharedstruct.jar org.sharedstruct.tools.Header /dev/shm/target &gt; XY.h
 * java -cp sharedstruct.jar:classes org.sharedstruct.tools.Header com.acme.XY &gt; XY.h
 * </pre>
 */
public final class Header {

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private static final String USAGE = """
      usage: java -cp sharedstruct.jar[:CLASSES] org.sharedstruct.tools.Header FILE|CLASS|--library
      """;

  private static final String HELP = USAGE + """

      Prints the header for C and C++ of a struct: its members with all padding, assertions of
      their places, and the schema as a string.

        FILE   a region, of a struct or of an array of them; if there is no file of that name,
               it is taken for a class
        CLASS  the struct's interface or one of its generated types, on the class path:
               com.acme.XY. Where @SharedStruct("Name") names the types, com.acme.RawName
        --library
               prints sharedstruct.h instead, by which C programs take part in regions

      Exit status: 0, or 1 if there is no header, or 2 if the arguments are wrong.
      """;

  private Header() {}

  /**
   * Runs the program and ends the JVM.
   *
   * @param arguments one file or class, {@code --library}, or {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(run(System.out, System.err, arguments));
  }

  /**
   * Runs the program.
   *
   * @param out gets the header
   * @param err gets what went wrong, in one line
   * @param arguments one file or class, {@code --library}, or {@code --help}
   * @return the exit status
   */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    if (arguments.length == 1 && arguments[0].equals("--help")) {
      return print(HELP, out, err);
    }
    if (arguments.length == 1 && arguments[0].equals("--library")) {
      return print(new String(CHeader.library(), StandardCharsets.US_ASCII), out, err);
    }
    if (arguments.length != 1 || arguments[0].isEmpty() || arguments[0].startsWith("-")) {
      err.print(USAGE);
      return MISUSED;
    }
    try {
      return print(CHeader.of(schema(arguments[0])), out, err);
    } catch (IllegalArgumentException | IOException refused) {
      return fail(arguments[0] + ": " + reason(refused), err);
    }
  }

  /** A header that ends early must not look like one that was written. */
  private static int print(String text, PrintStream out, PrintStream err) {
    out.print(text);
    return out.checkError() ? fail("the output cannot be written", err) : OK;
  }

  private static int fail(String message, PrintStream err) {
    err.print("header: " + message.lines().findFirst().orElse("") + "\n");
    return FAILED;
  }

  private static Schema schema(String fileOrClass) throws IOException {
    try {
      Path file = Path.of(fileOrClass);
      if (Files.exists(file) || fileOrClass.indexOf('/') >= 0) {
        return Region.schemaOf(file);
      }
    } catch (InvalidPathException noPath) {
      // it may be a class all the same
    }
    return SchemaOfClass.find(fileOrClass, Header.class.getClassLoader());
  }

  /** Without the name of the file, which is said anyway. */
  private static String reason(Exception refused) {
    return switch (refused) {
      case FileSystemException file when file.getReason() != null -> file.getReason();
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "this process may not read it";
      default -> String.valueOf(refused.getMessage());
    };
  }
}
