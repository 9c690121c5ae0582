package org.sharedstruct.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of code on a page of the documentation. */
final class Manual {

  private static final Pattern BLOCK = Pattern.compile("^```(\\w+) ?(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private final String page;

  private Manual(String page) {
    this.page = page;
  }

  /**
   * A block of code.
   *
   * @param line where on the page it begins
   * @param language what it is written in
   * @param flag what is not to be done with it, as in Rust's documentation; may be empty
   * @param code its lines
   */
  record Block(int line, String language, String flag, String code) {

    boolean declares() {
      return code.startsWith("class ") || code.startsWith("@SharedStruct");
    }

    /** What lines that print have in a comment behind them. */
    List<String> promised(String comment) {
      return Pattern.compile("(?:print|IO\\.println)\\(.*\\);?  " + comment + " (.*)$", Pattern.MULTILINE)
          .matcher(code).results().map(result -> result.group(1)).toList();
    }

    @Override
    public String toString() {
      return "line " + line;
    }
  }

  /** Reads a page by its path from the project's folder. */
  static Manual read(String file) throws IOException {
    return new Manual(Files.readString(root().resolve(file)));
  }

  /** The project's folder. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("README.md")) ? here : here.getParent();
  }

  /** The lines of the page. */
  List<String> lines() {
    return page.lines().toList();
  }

  /** All blocks in their order. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      int line = (int) page.substring(0, block.start()).lines().count() + 1;
      blocks.add(new Block(line, block.group(1), block.group(2), block.group(3)));
    }
    return blocks;
  }

  /** The blocks of a language and flag. */
  List<Block> blocks(String language, String flag) {
    return blocks().stream()
        .filter(block -> block.language().equals(language) && block.flag().equals(flag))
        .toList();
  }

  /** The block that comes next. */
  Block after(Block block) {
    List<Block> blocks = blocks();
    return blocks.get(blocks.indexOf(block) + 1);
  }
}
