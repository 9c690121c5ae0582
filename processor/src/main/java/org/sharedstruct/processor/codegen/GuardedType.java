package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.DefaultMethod;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.GuardedOperations;
import org.sharedstruct.support.GuardedStatics;
import org.sharedstruct.support.GuardedView;
import org.sharedstruct.support.ViewGuard;

/** {@code GuardedXY}: a view that every process may use at once. */
final class GuardedType {

  private final Struct struct;
  private final TypeNames names;
  private final List<FieldAccess> fields;

  GuardedType(Struct struct, StructLayout layout, TypeNames names) {
    this.struct = struct;
    this.names = names;
    fields = FieldAccess.of(layout);
  }

  TypeSpec build() {
    Operations operations = new Operations(
        GuardedOperations.class, GuardedStatics.class, struct.viewMethods(), names.struct(), names.raw(), names.record());
    TypeSpec.Builder type = Members.topLevel(TypeSpec.classBuilder(names.guarded()), struct)
        .addModifiers(Modifier.FINAL)
        .addJavadoc("""
            A {@link $T} that any thread of any process may use at any time.

            <p>A getter reads one field of the last commit, {@code snapshot} all of them; neither waits
            for a writer. A setter is a commit of its own; {@code update} and {@code set} write several
            fields, all or nothing.
            """, names.struct())
        .superclass(operations.superclass())
        .addSuperinterface(names.struct())
        .addType(new GuardedArrayType(struct, names, fields).build());
    Members members = new Members(type, struct.viewMethods())
        .add(constructor())
        .add(record())
        .add(store(operations.areFree()))
        .add(write());
    FieldMethods methods = new FieldMethods(struct, names, ViewKind.GUARDED);
    fields.forEach(field -> methods.addTo(members, field));
    struct.defaultMethods().forEach(method -> members.add(defaultMethod(method)));
    operations.addTo(members);
    return members.build();
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addParameter(ViewGuard.class, "guard")
        .addParameter(TypeName.LONG, "index")
        .addStatement("super(guard, index, new $1T(guard.memory(), guard.offset(index), guard.owner()),$W$1T.$2L)",
            names.raw(), RawType.CODEC)
        .build();
  }

  private MethodSpec record() {
    return MethodSpec.methodBuilder("record")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(names.record())
        .addParameter(names.raw(), "raw")
        .addStatement("return raw.record(raw)")
        .build();
  }

  /** {@code set}, if there is room for it. What is called on the way to a store is so little that it is inlined. */
  private MethodSpec store(boolean hasOperations) {
    MethodSpec.Builder store = MethodSpec.methodBuilder(hasOperations ? "set" : "store")
        .addAnnotation(Override.class)
        .addModifiers(hasOperations ? Modifier.PUBLIC : Modifier.PROTECTED);
    if (!hasOperations) {
      store.addParameter(ParameterizedTypeName.get(
          ClassName.get(GuardedView.class), names.struct(), names.raw(), names.record()), "view");
    }
    return store
        .addParameter(names.struct(), "values")
        .addStatement("write(this, $T.copyOf(values))", names.record())
        .build();
  }

  private MethodSpec write() {
    return MethodSpec.methodBuilder("write")
        .addModifiers(Modifier.STATIC)
        .addParameter(names.guarded(), "view")
        .addParameter(names.record(), "record")
        .addStatement("write(view, $T::write, record)", names.raw())
        .build();
  }

  private MethodSpec defaultMethod(DefaultMethod method) {
    MethodSpec head = method.override().toBuilder()
        .addJavadoc((method.documented() ? "{@inheritDoc}\n\n<p>" : "")
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
    return CodeBlock.of("$Llast(this).$L", keyword, call);
  }

  private static CodeBlock callInOneUpdate(MethodSpec head, CodeBlock call) {
    NameAllocator locals = new NameAllocator();
    head.parameters().forEach(parameter -> locals.newName(parameter.name()));
    String raw = locals.newName("raw");
    String way = returnsNothing(head) ? "runInOneUpdate" : "return inOneUpdate";
    return CodeBlock.of(way + "(this, $L -> $L.$L)", raw, raw, call);
  }

  private static boolean returnsNothing(MethodSpec method) {
    return method.returnType().equals(TypeName.VOID);
  }
}
