package org.sharedstruct.tool.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sharedstruct.Participant;

/** The list of regions as one page has it: each time, what is new in it. */
final class RegionList {

  private final Map<String, String> sent = new HashMap<>();
  private int unseenSent;

  /**
   * What the page does not know yet.
   *
   * @param sights all that there is
   * @param unseen how many files were not looked at
   * @return an event's data; empty if the page knows it all
   */
  Optional<String> news(List<Sight> sights, int unseen) {
    List<String> changed = new ArrayList<>();
    Map<String, String> now = new HashMap<>();
    for (Sight sight : sights) {
      String text = text(sight);
      now.put(sight.path().toString(), text);
      if (!text.equals(sent.get(sight.path().toString()))) {
        changed.add(text);
      }
    }
    List<String> forgotten = sent.keySet().stream().filter(path -> !now.containsKey(path)).toList();
    boolean isNews = !changed.isEmpty() || !forgotten.isEmpty() || unseen != unseenSent
        || sent.isEmpty() && sights.isEmpty();
    sent.clear();
    sent.putAll(now);
    unseenSent = unseen;
    return !isNews ? Optional.empty() : Optional.of(Json.object(json -> {
      json.writeNumberField("time", System.currentTimeMillis());
      json.writeNumberField("unseen", unseen);
      Json.array(json, "regions", all -> {
        for (String region : changed) {
          all.writeRawValue(region);
        }
      });
      Json.array(json, "forgotten", all -> {
        for (String path : forgotten) {
          all.writeString(path);
        }
      });
    }));
  }

  private static String text(Sight sight) {
    return Json.object(json -> {
      json.writeStringField("path", sight.path().toString());
      json.writeStringField("condition", sight.condition().name().toLowerCase(Locale.ROOT));
      json.writeStringField("why", sight.why());
      if (sight.form().isPresent()) {
        Sight.Form form = sight.form().get();
        json.writeStringField("struct", form.struct());
        json.writeNumberField("length", form.length());
        json.writeNumberField("bytes", form.bytes());
      }
      json.writeNumberField("version", sight.version());
      json.writeNumberField("rate", sight.rate());
      json.writeNumberField("users", sight.users());
      json.writeStringField("holder", sight.holder().map(Object::toString).orElse(""));
      json.writeNumberField("heldSince", sight.heldSince());
      Json.array(json, "rates", all -> {
        for (double rate : sight.rates()) {
          all.writeNumber(Math.round(rate));
        }
      });
      Json.array(json, "participants", all -> {
        for (Participant participant : sight.participants()) {
          participant(all, participant);
        }
      });
    });
  }

  private static void participant(JsonGenerator json, Participant participant) throws IOException {
    json.writeStartObject();
    json.writeStringField("process",
        participant.process().isPresent() ? String.valueOf(participant.process().getAsLong()) : "");
    json.writeStringField("name", participant.name());
    json.writeNumberField("since", participant.since().map(Instant::toEpochMilli).orElse(0L));
    json.writeBooleanField("readOnly", participant.isReadOnly());
    json.writeBooleanField("alive", participant.isAlive());
    json.writeEndObject();
  }
}
