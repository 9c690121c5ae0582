package org.sharedstruct.tests;

import java.io.IOException;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sharedstruct.SharedMemory;
import org.sharedstruct.tests.child.FaultPoint;

/**
 * Copies of the library's classes with a {@link FaultPoint} before each call and each allocation,
 * so that each can be made to fail.
 */
final class FaultPoints extends ClassCopies {

  private static final ClassDesc FAULT_POINT = ClassDesc.of(FaultPoint.class.getName());

  /** How a child names a point. */
  private static final Pattern NUMBER = Pattern.compile("#(\\d+)");

  FaultPoints(Path folder) {
    super(folder);
  }

  /**
   * Adds the points of all classes of the library: none is listed by hand, so none is forgotten.
   */
  FaultPoints addLibrary() throws Exception {
    return addAll(SharedMemory.class, "org/sharedstruct/", "");
  }

  /** Adds the points of the views that were generated for a struct of the tests. */
  FaultPoints addViews(Class<?> struct) throws Exception {
    String views = "(Guarded%1$s|Raw%1$s|%1$sRecord).*".formatted(struct.getSimpleName());
    return addAll(struct, struct.getPackageName().replace('.', '/') + "/", views);
  }

  /** Adds classes that came with another one, folder or jar. */
  private FaultPoints addAll(Class<?> oneOfThem, String prefix, String names) throws Exception {
    Path origin = Path.of(oneOfThem.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(origin)) {
      addBelow(origin, prefix, names);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(origin)) {
        addBelow(jar.getPath("/"), prefix, names);
      }
    }
    return this;
  }

  private void addBelow(Path root, String prefix, String names) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(prefix))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
        String simple = file.getFileName().toString().replace(".class", "");
        if (names.isEmpty() ? !simple.endsWith("-info") : simple.matches(names)) {
          String name = root.relativize(file).toString().replace('/', '.').replace(".class", "");
          addClass(name, simple);
        }
      }
    }
  }

  private void addClass(String name, String simple) throws IOException {
    transform(name, ClassTransform.transformingMethodBodies(
        // a class whose initializer fails is lost, whatever it does
        method -> !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME),
        CodeTransform.ofStateful(() -> new Inserter(simple))));
  }

  /** A line of a child's, with what the points are that it names. */
  String describe(String line) {
    return NUMBER.matcher(line).replaceAll(found ->
        Matcher.quoteReplacement(points().get(Integer.parseInt(found.group(1)))));
  }

  /** Puts the points into one method. */
  private final class Inserter implements CodeTransform {

    private final String name;
    private int line;

    /**
     * Objects that were made and not initialized yet; a constructor without one is the
     * superclass's.
     */
    private int uninitialized;

    Inserter(String name) {
      this.name = name;
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case LineNumber number -> line = number.line();
        case InvokeInstruction call -> precedeCall(code, call);
        case NewObjectInstruction made -> {
          uninitialized++;
          allocation(code, "new " + simple(made.className().name().stringValue()));
        }
        case NewPrimitiveArrayInstruction made -> allocation(code, "new " + made.typeKind() + "[]");
        case NewReferenceArrayInstruction made ->
            allocation(code, "new " + simple(made.componentType().name().stringValue()) + "[]");
        case NewMultiArrayInstruction made -> allocation(code, "new " + made.arrayType());
        case InvokeDynamicInstruction made -> allocation(code, "new lambda " + made.name());
        default -> { }
      }
      code.with(element);
    }

    private void precedeCall(CodeBuilder code, InvokeInstruction call) {
      if (call.name().equalsString(ConstantDescs.INIT_NAME) && uninitialized-- == 0) {
        uninitialized = 0; // super(…) or this(…)
      } else {
        point(code, "beforeCall", callee(call));
      }
    }

    private void allocation(CodeBuilder code, String what) {
      point(code, "beforeAllocation", what);
    }

    private void point(CodeBuilder code, String method, String before) {
      int point = newPoint("%s:%s before %s".formatted(name, line, before));
      code.loadConstant(point).invokestatic(FAULT_POINT, method, INT_TO_VOID);
    }

    private static String simple(String className) {
      return className.substring(className.lastIndexOf('/') + 1);
    }
  }
}
