package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.DefaultMethod;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.GuardedView;
import org.sharedstruct.support.ViewGuard;

/** {@code GuardedXY}: a view that every process may use at once. */
final class GuardedType {

  /** The type variable of {@code compute}. */
  static final TypeVariableName RESULT = TypeVariableName.get("T");

  private final Struct struct;
  private final TypeNames names;
  private final List<FieldAccess> fields;

  GuardedType(Struct struct, StructLayout layout, TypeNames names) {
    this.struct = struct;
    this.names = names;
    fields = FieldAccess.of(layout);
  }

  TypeSpec build() {
    TypeSpec.Builder type = Members.topLevel(TypeSpec.classBuilder(names.guarded()), struct)
        .addModifiers(Modifier.FINAL)
        .addJavadoc("""
            A {@link $T} that any thread of any process may use at any time.

            <p>A getter reads one field of the last commit, {@code snapshot} all of them; neither waits
            for a writer. A setter is a commit of its own; {@code update} and {@code set} write several
            fields, all or nothing.
            """, names.struct())
        .superclass(ParameterizedTypeName.get(
            ClassName.get(GuardedView.class), names.raw(), names.record()))
        .addSuperinterface(names.struct())
        .addType(new GuardedArrayType(struct, names, fields).build());
    Members members = new Members(type, struct.viewMethods())
        .add(constructor())
        .add(record());
    FieldMethods methods = new FieldMethods(struct, names, ViewKind.GUARDED);
    fields.forEach(field -> methods.addTo(members, field));
    WaitingMethods waiting = WaitingMethods.ofStruct(names);
    struct.defaultMethods().forEach(method -> members.add(defaultMethod(method)));
    return members
        .offer(snapshot())
        .offer(set())
        .add(setTwin())
        .offer(update())
        .offer(compute())
        .offer(lock())
        .offer(raw())
        .offer(version())
        .offer(awaitChange())
        .offer(waiting.await())
        .offer(waiting.changes())
        .add(describe())
        .build();
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addParameter(ViewGuard.class, "guard")
        .addParameter(TypeName.LONG, "index")
        .addStatement("super(guard, index, $1T::new, $1T.$2L)", names.raw(), RawType.CODEC)
        .build();
  }

  /** Not by {@code copyOf}, which is called with views and records of all kinds: so it is compiled for this one. */
  private MethodSpec record() {
    return MethodSpec.methodBuilder("record")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(names.record())
        .addParameter(names.raw(), "raw")
        .addStatement("return $L", RecordType.ofRaw(struct, names))
        .build();
  }

  private MethodSpec defaultMethod(DefaultMethod method) {
    MethodSpec head = method.override().toBuilder()
        .addJavadoc(FieldAccess.inherited(method.documented())
            + (method.isUpdate() ? "Runs as one commit.\n" : "Runs on one snapshot.\n"))
        .build();
    CodeBlock call = CodeBlock.of("$L($L)", head.name(), head.parameters().stream()
        .map(ParameterSpec::name)
        .map(CodeBlock::of)
        .collect(CodeBlock.joining(",$W")));
    return head.toBuilder()
        .addStatement(method.isUpdate() ? callInOneUpdate(head, call) : callOnSnapshot(head, call))
        .build();
  }

  private static CodeBlock callOnSnapshot(MethodSpec head, CodeBlock call) {
    String keyword = returnsNothing(head) ? "" : "return ";
    return CodeBlock.of("$L$T.snapshot(this).$L", keyword, GuardedView.class, call);
  }

  private static CodeBlock callInOneUpdate(MethodSpec head, CodeBlock call) {
    NameAllocator locals = new NameAllocator();
    head.parameters().forEach(parameter -> locals.newName(parameter.name()));
    String raw = locals.newName("raw");
    String way = returnsNothing(head) ? "$T.runInOneUpdate" : "return $T.inOneUpdate";
    return CodeBlock.of(way + "(this, $L -> $L.$L)", GuardedView.class, raw, raw, call);
  }

  private static boolean returnsNothing(MethodSpec method) {
    return method.returnType().equals(TypeName.VOID);
  }

