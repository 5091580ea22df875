package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Throwables;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
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
        .hasMessageStartingWith(
            "The shape [1073741824, 1073741824, 1073741824] has more bytes than numbers can say");
    assertThatThrownBy(() -> Shapes.elements(1 << 30, 1 << 30)).hasMessageContaining("more bytes");
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
  void aTextWithAZeroIsRefusedForCWouldEndItThere() {
    assertThatThrownBy(() -> NativeText.in(Arena.global(), "a\0b"))
        .hasMessage("\"a.b\" has a zero at 1, where C would end it; leave that out.");
  }

  @Test
  void ofATextWithoutAnEndTheBeginningIsKept() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom("beginning and end");
      assertThat(NativeText.at(text.address(), 9)).isEqualTo("beginning");
      assertThat(NativeText.at(text.address(), 100)).isEqualTo("beginning and end");
    }
  }

  @Test
  void memoryThatMlxCouldNotReadIsRefused() {
    Arena closed = Arena.ofConfined();
    MemorySegment freed = closed.allocate(8);
    closed.close();
    assertThatThrownBy(() -> NativeMemory.check(freed, Dtype.INT8, 8))
        .hasMessageStartingWith("The memory is freed, or of another thread");
    try (Arena own = Arena.ofConfined()) {
      MemorySegment memory = own.allocate(8);
      assertThatCode(() -> NativeMemory.check(memory, Dtype.INT8, 8)).doesNotThrowAnyException();
      assertThat(
              CompletableFuture.runAsync(() -> NativeMemory.check(memory, Dtype.INT8, 8))
                  .handle((_, e) -> Throwables.getRootCause(e).getMessage())
                  .join())
          .startsWith("The memory is freed, or of another thread");
    }
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
