package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Members of a generated type as they look there, with an empty line between them. What differs from struct to struct
 * is a hole: {@code $name}, or {@code ${name}} before more letters. {@link ImportedTypes} are imported where they are
 * named. A line or a parameter that is only a hole stands for any number of annotations, statements or parameters.
 */
final class Template {

  private final List<Member> members;

  private Template(List<Member> members) {
    this.members = members;
  }

  static Template of(String text) {
    return new Template(Stream.of(text.strip().split("\n\n")).map(Member::of).toList());
  }

  List<FieldSpec> constants(Holes holes) {
    return members.stream().map(member -> member.constant(holes)).toList();
  }

  List<MethodSpec> methods(Holes holes) {
    return members.stream().map(member -> member.method(holes)).toList();
  }

  /** A method or a constant; what it does not have is null. */
  private record Member(Code javadoc, String[] annotations, Modifier[] modifiers, String type, String name,
      String[] parameters, boolean isVarargs, String exception, Code code) {

    private static final Pattern PARTS = Pattern.compile("""
        (?: /\\*\\* (?<javadoc>.*?) \\*/ \\n )?
        (?<annotations> (?: [@$]\\w+ \\n )* )
        (?<modifiers> (?: (?: public|protected|private|static|final ) \\s )* )
        (?: (?<type> [^(={]+ ) \\s )?
        (?<name> [\\w${}]+ )
        (?: \\s=\\s (?<value>.*);
        | (?: \\( (?<parameters>[^)]*) \\) )? \\s+ (?: throws\\s (?<exception>\\w+) \\s )? \\{ (?<body>.*) \\} )
        """, Pattern.COMMENTS | Pattern.DOTALL);

    static Member of(String text) {
      Matcher parts = PARTS.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException("this is no member:\n" + text);
      }
      String parameters = parts.group("parameters");
      return new Member(
          Code.javadoc(parts.group("javadoc")),
          items(parts.group("annotations"), "\n"),
          Stream.of(items(parts.group("modifiers"), " "))
              .map(word -> Modifier.valueOf(word.toUpperCase(Locale.ROOT))).toArray(Modifier[]::new),
          parts.group("type"),
          parts.group("name"),
          parameters == null ? null : items(parameters.replace("...", "[]"), ",\\s+(?![^<]*>)"),
          parameters != null && parameters.contains("..."),
          parts.group("exception"),
          parts.group("value") == null ? Code.statements(parts.group("body")) : Code.initializer(parts.group("value")));
    }

    private static String[] items(String text, String separator) {
      return text.isEmpty() ? new String[0] : text.split(separator);
    }

    FieldSpec constant(Holes holes) {
      return FieldSpec.builder(holes.type(type), holes.name(name), modifiers)
          .addJavadoc(javadoc.fill(holes))
          .initializer(code.fill(holes))
          .build();
    }

    MethodSpec method(Holes holes) {
      MethodSpec.Builder method = begun(holes)
          .addJavadoc(javadoc.fill(holes))
          .addAnnotations(holes.annotations(annotations))
          .addModifiers(modifiers)
          .addCode(code.fill(holes));
      if (parameters != null) {
        method.addParameters(holes.parameters(parameters)).varargs(isVarargs);
      }
      if (exception != null) {
        method.addException(ImportedTypes.of(exception));
      }
      return method.build();
    }

    private MethodSpec.Builder begun(Holes holes) {
      if (type != null) {
        return MethodSpec.methodBuilder(holes.name(name)).returns(holes.type(type));
      }
      return parameters != null ? MethodSpec.constructorBuilder() : MethodSpec.compactConstructorBuilder();
    }
  }
}
