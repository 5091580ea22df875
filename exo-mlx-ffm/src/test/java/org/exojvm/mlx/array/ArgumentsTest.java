package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Goal: what MLX would misread never reaches it. Needs no library. */
class ArgumentsTest {

  @Test
  void aShapeHasAsManyElementsAsItsProduct() {
    assertThat(Shapes.elements()).isEqualTo(1);
    assertThat(Shapes.elements(3, 0, 5)).isZero();
    assertThat(Shapes.elements(1 << 20, 1 << 20)).isEqualTo(1L << 40);
    assertThatCode(() -> Shapes.checkFits(6, 2, 3)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Shapes.checkFits(5, 2, 3))
        .hasMessage("5 values do not fill the shape [2, 3]; give as many as its product.");
    assertThatThrownBy(() -> Shapes.elements(-1)).hasMessageContaining("negative length");
    assertThatThrownBy(() -> Shapes.elements(new int[Shapes.DIMENSIONS_MAX + 1]))
        .hasMessageContaining("17 dimensions is beyond 16");
    assertThatThrownBy(() -> Shapes.elements(1 << 30, 1 << 30, 1 << 30))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void optionalValuesHaveTheirPresenceAbove() {
    assertThat(Optionals.of(64)).isEqualTo(0x1_0000_0040L);
    assertThat(Optionals.of(-1)).isEqualTo(0x1_ffff_ffffL);
    assertThat(Optionals.of(1f)).isEqualTo(0x1_3f80_0000L);
    assertThat(Optionals.NONE).isZero();
  }

  @Test
  void aPercentSignIsRefused() {
    assertThat(NativeText.checked("/models/a b")).isEqualTo("/models/a b");
    assertThatThrownBy(() -> NativeText.checked("/models/100%"))
        .hasMessageStartingWith("\"/models/100%\" has a percent sign");
  }

  @Test
  void typesHaveTheNumbersOfTheHeader() {
    for (Dtype dtype : Dtype.values()) {
      assertThat(Dtype.of(dtype.number())).isEqualTo(dtype);
    }
    assertThat(Dtype.BFLOAT16.number()).isEqualTo(12);
    assertThat(Dtype.BFLOAT16.bytes()).isEqualTo(2);
  }
}
