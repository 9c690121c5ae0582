package org.sharedstruct.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Writes a manual page for each command, of the same model that {@code --help} prints, as {@code
 * man(7)} wants it; the build runs it. (picocli's own generator writes AsciiDoc, and to make pages
 * of that takes a Ruby of 30 MB and twenty seconds of each build.)
 */
final class ManPages {

  private static final String NAME = "sharedstruct";

  private final String version;

  private ManPages(String version) {
    this.version = version;
  }

  /** Writes the pages of a version into folders. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> pages = new ManPages(arguments[0]).pages(Sharedstruct.commandLine());
    for (String folder : Arrays.asList(arguments).subList(1, arguments.length)) {
      Path section = Files.createDirectories(Path.of(folder, "man1"));
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(section.resolve(page.getKey() + ".1"), page.getValue());
      }
    }
  }

  private Map<String, String> pages(CommandLine all) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(NAME, page(all.getCommandSpec()));
    all.getSubcommands().values().forEach(command ->
        pages.put(name(command.getCommandSpec()), page(command.getCommandSpec())));
    return pages;
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  private String page(CommandSpec spec) {
    UsageMessageSpec usage = spec.usageMessage();
    List<String> lines = new ArrayList<>();
    lines.add(".TH \"" + text(name(spec).toUpperCase(Locale.ROOT)) + "\" \"1\" \"\" \"" + text(NAME + " " + version)
        + "\" \"SharedStruct\"");
    lines.addAll(List.of(".SH NAME", text(name(spec)) + " \\- " + text(summary(usage)), ".SH SYNOPSIS"));
    lines.add(".B " + text(spec.qualifiedName()));
    lines.add(text(synopsis(spec)));
    lines.add(".SH DESCRIPTION");
    Stream.of(usage.description()).map(line -> line.isEmpty() ? ".PP" : text(line)).forEach(lines::add);
    section("COMMANDS", spec.subcommands().values().stream().map(command ->
        entry(bold(command.getCommandName()), summary(command.getCommandSpec().usageMessage()))), lines);
    section("ARGUMENTS", spec.positionalParameters().stream()
        .map(argument -> entry(italic(argument.paramLabel()), description(argument))), lines);
    section("OPTIONS", spec.options().stream()
        .map(option -> entry(heading(option), description(option))), lines);
    section("EXIT STATUS", usage.exitCodeList().entrySet().stream()
        .map(status -> entry(bold(status.getKey()), status.getValue())), lines);
    footer(usage.footer(), lines);
    lines.add(".SH SEE ALSO");
    lines.add(spec.root() == spec ? spec.subcommands().values().stream()
        .map(command -> bold(name(command.getCommandSpec())) + "(1)").collect(Collectors.joining(",\n"))
        : bold(NAME) + "(1)");
    return String.join("\n", lines) + "\n";
  }

  /** The first sentence, as lists of pages have it: without the dot. */
  private static String summary(UsageMessageSpec usage) {
    return usage.description()[0].replaceFirst("\\.$", "");
  }

  private static String synopsis(CommandSpec spec) {
    Help help = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF));
    return help.synopsis(0).strip().replaceAll("\\s+", " ").substring(spec.qualifiedName().length()).strip();
  }

  private static void section(String head, Stream<String> entries, List<String> lines) {
    List<String> all = entries.toList();
    if (!all.isEmpty()) {
      lines.add(".SH " + head);
      lines.addAll(all);
    }
  }

  private static String entry(String term, String description) {
    return ".TP\n" + term + "\n" + text(description);
  }

  private static String heading(OptionSpec option) {
    String names = Stream.of(option.names()).map(ManPages::bold).collect(Collectors.joining(", "));
    return option.arity().max() == 0 ? names : names + "=" + italic(option.paramLabel());
  }

  private static String description(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  /** Examples are printed as they are, and all else as a paragraph. */
  private static void footer(String[] footer, List<String> lines) {
    boolean isHeaded = false;
    for (String line : footer) {
      if (line.matches("Examples?:")) {
        lines.add(".SH EXAMPLES");
        isHeaded = true;
      } else if (line.startsWith("  ")) {
        lines.addAll(List.of(".PP", ".EX", "    " + text(line.strip()), ".EE"));
      } else if (!line.isEmpty()) {
        lines.addAll(List.of(isHeaded ? ".PP" : ".SH NOTES", text(line)));
        isHeaded = true;
      }
    }
  }

  private static String bold(String text) {
    return "\\fB" + text(text) + "\\fR";
  }

  private static String italic(String text) {
    return "\\fI" + text(text) + "\\fR";
  }

  /**
   * As roff takes it for text: no escape, no command at the beginning of a line, and a hyphen that
   * can be copied.
   */
  private static String text(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
  }
}
