package org.exojvm.core.event;

import org.exojvm.api.collection.JsonText;
import org.exojvm.api.id.EventId;

/**
 * An event of a type this version does not know, sent by a newer one. It is kept as it is, applied
 * as a no-op and passed on, so that a rolling upgrade loses nothing. Only streams and the journal
 * make one; the plain codec rejects unknown tags.
 *
 * @param eventId id of the event
 * @param tag name of the unknown type
 * @param payload its fields as compact JSON
 */
public record OpaqueEvent(EventId eventId, String tag, JsonText payload) implements Event {}
