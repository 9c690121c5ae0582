package org.sharedstruct.tests;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.sharedstruct.SharedMemory;

/** Another copy of the library and of the structs in this JVM, as an application server would load them. */
final class OtherClassLoader implements AutoCloseable {

  private final URLClassLoader loader;

  OtherClassLoader() throws IOException {
    loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  /** A handle of the copy, which is known here by its lock and path alone. */
  static final class Handle implements AutoCloseable {

    private final AutoCloseable shared;

    private Handle(Object shared) {
      this.shared = (AutoCloseable) shared;
    }

    Lock lock() throws ReflectiveOperationException {
      return (Lock) shared.getClass().getMethod("lock").invoke(shared);
    }

    Path path() throws ReflectiveOperationException {
      return (Path) shared.getClass().getMethod("path").invoke(shared);
    }

    @Override
    public void close() {
      try {
        shared.close();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Opens a tally. */
  Handle openTally(Path path) throws ReflectiveOperationException {
    Class<?> copy = loader.loadClass(SharedTally.class.getName());
    Class<?> options = loader.loadClass(SharedMemory.OpenOption.class.getName()).arrayType();
    Object none = Array.newInstance(options.componentType(), 0);
    return new Handle(copy.getMethod("open", Path.class, options).invoke(null, path, none));
  }

  /** Makes a temporary tally. */
  Handle createTemporaryTally() throws ReflectiveOperationException {
    Class<?> copy = loader.loadClass(SharedTally.class.getName());
    Class<?> options = loader.loadClass(SharedMemory.TemporaryOption.class.getName()).arrayType();
    Object none = Array.newInstance(options.componentType(), 0);
    return new Handle(copy.getMethod("createTemporary", options).invoke(null, none));
  }

  /** Tells whether the copy is still there, without keeping it. */
  WeakReference<ClassLoader> reference() {
    return new WeakReference<>(loader);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
