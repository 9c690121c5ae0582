package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Signature;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.processor.model.Text;

/** The methods that a view has for a field. */
final class FieldMethods {

  private static final CodeBlock VALUE = CodeBlock.of("value");

  private final Struct struct;
  private final TypeNames names;
  private final ViewKind kind;
  private final Place place;

  FieldMethods(Struct struct, TypeNames names, ViewKind kind) {
    this.struct = struct;
    this.names = names;
    this.kind = kind;
    place = kind.place(names.raw());
  }

  /** Adds all methods of a field. */
  void addTo(Members members, FieldAccess access) {
    if (access.field().type() instanceof FixedArray array) {
      add(members, elementGetter(access, array));
      add(members, elementSetter(access, array));
    }
    add(members, getter(access));
    add(members, setter(access));
    if (access.field().type() instanceof Text text) {
      members.offer(bytes(access, text));
    }
    if (access.field().isAtomic()) {
      AtomicMethods.of(access, kind, place).stream().filter(this::isOfElements).forEach(members::offer);
    }
  }

  /** What the view of an array asks of an element's view is there unless the user has taken the name. */
  private boolean isOfElements(MethodSpec atomic) {
    Signature own = Signature.of(atomic);
    List<TypeName> operands = own.parameters().subList(kind.isArray() ? 1 : 0, own.parameters().size());
    return !struct.viewMethods().contains(new Signature(own.name(), operands));
  }

  /** Unless a default method of the user's is there in its place. */
  private void add(Members members, MethodSpec accessor) {
    if (kind.isArray() || !struct.hasDefault(Signature.of(accessor))) {
      members.add(accessor);
    }
  }

  private MethodSpec getter(FieldAccess access) {
    MethodSpec.Builder getter = kind.accessor(access.field().getter(), access.field())
        .returns(place.typeOf(access))
        .addStatement("return $L", place.get(access));
    return documented(getter, access.field(), access.place());
  }

  private MethodSpec elementGetter(FieldAccess access, FixedArray array) {
    MethodSpec.Builder getter = kind.accessor(access.field().getter(), access.field())
        .addParameter(TypeName.INT, "element")
        .returns(place.typeOf(array.element()))
        .addStatement("return $L", place.getElement(access, array));
    return documented(getter, access.field(), "An element of " + access.place());
  }

  private MethodSpec documented(MethodSpec.Builder getter, Field field, String what) {
    boolean isDeclared = !kind.isArray() && Signature.of(getter.build()).equals(field.declaredGetter());
    if (isDeclared) {
      return getter.addAnnotation(Override.class)
          .addJavadoc("$L.\n", FieldAccess.inherited(field.documented()) + what + kind.read())
          .build();
    }
    return getter
        .addJavadoc("$L.\n\n", what + kind.read())
        .addJavadoc(Tags.of(getter.build(), "the value"))
        .build();
  }

  private MethodSpec setter(FieldAccess access) {
    Field field = access.field();
    MethodSpec.Builder setter = kind.accessor(field.setter(), field)
        .addParameter(field.type().typeName(), "value")
        .addStatement(place.set(access, VALUE));
    return finished(setter, field, access.place());
  }

  private MethodSpec elementSetter(FieldAccess access, FixedArray array) {
    Field field = access.field();
    MethodSpec.Builder setter = kind.accessor(field.setter(), field)
        .addParameter(TypeName.INT, "element")
        .addParameter(array.element().typeName(), "value")
        .addStatement(place.setElement(access, array, VALUE));
    return finished(setter, field, "An element of " + access.place());
  }

  /** A setter returns the view where the user's does or, in raw views, where the user's does not say. */
  private MethodSpec finished(MethodSpec.Builder setter, Field field, String what) {
    boolean isDeclarable = !kind.isArray() && Signature.of(setter.build()).equals(field.declarableSetter());
    Field.Setter declared = isDeclarable ? field.declared() : Field.Setter.NONE;
    boolean isFluent = declared == Field.Setter.FLUENT
        || !kind.isGuarded() && declared == Field.Setter.NONE;
    if (declared != Field.Setter.NONE) {
      setter.addAnnotation(Override.class);
    }
    if (isFluent) {
      setter.returns(kind.type(names)).addStatement("return this");
    }
    String warning = kind.isGuarded() && isFluent
        ? " Two calls are two commits: use {@code update} for one."
        : "";
    return setter
        .addJavadoc("$L.$L\n\n", what + kind.written(), warning)
        .addJavadoc(Tags.of(setter.build(), "this view"))
        .build();
  }

  private MethodSpec bytes(FieldAccess access, Text text) {
    MethodSpec.Builder bytes = kind.accessor(access.field().getter() + "Bytes", access.field())
        .returns(ArrayTypeName.of(TypeName.BYTE))
        .addStatement("return $L",
            place.call("get", place.offset(access), CodeBlock.of("$L.bytes()", place.codec(access))));
    return bytes
        .addJavadoc("$L:\nall of its $L bytes, those after the first NUL, too.\n\n",
            access.place() + kind.read(), text.size())
        .addJavadoc(Tags.of(bytes.build(), "a copy of the bytes"))
        .build();
  }
}
