package org.exojvm.transport.libp2p.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.exojvm.transport.libp2p.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: whatever strangers send is read or refused, without a fault and without much memory.
 * Method: mutations of the byte vectors, from a seed; {@code -Dexo.fuzz=N} makes it N inputs for
 * each quick decoder, {@code -Dexo.fuzz.seed=N} others, {@code -Dexo.fuzz.only=NAME} goes to those
 * whose names begin so.
 */
class FuzzTest {

  private static final long INPUTS = Long.getLong("exo.fuzz", 2_000);
  private static final long SEED = Long.getLong("exo.fuzz.seed", 1);
  private static final String ONLY = System.getProperty("exo.fuzz.only", "");
  private static final int PERCENT = 100;
  private static final ImmutableList<String> VECTORS =
      ImmutableList.of(
          "gossipsub",
          "identify",
          "identity",
          "mdns",
          "multiaddr",
          "multistream",
          "noise",
          "yamux");

  private static final ImmutableList<byte[]> SEEDS = seeds();

  static Stream<Decoder> decoders() {
    return Decoders.all().stream().filter(decoder -> decoder.name().startsWith(ONLY));
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void whatStrangersSendIsReadOrRefused(Decoder decoder) {
    long inputs = Math.max(1, INPUTS * decoder.share() / PERCENT);
    ImmutableList<byte[]> seeds = decoder.seeds().isEmpty() ? SEEDS : decoder.seeds();
    Fuzzer.Report report = new Fuzzer(decoder, seeds, SEED).run(inputs);

    System.out.printf("fuzz %-24s %s%n", decoder, report);
    assertThat(report.places()).isPositive();
    // What was not changed is taken, or the others would be refused for another reason.
    assertThat(report.taken()).isGreaterThanOrEqualTo(decoder.seeds().size());
  }

  /** Every text of the vectors, and what it says where it is hexadecimal. */
  private static ImmutableList<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    VECTORS.forEach(name -> collect(Vectors.of(name), seeds));
    // Of this product: a batch, a part, a request.
    seeds.add(new byte[] {1, 1, 'a', 2, 'b', 'c'});
    seeds.add(new byte[] {2, 0, 2, 'a'});
    seeds.add(new byte[] {0, 0, 0, 2, 'a', 'b'});
    return ImmutableList.copyOf(seeds);
  }

  private static void collect(JsonNode node, List<byte[]> seeds) {
    if (node.isTextual() && node.textValue().length() <= 2 * Mutator.MAX_BYTES) {
      String text = node.textValue();
      seeds.add(text.getBytes(ISO_8859_1));
      if (text.matches("([0-9a-f]{2})+")) {
        seeds.add(HexFormat.of().parseHex(text));
      }
    }
    node.forEach(child -> collect(child, seeds));
  }
}
