package org.sharedstruct.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sharedstruct.support.GeneratedCode;

/**
 * Holds what {@link GeneratedCode} says of versions. For each version there is a file of all that its code takes from
 * the runtime: a line for each type that it extends, with the methods that it must implement, and for each member that
 * it uses. The runtime has all that is in the files of the versions that it runs, and the file of the newest has just
 * what is generated today.
 *
 * <p>A file is written anew with {@code -Dgolden.update=true}, as golden files are. That of a version which was released
 * never changes: whatever would change it asks for a new version.
 */
class GeneratedCodeUsesTest {

  private static final String OURS = "org/sharedstruct/";

  @TempDir Path folder;

  @Test
  void areJustWhatIsRecordedOfThisVersion() throws IOException {
    List<String> uses = List.copyOf(usesOf(
        Compilation.by(Compiler.JAVAC, folder).sources(GoldenFiles.allSources()).run().classes()));
    Path record = record(GeneratedCode.VERSION);
    if (Boolean.getBoolean("golden.update")) {
      Files.write(record, uses);
    }
    assertThat(uses).as("what code of version %d uses; if that was released, raise it", GeneratedCode.VERSION)
        .isEqualTo(Files.readAllLines(record));
  }

  static Stream<Integer> versions() {
    return IntStream.rangeClosed(GeneratedCode.OLDEST, GeneratedCode.VERSION).boxed();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void areThereInThisRuntime(int version) throws IOException {
    assertThat(Files.readAllLines(record(version))).as("what code of version %d uses", version).isNotEmpty()
        .allMatch(GeneratedCodeUsesTest::isThere);
  }

  private static Path record(int version) {
    return Inputs.folder("generated-code").resolve("version-" + version + ".txt");
  }

  private static SortedSet<String> usesOf(Path classes) throws IOException {
    SortedSet<String> uses = new TreeSet<>();
    for (Path file : Inputs.filesIn(classes)) {
      ClassModel type = ClassFile.of().parse(file);
      type.superclass().map(ClassEntry::asInternalName).filter(name -> name.startsWith(OURS))
          .ifPresent(name -> uses.add("extends " + name + " " + abstractMethods(load(name))));
      StreamSupport.stream(type.constantPool().spliterator(), false)
          .filter(MemberRefEntry.class::isInstance)
          .map(MemberRefEntry.class::cast)
          .filter(member -> member.owner().asInternalName().startsWith(OURS))
          .forEach(member -> uses.add("uses " + member.owner().asInternalName() + " " + member.name().stringValue() + " "
              + member.type().stringValue()));
    }
    return uses;
  }

  private static boolean isThere(String use) {
    String[] words = use.split(" ", 3);
    Class<?> type = load(words[1]);
    if (words[0].equals("extends")) {
      return !Modifier.isFinal(type.getModifiers()) && abstractMethods(type).toString().equals(words[2]);
    }
    return members(type).anyMatch(words[2]::equals);
  }

  /** Its own members and those that it inherits, as they are written in class files. */
  private static Stream<String> members(Class<?> type) {
    Stream<String> own = Stream.of(
            Stream.of(type.getDeclaredFields()).map(field -> field.getName() + " " + field.getType().descriptorString()),
            Stream.of(type.getDeclaredMethods()).map(GeneratedCodeUsesTest::described),
            Stream.of(type.getDeclaredConstructors()).map(constructor -> "<init> "
                + MethodType.methodType(void.class, constructor.getParameterTypes()).descriptorString()))
        .flatMap(members -> members);
    Stream<Class<?>> supertypes = Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
    return Stream.concat(own, supertypes.flatMap(GeneratedCodeUsesTest::members));
  }

  private static String described(Method method) {
    return method.getName() + " "
        + MethodType.methodType(method.getReturnType(), method.getParameterTypes()).descriptorString();
  }

  /** What a type that extends it must implement. */
  private static SortedSet<String> abstractMethods(Class<?> type) {
    SortedSet<String> methods = new TreeSet<>();
    List<Class<?>> classes = Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass).toList();
    for (Class<?> declaring : classes.reversed()) {
      for (Method method : declaring.getDeclaredMethods()) {
        if (Modifier.isAbstract(method.getModifiers())) {
          methods.add(described(method));
        } else {
          methods.remove(described(method));
        }
      }
    }
    return methods;
  }

  private static Class<?> load(String internalName) {
    try {
      return Class.forName(internalName.replace('/', '.'), false, GeneratedCode.class.getClassLoader());
    } catch (ClassNotFoundException gone) {
      throw new AssertionError(gone);
    }
  }
}
