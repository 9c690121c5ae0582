package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.sharedstruct.support.GuardedArray;
import org.sharedstruct.support.GuardedView;

/** {@code await} and {@code changes} of a guarded struct, or of one element of a guarded array. */
final class WaitingMethods {

  private final TypeNames names;
  private final Class<?> operations;
  private final List<ParameterSpec> element;
  private final String elementDoc;
  private final String elementThrows;

  private WaitingMethods(TypeNames names, Class<?> operations, List<ParameterSpec> element,
      String elementDoc, String elementThrows) {
    this.names = names;
    this.operations = operations;
    this.element = element;
    this.elementDoc = elementDoc;
    this.elementThrows = elementThrows;
  }

  /** Those of a view of one struct. */
  static WaitingMethods ofStruct(TypeNames names) {
    return new WaitingMethods(names, GuardedView.class, List.of(), "", "");
  }

  /** Those of a view of an array. */
  static WaitingMethods ofElement(TypeNames names) {
    return new WaitingMethods(names, GuardedArray.class,
        List.of(ParameterSpec.builder(TypeName.LONG, "index").build()),
        "@param index from 0 to {@code length() - 1}\n",
        "@throws IndexOutOfBoundsException if there is no such element\n");
  }

  MethodSpec await() {
    TypeName condition = ParameterizedTypeName.get(
        ClassName.get(Predicate.class), WildcardTypeName.supertypeOf(names.record()));
    return MethodSpec.methodBuilder("await")
        .addJavadoc("""
            Waits until a snapshot$L satisfies a condition.
            It looks at once, and again after each commit.

            $L@param condition what is waited for
            @param timeout how long to wait at most; zero or less: only look
            @return the first snapshot that satisfies it, perhaps at once
            @throws InterruptedException if the thread is interrupted on entry or while it waits
            @throws TimeoutException if there was none in that time; its message has the last one
            $L@throws IllegalStateException if the region is closed, or if the calling thread
                would wait and holds the lock
            """, element.isEmpty() ? "" : " of one element", elementDoc, elementThrows)
        .addModifiers(Modifier.PUBLIC)
        .returns(names.record())
        .addParameters(element)
        .addParameter(condition, "condition")
        .addParameter(Duration.class, "timeout")
        .addException(InterruptedException.class)
        .addException(TimeoutException.class)
        .addStatement("return $T.await($L, condition, timeout)", operations, target())
        .build();
  }

  MethodSpec changes() {
    return MethodSpec.methodBuilder("changes")
        .addJavadoc("""
            What is there now$L, then what is there after each commit that changed it.
            Some of them may go unseen, but never the last; two in a row are never equal.

            $L@param idle for how long nothing must change to end the stream; an interrupt of the
                thread that goes through it and {@code close()} end it, too
            @return a sequential stream of snapshots, which looks for each when that is asked for
            $L""", element.isEmpty() ? "" : " in one element", elementDoc, elementThrows)
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(ClassName.get(Stream.class), names.record()))
        .addParameters(element)
        .addParameter(Duration.class, "idle")
        .addStatement("return $T.changes($L, idle)", operations, target())
        .build();
  }

  private CodeBlock target() {
    return CodeBlock.of(element.isEmpty() ? "this" : "this, index");
  }
}
