package org.exojvm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.core.testing.WireSamples;
import org.exojvm.core.testing.WireSamples.Sample;

/**
 * Goal: no input does anything but decode or be rejected. Method: damage the bytes of valid
 * messages; what still decodes must encode to something that decodes to the same value.
 */
class CodecFuzzProperties {

  private static final int TRIES = 1_000;
  private static final int DAMAGES_MAX = 4;
  private static final byte[] TOKENS =
      "{}[]\",:\\0-1e.9ntf\u0000\u00ff\u00ed\u00a0 ".getBytes(StandardCharsets.ISO_8859_1);

  @Provide
  Arbitrary<Sample<?>> samples() {
    return WireSamples.any();
  }

  @Property(tries = TRIES)
  void damagedMessagesDecodeOrAreRejected(@ForAll("samples") Sample<?> sample, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] damaged = sample.text(ExoJson.wire()).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(DAMAGES_MAX) + 1; i > 0 && damaged.length > 0; i--) {
      damaged = damage(damaged, random);
    }
    decodesOrIsRejected(sample.type(), damaged);
  }

  private static <T> void decodesOrIsRejected(WireType<T> type, byte[] message) {
    T value;
    try {
      value = ExoJson.wireKeepingUnknownEvents().decode(type, message);
    } catch (MalformedMessageException e) {
      assertThat(e.getMessage()).startsWith(type.name()).endsWith(".").hasSizeLessThan(2_000);
      return;
    }
    byte[] again = ExoJson.wire().encodeToBytes(type, value);
    assertThat(again)
        .satisfies(
            bytes ->
                assertThat(ExoJson.wireKeepingUnknownEvents().decode(type, bytes))
                    .isEqualTo(value));
  }

  private static byte[] damage(byte[] message, Random random) {
    int at = random.nextInt(message.length);
    int end = Math.min(message.length, at + 1 + random.nextInt(12));
    return switch (random.nextInt(5)) {
      case 0 -> replaced(message, at, (byte) random.nextInt(256));
      case 1 -> replaced(message, at, TOKENS[random.nextInt(TOKENS.length)]);
      case 2 -> Arrays.copyOf(message, at);
      case 3 -> spliced(message, at, new byte[0], end);
      default -> spliced(message, at, Arrays.copyOfRange(message, at, end), at);
    };
  }

  private static byte[] replaced(byte[] message, int at, byte value) {
    byte[] result = message.clone();
    result[at] = value;
    return result;
  }

  /** Puts bytes where {@code at..end} was. */
  private static byte[] spliced(byte[] message, int at, byte[] inserted, int end) {
    byte[] result = Arrays.copyOf(message, at + inserted.length + message.length - end);
    System.arraycopy(inserted, 0, result, at, inserted.length);
    System.arraycopy(message, end, result, at + inserted.length, message.length - end);
    return result;
  }
}
