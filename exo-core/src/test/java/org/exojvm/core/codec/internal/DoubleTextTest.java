package org.exojvm.core.codec.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleTextTest {

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "-1.5, -1.5",
    "0.7, 0.7",
    "1e9, 1000000000.0",
    "1.25e7, 12500000.0",
    "123456789.125, 123456789.125",
    "1e15, 1000000000000000.0",
    "9007199254740993, 9007199254740992.0",
    "1e16, 1e16",
    "1.5e16, 1.5e16",
    "-2.5e300, -2.5e300",
    "0.001, 0.001",
    "0.00012, 0.00012",
    "1e-5, 0.00001",
    "1.25e-5, 0.0000125",
    "9.99e-6, 9.99e-6",
    "1.5e-7, 1.5e-7",
    "1e-6, 1e-6",
    "4.9e-324, 5e-324",
    "9.9e-324, 1e-323",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "1.7976931348623157e308, 1.7976931348623157e308",
  })
  void numbersReadAsTheReferenceWritesThem(double value, String expected) {
    assertThat(DoubleText.of(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatJsonCannotExpressIsRefused(double value) {
    assertThatIllegalArgumentException().isThrownBy(() -> DoubleText.of(value));
  }

  @Property(tries = 5_000)
  void everyFiniteNumberReadsBackAsItself(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isFinite(value)) {
      String text = DoubleText.of(value);
      assertThat(Double.parseDouble(text)).isEqualTo(value);
      assertThat(text).containsPattern("[.e]");
    }
  }
}
