package org.sharedstruct.tool.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.sharedstruct.format.Format;
import org.sharedstruct.format.Geometry;
import org.sharedstruct.format.Schema;
import org.sharedstruct.region.Region;
import org.sharedstruct.tool.value.Type;

/** What does not change in a region: its form, its fields, where they lie. */
final class Description {

  /** Elements of an array of structs that are drawn one by one. */
  private static final int DRAWN_ELEMENTS = 8;

  /** More boxes than a picture can show. */
  private static final int MOST_BOXES = 400;

  private final JsonGenerator json;
  private int boxes;

  private Description(JsonGenerator json) {
    this.json = json;
  }

  /** An event's data. */
  static String of(Region region, Type.Struct struct, Leaves leaves, String path) {
    Schema schema = region.schema();
    return Json.object(json -> {
      json.writeStringField("path", path);
      json.writeStringField("struct", schema.name());
      json.writeNumberField("size", schema.size());
      json.writeNumberField("alignment", schema.alignment());
      json.writeBooleanField("sized", schema.sized());
      json.writeNumberField("length", region.isArray() ? region.length() : -1);
      json.writeBooleanField("temporary", region.isTemporary());
      Json.array(json, "leaves", all -> {
        for (Leaves.Leaf leaf : leaves.all()) {
          leaf(all, leaf);
        }
      });
      json.writeBooleanField("cut", leaves.isCut());
      Json.array(json, "boxes", all -> new Description(all).boxes(struct, 0, ""));
      Json.array(json, "guard", all -> guard(all, region.geometry()));
    });
  }

  private static void leaf(JsonGenerator json, Leaves.Leaf leaf) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", leaf.name());
    json.writeStringField("type", leaf.type().word());
    json.writeStringField("kind", kind(leaf.type().word()));
    json.writeEndObject();
  }

  private static String kind(String word) {
    return switch (word) {
      case "byte", "short", "int", "long", "unsigned8", "unsigned16", "unsigned32" -> "whole";
      case "float" -> "float";
      case "double" -> "double";
      case "boolean" -> "boolean";
      default -> "text";
    };
  }

  private void boxes(Type.Struct struct, long base, String prefix) throws IOException {
    for (Map.Entry<String, Type.Field> entry : struct.fields().entrySet()) {
      Type.Field field = entry.getValue();
      String name = prefix + entry.getKey();
      long at = base + field.offset();
      switch (field.type()) {
        case Type.Struct inner -> boxes(inner, at, name + ".");
        case Type.Array(long count, long stride, Type.Struct inner) when count <= DRAWN_ELEMENTS -> {
          for (long i = 0; i < count; i++) {
            boxes(inner, at + i * stride, name + "[" + i + "].");
          }
        }
        default -> box(name, field.word(), at, field.size());
      }
    }
  }

  private void box(String name, String type, long offset, long size) throws IOException {
    if (boxes++ < MOST_BOXES) {
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeStringField("type", type);
      json.writeNumberField("offset", offset);
      json.writeNumberField("size", size);
      json.writeEndObject();
    }
  }

  /** The words of the guard, and the undo space that begins in their cache line. */
  private static void guard(JsonGenerator json, Geometry geometry) throws IOException {
    word(json, "LOCK", Format.LOCK, Long.BYTES);
    word(json, "WAKE_LOCK", Format.WAKE_LOCK, Integer.BYTES);
    word(json, "WAKE_VERSION", Format.WAKE_VERSION, Integer.BYTES);
    word(json, "SLEEPERS", Format.SLEEPERS, Integer.BYTES);
    word(json, "DEVICE", Format.DEVICE, Long.BYTES);
    word(json, "INODE", Format.INODE, Long.BYTES);
    word(json, "SEQ", Format.SEQ, Long.BYTES);
    word(json, "INDEX", Format.INDEX, Long.BYTES);
    word(json, "DIRTY", Format.DIRTY, Integer.BYTES);
    word(json, "undo", geometry.undoOffset(), geometry.stride());
  }

  private static void word(JsonGenerator json, String name, long offset, long size) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeNumberField("offset", offset);
    json.writeNumberField("size", size);
    json.writeEndObject();
  }
}
