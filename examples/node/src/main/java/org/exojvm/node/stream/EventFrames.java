package org.exojvm.node.stream;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.IndexedEvent;

/**
 * Events as they are sent: {@code id} is the index, {@code event} the tag, {@code data} the JSON of
 * the wire. All clients that read the same event share its bytes; they are encoded once, and kept
 * no longer than the event itself.
 *
 * <p>Threading: safe for any thread.
 */
final class EventFrames {

  /** Most bytes kept. Fewer: clients that are behind have events encoded again. */
  private static final long MAX_KEPT_BYTES = 16 << 20;

  private final LoadingCache<IndexedEvent, byte[]> frames =
      CacheBuilder.newBuilder()
          // By identity: after a restart of the log an index means another event.
          .weakKeys()
          .maximumWeight(MAX_KEPT_BYTES)
          .weigher((IndexedEvent event, byte[] frame) -> frame.length)
          .recordStats()
          .build(CacheLoader.from(EventFrames::encode));

  /** Returns the bytes of an event; they are shared, so nobody changes them. */
  byte[] frame(IndexedEvent event) {
    return frames.getUnchecked(event);
  }

  /** Returns how many events were encoded so far. */
  long encoded() {
    return frames.stats().loadCount();
  }

  private static byte[] encode(IndexedEvent event) {
    // Compact JSON has no line breaks, so that one line of data takes it.
    byte[] json = ExoJson.wire().encodeToBytes(WireTypes.EVENT, event.event());
    byte[] head =
        "id: %d\nevent: %s\ndata: "
            .formatted(event.idx(), tag(json))
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream(head.length + json.length + 2);
    frame.writeBytes(head);
    frame.writeBytes(json);
    frame.write('\n');
    frame.write('\n');
    return frame.toByteArray();
  }

  /** Returns the only key of a tagged object: what is between its first two quotes. */
  private static String tag(byte[] json) {
    int end = 2;
    while (json[end] != '"') {
      end++;
    }
    return new String(json, 2, end - 2, StandardCharsets.UTF_8);
  }
}
