package org.exojvm.transport.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex.Scripted;
import org.exojvm.transport.libp2p.multistream.Multistream;
import org.exojvm.transport.libp2p.yamux.Frames.Rig;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: the frames of two js-libp2p peers are streams here. Method: a session in the place of one
 * of them is sent what the other sent on the streams it opened.
 */
@Timeout(30)
class RecordedStreamsTest {

  private static final JsonNode SESSION = Vectors.of("session-js");

  @ParameterizedTest
  @CsvSource({"A>B, false, 4", "B>A, true, 3"})
  void theStreamsThatAPeerOpenedAreRead(String direction, boolean client, int count)
      throws Exception {
    Frames frames = new Frames();
    Vectors.list(SESSION.get("yamux").get(direction))
        .filter(frame -> openedByPeer(frame.get("stream").longValue(), client))
        .forEach(
            frame ->
                frames.raw(Vectors.hex(frame.get("header"))).raw(Vectors.hex(frame.get("body"))));
    Rig rig = new Rig(new Scripted(frames.toBytes(), 11), client);

    rig.awaitEnd();
    Map<Long, YamuxStream> streams = new HashMap<>();
    rig.opened.forEach(stream -> streams.put(stream.id(), stream));

    assertThat(rig.violation).isFalse();
    assertThat(streams).hasSize(count);
    for (YamuxStream stream : streams.values()) {
      JsonNode recorded = SESSION.get("streams").get(Long.toString(stream.id()));
      byte[] payload = Vectors.hex(recorded.get(direction).get("payload"));
      String protocol = recorded.get("protocol").textValue();
      // The session is over, so answers go nowhere; what was received can be read still.
      assertThat(Multistream.accept(new ReadOnly(stream), List.of(protocol))).contains(protocol);
      assertThat(stream.readFully(payload.length)).isEqualTo(payload);
    }
  }

  /** The session itself, and streams of the parity of the peer. */
  private static boolean openedByPeer(long id, boolean client) {
    return id != 0 && (id % 2 == 0) == client;
  }
}
