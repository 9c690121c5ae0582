package org.sharedstruct.processor;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** Our processor; a test sees each source file that it is about to create, and may object. */
final class WatchedProcessor extends AbstractProcessor {

  /** Is told of source files. */
  @FunctionalInterface
  interface Watcher {

    /** Called before a file is created; what it throws, the processor gets from its filer. */
    void creating(String type, List<Element> origins) throws IOException;
  }

  private final SharedStructProcessor processor = new SharedStructProcessor();
  private final Watcher watcher;

  WatchedProcessor(Watcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return processor.getSupportedAnnotationTypes();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return processor.getSupportedSourceVersion();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    processor.init(new WatchedEnvironment(environment, new WatchedFiler(environment.getFiler(), watcher)));
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return processor.process(annotations, round);
  }

  private record WatchedFiler(Filer filer, Watcher watcher) implements Filer {

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... origins) throws IOException {
      watcher.creating(name.toString(), List.of(origins));
      return filer.createSourceFile(name, origins);
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... origins) throws IOException {
      return filer.createClassFile(name, origins);
    }

    @Override
    public FileObject createResource(JavaFileManager.Location location, CharSequence packageName,
        CharSequence name, Element... origins) throws IOException {
      return filer.createResource(location, packageName, name, origins);
    }

    @Override
    public FileObject getResource(JavaFileManager.Location location, CharSequence packageName,
        CharSequence name) throws IOException {
      return filer.getResource(location, packageName, name);
    }
  }

  private record WatchedEnvironment(ProcessingEnvironment environment, Filer filer)
      implements ProcessingEnvironment {

    @Override
    public Filer getFiler() {
      return filer;
    }

    @Override
    public Map<String, String> getOptions() {
      return environment.getOptions();
    }

    @Override
    public Messager getMessager() {
      return environment.getMessager();
    }

    @Override
    public Elements getElementUtils() {
      return environment.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return environment.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return environment.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return environment.getLocale();
    }

    @Override
    public boolean isPreviewEnabled() {
      return environment.isPreviewEnabled();
    }
  }
}
