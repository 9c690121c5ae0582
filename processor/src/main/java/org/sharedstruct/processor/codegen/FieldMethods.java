package org.sharedstruct.processor.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import org.sharedstruct.processor.model.Field;
import org.sharedstruct.processor.model.FixedArray;
import org.sharedstruct.processor.model.Signature;
import org.sharedstruct.processor.model.Struct;
import org.sharedstruct.processor.model.Text;

/** The methods that a view has for a field. */
final class FieldMethods {

  private static final String AN_ELEMENT = "An element of ";

  private final Struct struct;
  private final TypeNames names;
  private final ViewKind kind;

  FieldMethods(Struct struct, TypeNames names, ViewKind kind) {
    this.struct = struct;
    this.names = names;
    this.kind = kind;
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
    if (access.field().isAtomic() && !kind.isArray()) {
      AtomicMethods.of(access, kind, names).forEach(members::offer);
    }
  }

  /** Unless a default method of the user's is there in its place. */
  private void add(Members members, MethodSpec accessor) {
    if (kind.isArray() || !struct.hasDefault(Signature.of(accessor))) {
      members.add(accessor);
    }
  }

  private MethodSpec getter(FieldAccess access) {
    Place place = place(access);
    return documented(accessor(access, access.field().getter())
        .returns(place.typeOf(access))
        .addStatement("return $L", place.get(access)), access, "");
  }

  private MethodSpec elementGetter(FieldAccess access, FixedArray array) {
    Place place = place(access);
    return documented(accessor(access, access.field().getter())
        .addParameter(TypeName.INT, place.parameters().index())
        .returns(place.typeOf(array.element()))
        .addStatement("return $L", place.getElement(access, array)), access, AN_ELEMENT);
  }

  private Place place(FieldAccess access) {
    return kind.place(names, Parameters.of(access.field()));
  }

  private MethodSpec.Builder accessor(FieldAccess access, String name) {
    return kind.accessor(name, access.field(), Parameters.of(access.field()));
  }

  private MethodSpec documented(MethodSpec.Builder getter, FieldAccess access, String which) {
    if (!kind.isArray() && Signature.of(getter.build()).equals(access.field().declaredGetter())) {
      getter.addAnnotation(Override.class);
    }
    return getter.addJavadoc("$L$L\n", access.described(which), kind.read()).build();
  }

  private MethodSpec setter(FieldAccess access) {
    Place place = place(access);
    CodeBlock value = CodeBlock.of(place.parameters().value());
    return finished(accessor(access, access.field().setter())
        .addParameter(access.field().type().typeName(), place.parameters().value()), access, place.set(access, value), "");
  }

  private MethodSpec elementSetter(FieldAccess access, FixedArray array) {
    Place place = place(access);
    CodeBlock value = CodeBlock.of(place.parameters().value());
    return finished(accessor(access, access.field().setter())
        .addParameter(TypeName.INT, place.parameters().index())
        .addParameter(array.element().typeName(), place.parameters().value()),
        access, place.setElement(access, array, value), AN_ELEMENT);
  }

  /** A setter returns the view where the user's does or, in raw views, where the user's does not say. */
  private MethodSpec finished(MethodSpec.Builder setter, FieldAccess access, CodeBlock store, String which) {
    Field field = access.field();
    boolean isDeclarable = !kind.isArray() && Signature.of(setter.build()).equals(field.declarableSetter());
    Field.Setter declared = isDeclarable ? field.declared() : Field.Setter.NONE;
    boolean isFluent = declared == Field.Setter.FLUENT
        || !kind.isGuarded() && declared == Field.Setter.NONE;
    if (declared != Field.Setter.NONE) {
      setter.addAnnotation(Override.class);
    }
    setter.addJavadoc("$L$L\n", access.described(which), kind.written());
    if (kind.isGuarded() && isFluent) {
      setter.addJavadoc("Two calls are two commits: use {@code update} for one.\n");
    }
    setter.addStatement(store);
    if (isFluent) {
      setter.returns(kind.type(names)).addStatement("return this");
    }
    return setter.build();
  }

  private MethodSpec bytes(FieldAccess access, Text text) {
    Place place = place(access);
    return accessor(access, access.field().getter() + "Bytes")
        .addJavadoc("All $L bytes of $L$L\n", text.size(), access.described(""), kind.read())
        .returns(ArrayTypeName.of(TypeName.BYTE))
        .addStatement("return $L",
            place.call("get", place.offset(access), CodeBlock.of("$L.bytes()", place.codec(access))))
        .build();
  }
}
