package org.sharedstruct.processor;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaFileObject;
import org.sharedstruct.Align;
import org.sharedstruct.Atomic;
import org.sharedstruct.Length;
import org.sharedstruct.SharedStruct;
import org.sharedstruct.Unsigned;
import org.sharedstruct.Update;
import org.sharedstruct.processor.codegen.GeneratedFile;
import org.sharedstruct.processor.codegen.GeneratedFiles;
import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.Generated;

/**
 * Runs the stages for each {@link SharedStruct}: read, lay out, generate. A struct with problems is not
 * generated; the others are.
 */
@AutoService(Processor.class)
public final class SharedStructProcessor extends AbstractProcessor {

  private Interfaces interfaces;
  private CompiledStructs compiled;
  private GeneratedTypes generated;
  private StructReader reader;

  /** Structs that wait for types which another processor may write, by qualified name. */
  private final Set<String> deferred = new LinkedHashSet<>();

  private boolean isReleaseTold;

  /** The types that there are: the user's, and those that were generated. */
  private final Set<String> taken = new HashSet<>();

  /** For the compiler, which finds the processor as a service. */
  public SharedStructProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Stream.of(SharedStruct.class, Generated.class, Length.class, Unsigned.class, Align.class, Atomic.class,
            Update.class)
        .map(Class::getName)
        .collect(Collectors.toSet());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    interfaces = new Interfaces(environment.getElementUtils());
    compiled = new CompiledStructs(environment.getElementUtils(), interfaces);
    generated = new GeneratedTypes(environment.getElementUtils(), interfaces);
    reader = new StructReader(environment, interfaces, compiled, generated);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    ElementFilter.typesIn(round.getRootElements()).forEach(type -> taken.add(type.getQualifiedName().toString()));
    Set<TypeElement> structs = new LinkedHashSet<>();
    deferred.forEach(name -> structs.add(processingEnv.getElementUtils().getTypeElement(name)));
    deferred.clear();
    for (Element element : round.getElementsAnnotatedWith(SharedStruct.class)) {
      structs.add((TypeElement) element);
      compiled.addSource((TypeElement) element);
      generated.expect((TypeElement) element);
    }
    if (processingEnv.getSourceVersion().compareTo(SourceVersion.RELEASE_25) < 0) {
      structs.stream().limit(isReleaseTold ? 0 : 1).forEach(this::refuseRelease);
    } else {
      structs.forEach(this::process);
    }
    return true; // unclaimed, our annotations would be warnings of -Xlint:processing
  }

  /** Once, as it is true of all of them; what javac makes of code for a later release would hide it. */
  private void refuseRelease(TypeElement struct) {
    isReleaseTold = true;
    Report report = new Report();
    report.add(struct, Problem.RELEASE, processingEnv.getSourceVersion().ordinal());
    report.print(processingEnv.getMessager());
  }

  private void process(TypeElement type) {
    Report report = new Report();
    try {
      if (!Interfaces.isComplete(type, generated)) {
        deferred.add(type.getQualifiedName().toString());
        return;
      }
      reader.read(type, report).ifPresent(struct -> generate(type, struct, report));
    } catch (RuntimeException bug) {
      report.add(type, Problem.INTERNAL, type, bug);
    }
    report.print(processingEnv.getMessager());
  }

  /** All files of a struct or none: half of them would be errors in code that is not the user's. */
  private void generate(TypeElement type, Struct struct, Report report) {
    List<GeneratedFile> files = GeneratedFiles.of(struct, StructLayout.of(struct));
    for (GeneratedFile file : files) {
      if (!taken.add(file.qualifiedName())) {
        report.add(type, Problem.NAME_TAKEN, file.simpleName(), type, "there is such a type", otherName(struct));
        return;
      }
      Optional<String> owner = compiled.ownerBeside(type, file.qualifiedName());
      if (owner.isPresent()) {
        report.add(type, Problem.NAME_TAKEN, file.simpleName(), type, owner.get(), otherName(struct));
        return;
      }
    }
    for (GeneratedFile file : files) {
      try {
        write(type, file);
      } catch (IOException failure) {
        report.add(type, Problem.CANNOT_WRITE, file.qualifiedName(), failure.getMessage());
        return;
      }
    }
  }

  /** Writes one file, which depends on one source alone: that is what incremental builds ask for. */
  private void write(TypeElement type, GeneratedFile file) throws IOException {
    JavaFileObject target = processingEnv.getFiler().createSourceFile(file.qualifiedName(), type);
    try (Writer writer = target.openWriter()) {
      writer.write(file.source());
    }
  }

  private static String otherName(Struct struct) {
    String nested = String.join("", struct.type().simpleNames());
    return nested.equals(struct.name()) ? struct.name() + "Struct" : nested;
  }
}
