package org.exojvm.core.codec.internal;

import java.io.IOException;
import org.exojvm.api.collection.JsonText;
import org.exojvm.api.id.EventId;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.OpaqueEvent;
import org.jspecify.annotations.Nullable;

/** An event of an unknown type, kept as it is. Only its id is looked at. */
final class OpaqueEventCodec implements ValueCodec<OpaqueEvent> {

  private static final String EVENT_ID = "event_id";

  @Override
  public OpaqueEvent read(JsonReader in) {
    throw new UnsupportedOperationException(
        "An opaque event is read by its union. Maybe decode an Event instead.");
  }

  @Override
  public void write(JsonWriter out, OpaqueEvent value) {
    out.open('{');
    out.string(value.tag());
    out.ascii(':');
    out.verbatim(value.payload().text());
    out.close('}');
  }

  /** Reads on behind an unknown tag when the reader keeps such events, else rejects it. */
  static Event readBehind(JsonReader in, String tag, UnionCodec.Unknown unknown)
      throws MalformedValue, IOException {
    if (!in.keepsUnknownEvents()) {
      throw unknown.tag(tag);
    }
    in.next();
    JsonText payload = RawJson.OBJECT.read(in);
    UnionCodec.requireNoMore(in);
    EventId id = idIn(payload);
    if (id == null) {
      throw new MalformedValue(
          "The event of the unknown type \"" + JsonReader.shorten(tag) + "\" has no event_id.",
          "Every event needs one.");
    }
    return new OpaqueEvent(id, JsonReader.wellFormed(tag), payload);
  }

  private static @Nullable EventId idIn(JsonText payload) throws MalformedValue, IOException {
    JsonReader fields = new JsonReader(payload.text(), Spelling.SNAKE, true);
    fields.next();
    for (String name = fields.nextName(); name != null; name = fields.nextName()) {
      if (name.equals(EVENT_ID)) {
        fields.next();
        return Ids.EVENT.read(fields);
      }
      fields.skipValue();
    }
    return null;
  }
}
