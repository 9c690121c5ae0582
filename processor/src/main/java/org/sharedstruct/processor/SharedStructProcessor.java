package org.sharedstruct.processor;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedOptions;
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
import org.sharedstruct.support.GeneratedCode;

/**
 * Runs the stages for each {@link SharedStruct}: read, lay out, generate. A struct with problems is not
 * generated; the others are.
 */
@AutoService(Processor.class)
@SupportedOptions(Headers.OPTION)
public final class SharedStructProcessor extends AbstractProcessor {

  private Interfaces interfaces;
  private CompiledStructs compiled;
  private GeneratedTypes generated;
  private StructReader reader;
  private Headers headers;

  /** Structs that wait for types which another processor may write, by qualified name. */
  private final Set<String> deferred = new LinkedHashSet<>();

  private boolean isRunRefused;

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
    headers = new Headers(environment.getOptions());
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
    Report report = new Report();
    structs.stream().findFirst().ifPresent(struct -> checkRun(struct, report));
    if (report.isEmpty()) {
      structs.forEach(this::process);
    } else if (!isRunRefused) {
      isRunRefused = true; // it is true of all of them, and those of a later round
      report.print(processingEnv.getMessager());
    }
    if (round.processingOver()) {
      tellOfUnknownNames();
    }
    return true; // unclaimed, our annotations would be warnings of -Xlint:processing
  }

  /** What was waited for in vain is the compiler's to refuse; we may know what was meant. */
  private void tellOfUnknownNames() {
    Report report = new Report();
    UnknownNames unknown = new UnknownNames(
        new KnownTypes(generated), Stream.concat(compiled.sourceNames(), generated.names()));
    deferred.forEach(name -> unknown.tell(processingEnv.getElementUtils().getTypeElement(name), report));
    report.print(processingEnv.getMessager());
  }

  /** What the compiler makes of code for a later release, or for another runtime, would hide the cause. */
  private void checkRun(TypeElement struct, Report report) {
    if (processingEnv.getSourceVersion().compareTo(SourceVersion.RELEASE_25) < 0) {
      report.add(struct, Problem.RELEASE, processingEnv.getSourceVersion().ordinal());
    }
    int newest = compiled.constant(GeneratedCode.class, "VERSION").orElse(0);
    int oldest = compiled.constant(GeneratedCode.class, "OLDEST").orElse(0);
    if (GeneratedCode.VERSION < oldest || GeneratedCode.VERSION > newest) {
      report.add(struct, Problem.RUNTIME_VERSION, GeneratedCode.VERSION, oldest, newest);
    }
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
    Map<GeneratedFile, JavaFileObject> targets = new LinkedHashMap<>();
    StructLayout layout = StructLayout.of(struct);
    for (GeneratedFile file : GeneratedFiles.of(struct, layout)) {
      boolean isFree = taken.add(file.qualifiedName());
      if (!isFree && compiled.isGeneratedFor(type, file.qualifiedName())) {
        report.add(type, Problem.GENERATED_IS_SOURCE, file.simpleName(), type);
        return;
      }
      Optional<String> owner = isFree
          ? compiled.ownerBeside(type, file.qualifiedName()).or(() -> create(type, file, targets, report))
          : Optional.of("there is such a type");
      owner.ifPresent(other ->
          report.add(type, Problem.NAME_TAKEN, file.simpleName(), type, other, otherName(struct)));
      if (!report.isEmpty()) {
        return;
      }
    }
    targets.forEach((file, target) -> write(type, file, target, report));
    headers.write(type, layout.schema(), report);
  }

  /**
   * Begins one file, which depends on one source alone: that is what incremental builds ask for.
   *
   * @return to whom the name belongs, in words, if it is taken
   */
  private Optional<String> create(
      TypeElement type, GeneratedFile file, Map<GeneratedFile, JavaFileObject> targets, Report report) {
    try {
      targets.put(file, processingEnv.getFiler().createSourceFile(file.qualifiedName(), type));
    } catch (FilerException taken) {
      return Optional.of("another annotation processor writes that type");
    } catch (IOException failure) {
      report.add(type, Problem.CANNOT_WRITE, file.qualifiedName(), failure.getMessage());
    }
    return Optional.empty();
  }

  private static void write(TypeElement type, GeneratedFile file, JavaFileObject target, Report report) {
    try (Writer writer = target.openWriter()) {
      writer.write(file.source());
    } catch (IOException failure) {
      report.add(type, Problem.CANNOT_WRITE, file.qualifiedName(), failure.getMessage());
    }
  }

  private static String otherName(Struct struct) {
    String nested = String.join("", struct.type().simpleNames());
    return nested.equals(struct.name()) ? struct.name() + "Struct" : nested;
  }
}
