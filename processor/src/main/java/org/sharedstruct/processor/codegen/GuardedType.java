package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.sharedstruct.processor.layout.StructLayout;
import org.sharedstruct.processor.model.DefaultMethod;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.support.GuardedOperations;
import org.sharedstruct.support.GuardedStatics;

/** {@code GuardedXY}: a view that every process may use at once. */
final class GuardedType {

  private static final Template MEMBERS = Template.of("""
      $guarded(ViewGuard guard, long index) {
        super(guard, index, new $raw(guard.memory(), guard.offset(index), guard.owner()),
            $raw.CODEC);
      }

      @Override
      protected $record record($raw raw) { return raw.record(raw); }
      """);

  /** If there is room for it. What is called on the way to a store is so little that it is inlined. */
  private static final Template SET = Template.of("""
      @Override
      public void set($struct values) { write(this, $record.copyOf(values)); }
      """);

  /** In its place. */
  private static final Template STORE = Template.of("""
      @Override
      protected void store(GuardedView<$struct, $raw, $record> view, $struct values) {
        write(this, $record.copyOf(values));
      }
      """);

  private static final Template WRITE = Template.of("""
      static void write($guarded view, $record record) { write(view, $raw::write, record); }
      """);

  private static final Code IN_ONE_UPDATE = Code.statements("$return$update(this, $view -> $view.$call);");
  private static final Code ON_SNAPSHOT = Code.statements("${return}last(this).$call;");

  private final Struct struct;
  private final TypeNames names;
  private final List<FieldAccess> fields;
  private final Holes types;

  GuardedType(Struct struct, StructLayout layout, TypeNames names) {
    this.struct = struct;
    this.names = names;
    fields = FieldAccess.of(layout);
    types = Holes.of(names);
  }

  TypeSpec build() {
    Operations operations = new Operations(GuardedOperations.class, GuardedStatics.class, struct.viewMethods(),
        names.struct(), names.raw(), names.record());
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
        .addType(GuardedArrayType.of(struct, names, fields));
    Members members = new Members(type, struct.viewMethods())
        .add(MEMBERS, types)
        .add(operations.areFree() ? SET : STORE, types)
        .add(WRITE, types);
    new FieldMethods(struct, names, ViewKind.GUARDED).addTo(members, fields);
    struct.defaultMethods().forEach(method -> members.add(defaultMethod(method)));
    operations.addTo(members);
    return members.build();
  }

  private MethodSpec defaultMethod(DefaultMethod method) {
    MethodSpec head = method.override();
    NameAllocator locals = new NameAllocator();
    head.parameters().forEach(parameter -> locals.newName(parameter.name()));
    boolean returnsNothing = head.returnType().equals(TypeName.VOID);
    Holes holes = types.with(Map.of(
        "return", returnsNothing ? "" : "return ",
        "update", returnsNothing ? "runInOneUpdate" : "inOneUpdate",
        "view", locals.newName("raw"),
        "call", CodeBlock.of("$L($L)", head.name(), head.parameters().stream()
            .map(parameter -> CodeBlock.of("$L", parameter.name()))
            .collect(CodeBlock.joining(",$W")))));
    return head.toBuilder()
        .addJavadoc((method.documented() ? "{@inheritDoc}\n\n<p>" : "")
            + (method.isUpdate() ? "Runs as one commit.\n" : "Runs on one snapshot.\n"))
        .addCode((method.isUpdate() ? IN_ONE_UPDATE : ON_SNAPSHOT).fill(holes))
        .build();
  }
}
