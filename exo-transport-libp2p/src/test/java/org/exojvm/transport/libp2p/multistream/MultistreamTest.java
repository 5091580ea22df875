package org.exojvm.transport.libp2p.multistream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex.Scripted;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: negotiations are those of other programs, and end when the other side talks nonsense. */
class MultistreamTest {

  private static final String HEADER = "132f6d756c746973747265616d2f312e302e300a";
  private static final String NA = "036e610a";
  private static final String NOISE = "072f6e6f6973650a";

  static Stream<Map.Entry<String, JsonNode>> messages() {
    return Vectors.of("multistream").get("messages").propertyStream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesAreThoseOfOthers(Map.Entry<String, JsonNode> vector) throws IOException {
    Scripted link = new Scripted(Vectors.hex(vector.getValue()), 1);

    Line.write(link, vector.getKey());

    assertThat(link.written()).isEqualTo(Vectors.hex(vector.getValue()));
    assertThat(Line.read(link)).isEqualTo(vector.getKey());
  }

  @Test
  void theDiallerProposesUntilTheListenerAgrees() throws IOException {
    Scripted link = script(HEADER + NA + NOISE + "aa");

    assertThat(Multistream.propose(link, List.of("na2", "/noise", "never"))).contains("/noise");
    assertThat(hex(link.written())).isEqualTo(HEADER + "046e61320a" + NOISE);
    assertThat(link.unread()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {HEADER + NA, HEADER + NA + NA})
  void aListenerThatRefusesOrLeavesHasRefused(String answer) throws IOException {
    assertThat(Multistream.propose(script(answer), List.of("/a", "/b"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", NOISE, HEADER + "0378780a", HEADER + "00", "ff03" + "00", "8000"})
  void aListenerThatTalksNonsenseIsRefused(String answer) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Multistream.propose(script(answer), List.of("/a", "/b")));
  }

  @Test
  void aLazyDiallerSendsAtOnceAndReadsTheAnswerFirst() throws IOException {
    Scripted link = script(HEADER + NOISE + "aabb");
    Duplex lazy = Multistream.proposeLazily(link, "/noise");

    lazy.write(new byte[] {1});
    lazy.flush();

    assertThat(hex(link.written()))
        .isEqualTo(Vectors.of("multistream").get("v1LazyDialerFirstFlight").textValue() + "01");
    assertThat(lazy.readFully(2)).containsExactly(0xaa, 0xbb);
    assertThat(lazy.read()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {HEADER + NA + "aa", HEADER + "0378780a"})
  void aLazyDiallerLearnsOfARefusalWhenItReads(String answer) throws IOException {
    Duplex lazy = Multistream.proposeLazily(script(answer), "/noise");

    assertThatExceptionOfType(WireException.class).isThrownBy(lazy::read);
  }

  @Test
  void theListenerTakesWhatItSpeaksAndLeavesTheRestToTheProtocol() throws IOException {
    Scripted link = script(HEADER + "036c730a" + "032f780a" + NOISE + "aabb");

    assertThat(Multistream.accept(link, List.of("/noise", "/a"))).contains("/noise");
    String list = "0d" + "072f6e6f6973650a" + "032f610a" + "0a";
    assertThat(hex(link.written())).isEqualTo(HEADER + list + NA + NOISE);
    assertThat(link.unread()).isEqualTo(2);
  }

  @Test
  void aDiallerThatLeavesAfterARefusalHasNotBrokenARule() throws IOException {
    assertThat(Multistream.accept(script(HEADER + "032f780a"), List.of("/a"))).isEmpty();
  }

  @Test
  void aDiallerThatProposesForEverIsLeft() throws IOException {
    Scripted link = script(HEADER + "032f780a".repeat(Multistream.MAX_PROPOSALS + 1));

    assertThat(Multistream.accept(link, List.of("/a"))).isEqualTo(Optional.empty());
    assertThat(link.unread()).isEqualTo(4);
  }

  @Test
  void garbageIsNotAnswered() {
    Scripted link = script("ff".repeat(64));

    assertThatExceptionOfType(WireException.class)
        .isThrownBy(() -> Multistream.accept(link, List.of("/a")));
    assertThat(link.written()).isEmpty();
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> Multistream.accept(script(HEADER), List.of("/a")));
  }

  @Property(tries = 1000)
  void anyBytesEndANegotiationInOneOfTheDeclaredWays(@ForAll @Size(max = 80) byte[] bytes) {
    try {
      assertThat(Multistream.accept(new Scripted(bytes, 3), List.of("/a"))).isEmpty();
    } catch (IOException e) {
      assertThat(e).isInstanceOfAny(WireException.class, EOFException.class);
    }
  }

  private static Scripted script(String hex) {
    return new Scripted(HexFormat.of().parseHex(hex), 1);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void namesAreAscii() throws IOException {
    Scripted link = new Scripted("\003\u007f\u0001\n".getBytes(US_ASCII), 9);

    assertThatExceptionOfType(WireException.class).isThrownBy(() -> Line.read(link));
  }
}
