package org.sharedstruct.processor;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first sentence of a doc comment, to stand in another one. */
final class Summary {

  private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@");
  private static final Pattern PARAGRAPH = Pattern.compile("(?i)<p\\b|<ul\\b|<ol\\b|<pre\\b|<table\\b|\n\\s*\n");
  private static final Pattern SENTENCE = Pattern.compile("[.!?](?=\\s|$)");

  /** A reference that can be followed where it stands, and perhaps not elsewhere. */
  private static final Pattern REFERENCE = Pattern.compile("\\{@link(?:plain)?\\s+(\\S+?)\\s*\\}");
  private static final Pattern LABELLED = Pattern.compile("\\{@link(?:plain)?\\s+\\S+\\s+([^{}]*)\\}");
  private static final Pattern RETURN = Pattern.compile("\\{@(?:return|summary)\\s+((?:[^{}]|\\{[^{}]*\\})*)\\}");
  private static final Pattern CODE = Pattern.compile("\\{@code [^{}]*\\}");
  private static final Pattern MARKDOWN_CODE = Pattern.compile("`([^`{}\n]+)`");

  private Summary() {}

  /** The sentence, in one line; without markup but for code. Empty if there is none. */
  static String of(String comment) {
    String text = until(PARAGRAPH, until(BLOCK_TAG, comment)).strip().replaceAll("\\s+", " ");
    text = RETURN.matcher(text).replaceAll("$1");
    text = MARKDOWN_CODE.matcher(text).replaceAll("{@code $1}");
    text = REFERENCE.matcher(text).replaceAll(link -> Matcher.quoteReplacement(
        "{@code " + link.group(1).replace('#', '.').replaceFirst("^\\.", "") + "}"));
    text = LABELLED.matcher(text).replaceAll("$1");
    String sentence = first(text);
    boolean hasOtherMarkup = CODE.matcher(sentence).replaceAll("").matches(".*[{}<>&@\\\\].*");
    return sentence.isEmpty() || hasOtherMarkup ? "" : capitalized(sentence);
  }

  private static String until(Pattern end, String text) {
    Matcher found = end.matcher(text);
    return found.find() ? text.substring(0, found.start()) : text;
  }

  private static String first(String text) {
    Matcher end = SENTENCE.matcher(text);
    if (end.find()) {
      return text.substring(0, end.end());
    }
    return text.isEmpty() ? text : text + ".";
  }

  private static String capitalized(String sentence) {
    int first = sentence.offsetByCodePoints(0, 1);
    return sentence.substring(0, first).toUpperCase(Locale.ROOT) + sentence.substring(first);
  }
}
