package org.exojvm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.core.testing.WireSamples;
import org.exojvm.core.testing.WireSamples.Sample;

/** Goal: nothing is lost on the wire. Method: encode and decode generated values of every type. */
class CodecProperties {

  private static final int TRIES = 1_000;

  @Provide
  Arbitrary<Sample<?>> samples() {
    return WireSamples.any();
  }

  @Property(tries = TRIES)
  void everyValueSurvivesBothSpellingsAsTextAndAsBytes(@ForAll("samples") Sample<?> sample)
      throws MalformedMessageException {
    survives(sample, ExoJson.wire());
    survives(sample, ExoJson.api());
    bytesAreText(sample);
  }

  private static <T> void survives(Sample<T> sample, ExoJson codec)
      throws MalformedMessageException {
    String text = sample.text(codec);
    T decoded = codec.decode(sample.type(), text);
    assertThat(decoded).isEqualTo(sample.value());
    assertThat(codec.encode(sample.type(), decoded)).isEqualTo(text);
  }

  private static <T> void bytesAreText(Sample<T> sample) throws MalformedMessageException {
    byte[] bytes = ExoJson.wire().encodeToBytes(sample.type(), sample.value());
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(sample.text(ExoJson.wire()));
    assertThat(ExoJson.wire().decode(sample.type(), bytes)).isEqualTo(sample.value());
  }
}
