package org.sharedstruct.tool.value;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sharedstruct.InvalidRegionException;
import org.sharedstruct.NotARegionException;
import org.sharedstruct.RegionRemovedException;

/** A folder with regions, which has other files as well. */
public final class Folder {

  /** What a file is, if it is a region or was one. */
  public sealed interface Found {

    /**
     * Where it is.
     *
     * @return the file
     */
    Path file();
  }

  /**
   * A region that can be looked at.
   *
   * @param file where it is
   * @param look to be closed by the caller
   */
  public record Intact(Path file, Look look) implements Found {}

  /**
   * A region that was removed, but still has its name.
   *
   * @param file where it is
   */
  public record Removed(Path file) implements Found {}

  /**
   * A region that cannot be opened.
   *
   * @param file where it is
   * @param why what is wrong with it, without its name
   */
  public record Damaged(Path file, String why) implements Found {}

  private Folder() {}

  /**
   * The files that may be regions, by their names. Hidden ones are not.
   *
   * @param folder where
   * @return the files
   * @throws NotDirectoryException if it is a file
   * @throws IOException if it cannot be read
   */
  public static List<Path> files(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    return entries(folder, file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * The folders within it, by their names. Hidden ones are not, nor links.
   *
   * @param folder where
   * @return the folders
   * @throws IOException if it cannot be read
   */
  public static List<Path> folders(Path folder) throws IOException {
    return entries(folder, file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS));
  }

  private static List<Path> entries(Path folder, DirectoryStream.Filter<Path> wanted) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder,
        file -> !file.getFileName().toString().startsWith(".") && wanted.accept(file))) {
      all.forEach(entries::add);
    }
    entries.sort(null);
    return entries;
  }

  /**
   * Begins to look at a file.
   *
   * @param file perhaps a region
   * @return what it is; empty if it is something else, gone, or belongs to somebody else who lets
   *     nobody read it
   */
  public static Optional<Found> look(Path file) {
    try {
      return Optional.of(new Intact(file, Look.at(file)));
    } catch (NotARegionException | NoSuchFileException notOurs) {
      return Optional.empty();
    } catch (RegionRemovedException removed) {
      return Optional.of(new Removed(file));
    } catch (InvalidRegionException | IllegalStateException damaged) {
      return Optional.of(new Damaged(file, why(damaged)));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static String why(Exception damaged) {
    String reason = damaged instanceof FileSystemException file && file.getReason() != null
        ? file.getReason() : String.valueOf(damaged.getMessage());
    return reason.lines().findFirst().orElse("");
  }
}
