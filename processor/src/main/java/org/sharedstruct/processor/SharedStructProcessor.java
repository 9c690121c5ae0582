package org.sharedstruct.processor;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.sharedstruct.SharedStruct;
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
  private StructReader reader;

  /** Structs that wait for types which another processor may write, by qualified name. */
  private final Set<String> deferred = new LinkedHashSet<>();

  /** For the compiler, which finds the processor as a service. */
  public SharedStructProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(SharedStruct.class.getName(), Generated.class.getName());
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
    reader = new StructReader(environment, interfaces, compiled);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> structs = new LinkedHashSet<>();
    deferred.forEach(name -> structs.add(processingEnv.getElementUtils().getTypeElement(name)));
    deferred.clear();
    for (Element element : round.getElementsAnnotatedWith(SharedStruct.class)) {
      structs.add((TypeElement) element);
      compiled.addSource((TypeElement) element);
    }
    structs.forEach(this::process);
    return true; // unclaimed, our annotations would be warnings of -Xlint:processing
  }

  private void process(TypeElement type) {
    if (!interfaces.isComplete(type)) {
      deferred.add(type.getQualifiedName().toString());
      return;
    }
    Report report = new Report();
    try {
      reader.read(type, report).ifPresent(struct -> write(type, struct, report));
    } catch (RuntimeException bug) {
      report.add(type, Problem.INTERNAL, type, bug);
    }
    report.print(processingEnv.getMessager());
  }

  private void write(TypeElement type, Struct struct, Report report) {
    for (GeneratedFile file : GeneratedFiles.of(struct, StructLayout.of(struct))) {
      try {
        write(type, file);
      } catch (FilerException taken) {
        report.add(type, Problem.NAME_TAKEN, file.simpleName(), type, otherName(struct));
        return;
      } catch (IOException failure) {
        report.add(type, Problem.INTERNAL, type, failure);
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