  private MethodSpec snapshot() {
    return MethodSpec.methodBuilder("snapshot")
        .addJavadoc("""
            All fields as one commit left them. Waits for no writer, be it alive, stopped or dead.
            Within one's own update: as they are at the moment.

            @return a record
            @throws IllegalStateException if the region is closed
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(names.record())
        .addStatement("return $T.snapshot(this)", GuardedView.class)
        .build();
  }

  private MethodSpec set() {
    return MethodSpec.methodBuilder("set")
        .addJavadoc("""
            Stores all fields as one commit.

            @param values what to store; if it is a guarded view, the fields of one commit
            @throws IllegalStateException if the region is closed
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(names.struct(), "values")
        .addStatement("$T.set(this, values)", names.guarded())
        .build();
  }

  private MethodSpec setTwin() {
    return MethodSpec.methodBuilder("set")
        .addJavadoc("""
            Stores all fields as one commit.

            @param view where to store
            @param values what to store; if it is a guarded view, the fields of one commit
            @throws IllegalStateException if the region is closed
            """)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addParameter(names.guarded(), "view")
        .addParameter(names.struct(), "values")
        .addStatement("$1T record = $1T.copyOf(values)", names.record())
        .addStatement("$T.set(view, (raw, value) -> $T.set(raw, value), record)",
            GuardedView.class, names.raw())
        .build();
  }

  private MethodSpec update() {
    return MethodSpec.methodBuilder("update")
        .addJavadoc("""
            Runs an action under the lock and as one commit: others see all that it writes or, if it
            throws, none of it. Within another update it joins that one.

            @param action reads and writes the raw view it is given, which is not to be kept
            @throws IllegalStateException if the region is closed
            """)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(consumer(names), "action")
        .addStatement("$T.update(this, action)", GuardedView.class)
        .build();
  }

  /** What {@code update} takes. */
  static TypeName consumer(TypeNames names) {
    return ParameterizedTypeName.get(ClassName.get(Consumer.class), names.raw());
  }

  private MethodSpec compute() {
    return MethodSpec.methodBuilder("compute")
        .addJavadoc("""
            As {@code update}, with a result.

            @param <T> the result's type
            @param function reads and writes the raw view it is given, which is not to be kept
            @return what the function returned
            @throws IllegalStateException if the region is closed
            """)
        .addModifiers(Modifier.PUBLIC)
        .addTypeVariable(RESULT)
        .returns(RESULT)
        .addParameter(function(names), "function")
        .addStatement("return $T.compute(this, function)", GuardedView.class)
        .build();
  }

  /** What {@code compute} takes. */
  static TypeName function(TypeNames names) {
    return ParameterizedTypeName.get(ClassName.get(Function.class), names.raw(), RESULT);
  }

  private MethodSpec lock() {
    return MethodSpec.methodBuilder("lock")
        .addJavadoc("""
            The lock that writers of this view take: the one given to {@code guarded(Lock)}, or the
            region's own, a {@link org.sharedstruct.SharedLock}.

            @return the lock
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(Lock.class)
        .addStatement("return $T.lock(this)", GuardedView.class)
        .build();
  }

  private MethodSpec raw() {
    return MethodSpec.methodBuilder("raw")
        .addJavadoc("""
            The same struct without the lock.

            @return the raw view
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(names.raw())
        .addStatement("return $T.raw(this)", GuardedView.class)
        .build();
  }

  private MethodSpec version() {
    return MethodSpec.methodBuilder("version")
        .addJavadoc("""
            The number of the last commit in the region.

            @return a number that grows with every commit
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.LONG)
        .addStatement("return $T.version(this)", GuardedView.class)
        .build();
  }

  private MethodSpec awaitChange() {
    return MethodSpec.methodBuilder("awaitChange")
        .addJavadoc("""
            Waits for a commit in the region. Read the version before the snapshot that decides
            whether to wait: a commit that came between the two is slept over otherwise.
            {@code await} and {@code changes} do it right.

            @param version the version already seen
            @param timeout how long to wait at most; an interrupt ends the wait and is kept
            @return the version now; the given one if there was no commit in that time
            """)
        .addModifiers(Modifier.PUBLIC)
        .returns(TypeName.LONG)
        .addParameter(TypeName.LONG, "version")
        .addParameter(Duration.class, "timeout")
        .addStatement("return $T.awaitChange(this, version, timeout)", GuardedView.class)
        .build();
  }

  private MethodSpec describe() {
    return MethodSpec.methodBuilder("toString")
        .addJavadoc("A snapshot and where it was taken.\n")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $1T.toString(this, $2S, () -> $1T.snapshot(this))",
            GuardedView.class, names.guarded().simpleName())
        .build();
  }
}
