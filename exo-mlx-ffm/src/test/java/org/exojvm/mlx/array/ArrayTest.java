package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;
import org.exojvm.mlx.library.LibraryTests;
import org.exojvm.mlx.library.MlxException;
import org.exojvm.mlx.library.MlxLibrary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: arrays come from Java and go back as they were, live as long as their scope, and are
 * refused to other threads.
 */
@Tag(LibraryTests.TAG)
class ArrayTest {

  private final Mlx mlx = MlxTests.mlx();
  private MlxScope scope;

  @BeforeEach
  void open() {
    scope = mlx.scope();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void valuesGoInAndComeOut() {
    MlxArray floats = mlx.create().of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertThat(floats.toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(floats.shape()).containsExactly(2, 3);
    assertThat(floats.dtype()).isEqualTo(Dtype.FLOAT32);
    assertThat(floats.size()).isEqualTo(6);
    assertThat(floats.bytes()).isEqualTo(24);
    assertThat(floats.elementBytes()).isEqualTo(4);
    assertThat(floats.length(0)).isEqualTo(2);
    assertThat(floats.length(-1)).isEqualTo(3);
    assertThatThrownBy(() -> floats.length(2))
        .hasMessage("An array of 2 dimensions has no axis 2; give one from -2 to 1.");
    assertThat(floats).hasToString("FLOAT32[2, 3]");
    assertThat(mlx.create().of(new int[] {-1, 1 << 30}, 2).toInts()).containsExactly(-1, 1 << 30);
    byte[] halves = {0, 0x3c, 0, (byte) 0xc0};
    MlxArray half = mlx.create().of(halves, Dtype.FLOAT16, 2);
    assertThat(half.toFloats()).containsExactly(1, -2);
    assertThat(half.toBytes()).isEqualTo(halves);
    assertThat(half.toShorts()).containsExactly(Float.floatToFloat16(1), Float.floatToFloat16(-2));
    assertThatThrownBy(floats::toShorts)
        .hasMessage("Elements of type FLOAT32 have no 16 bits; convert them.");
    MlxArray words = mlx.shapes().view(mlx.create().of(new int[] {-1, 5}, 2), Dtype.UINT32);
    assertThat(words.toInts()).containsExactly(-1, 5);
    assertThat(mlx.create().of(new byte[] {(byte) 0x80, 0x3f}, Dtype.BFLOAT16, 1).item())
        .isEqualTo(1);
  }

  @Test
  void scalarsAndNothingAreArraysToo() {
    assertThat(mlx.create().scalar(2.5f).item()).isEqualTo(2.5f);
    assertThat(mlx.create().scalar(3).rank()).isZero();
    assertThat(mlx.create().scalar(3).dtype()).isEqualTo(Dtype.INT32);
    assertThat(mlx.create().scalar(true).toBytes()).containsExactly(1);
    assertThat(mlx.create().of(new float[0], 0, 4).toFloats()).isEmpty();
    MlxArray pair = mlx.create().of(new int[2], 2);
    assertThatThrownBy(pair::item).hasMessageStartingWith("An array of 2 elements is no scalar");
  }

  @Test
  void scalarsAreReadByTheirType() {
    MlxArray sum = mlx.arithmetic().add(mlx.create().scalar(-4), mlx.create().scalar(1));
    assertThat(sum.isComputed()).isFalse();
    assertThat(sum.itemInt()).isEqualTo(-3);
    assertThat(sum.isComputed()).isTrue();
    assertThat(sum.item()).isEqualTo(-3);
    assertThat(mlx.shapes().as(sum, Dtype.UINT32).itemInt()).isEqualTo(-3);
    assertThat(mlx.shapes().as(sum, Dtype.FLOAT16).item()).isEqualTo(-3);
    MlxArray real = mlx.create().scalar(1f);
    assertThat(mlx.create().scalar(true).itemBoolean()).isTrue();
    assertThat(mlx.logic().less(real, real).itemBoolean()).isFalse();
    assertThatThrownBy(real::itemBoolean)
        .hasMessage("A scalar of type FLOAT32 is no boolean; compare it.");
    assertThatThrownBy(real::itemInt).hasMessage("A scalar of type FLOAT32 is no int; convert it.");
  }

  @Test
  void typesHaveTheSizesOfMlx() {
    for (Dtype dtype : Dtype.values()) {
      assertThat(mlx.create().zeros(dtype, 3).elementBytes()).isEqualTo(dtype.bytes());
      assertThat(mlx.create().zeros(dtype, 3).bytes()).isEqualTo(3L * dtype.bytes());
    }
  }

  @Test
  void anArrayIsPrintedWithItsValues() {
    assertThat(mlx.create().of(new int[] {1, 2}, 2).text()).isEqualTo("array([1, 2], dtype=int32)");
  }

  @Test
  void aSharedArrayLivesAsLongAsOneOfItsHandles() {
    MlxArray shared;
    try (MlxScope inner = mlx.scope()) {
      MlxArray array = mlx.create().of(new int[] {4, 5}, 2);
      shared = inner.keep(array.share());
      array.close();
    }
    assertThat(shared.toInts()).containsExactly(4, 5);
  }

  @Test
  void whatWasStartedIsWaitedForAndNothingElse() {
    MlxArray sum = mlx.arithmetic().add(mlx.create().scalar(1), mlx.create().scalar(2));
    assertThatThrownBy(sum::await).hasMessageStartingWith("Nobody has started to compute this");
    mlx.evalAsync(sum);
    sum.await();
    assertThat(sum.isComputed()).isTrue();
    assertThat(sum.itemInt()).isEqualTo(3);
  }

  @Test
  void lentMemoryIsReadAndItsArenaClosedWhenTheArrayIsFreed() {
    Arena owner = Arena.ofShared();
    MemorySegment memory = owner.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3, 4);
    MlxArray lent = mlx.create().lend(owner, memory, Dtype.FLOAT32, 2, 2);
    assertThat(lent.toFloats()).containsExactly(1, 2, 3, 4);
    lent.close();
    assertThat(owner.scope().isAlive()).isFalse();
  }

  @Test
  void memoryThatCannotBeGivenBackIsNotLent() {
    try (Arena own = Arena.ofConfined();
        Arena other = Arena.ofShared()) {
      MemorySegment memory = own.allocate(4);
      assertThatThrownBy(() -> mlx.create().lend(own, memory, Dtype.INT32, 1))
          .hasMessageContaining("use Arena.ofShared()");
      assertThatThrownBy(() -> mlx.create().lend(other, memory, Dtype.INT32, 1))
          .hasMessageContaining("give the arena it is from");
      assertThat(other.scope().isAlive()).isTrue();
    }
  }

  @Test
  void nativeMemoryIsCopied() {
    MlxArray array;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_INT, 7, 8);
      array = mlx.create().of(memory, Dtype.INT32, 2, 1);
      memory.fill((byte) 0);
      assertThatThrownBy(() -> mlx.create().of(memory, Dtype.INT32, 3))
          .hasMessage("2 values do not fill the shape [3]; give as many as its product.");
      assertThatThrownBy(() -> mlx.create().of(memory.asSlice(0, 7), Dtype.INT32, 1))
          .hasMessageContaining("7 bytes are no whole number of INT32");
    }
    assertThat(array.toInts()).containsExactly(7, 8);
    MemorySegment heap = MemorySegment.ofArray(new int[1]);
    assertThatThrownBy(() -> mlx.create().of(heap, Dtype.INT32, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shapesThatNoMemoryHasAreRefused() {
    assertThatThrownBy(() -> mlx.create().zeros(Dtype.INT8, 2, -1))
        .hasMessageContaining("[2, -1] has a negative length");
    assertThatThrownBy(() -> mlx.create().zeros(Dtype.INT8, new int[17]))
        .hasMessageContaining("17 dimensions");
    int[] huge = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    assertThatThrownBy(() -> mlx.create().zeros(Dtype.INT8, huge))
        .hasMessageContaining("more bytes than numbers can say");
  }

  @Test
  void arraysFromNothing() {
    assertThat(mlx.create().zeros(Dtype.FLOAT32, 2).toFloats()).containsExactly(0, 0);
    assertThat(mlx.create().ones(Dtype.BFLOAT16, 1, 2).toFloats()).containsExactly(1, 1);
    MlxArray full = mlx.create().full(mlx.create().scalar(9), Dtype.INT32, 3);
    assertThat(full.toInts()).containsExactly(9, 9, 9);
    assertThat(mlx.create().zerosLike(full).toInts()).containsExactly(0, 0, 0);
    assertThat(mlx.create().range(1, 2.5, 0.5, Dtype.FLOAT32).toFloats())
        .containsExactly(1, 1.5f, 2);
  }

  @Test
  void aScopeFreesWhatWasMadeInItAndNotWhatIsKept() {
    MlxArray kept;
    MlxArray freed;
    try (MlxScope inner = mlx.scope()) {
      kept = inner.keep(mlx.create().scalar(1));
      freed = mlx.create().scalar(2);
      mlx.create().scalar(3).close();
      assertThat(inner.size()).isEqualTo(1);
      assertThatThrownBy(scope::close).hasMessageContaining("A scope within this one is open");
    }
    assertThat(kept.item()).isEqualTo(1);
    assertThat(freed).hasToString("closed");
    assertThatThrownBy(freed::size).hasMessageStartingWith("The array is closed");
    assertThatThrownBy(() -> scope.keep(freed)).isInstanceOf(IllegalArgumentException.class);
    freed.close();
  }

  @Test
  void whatWasComputedFromAFreedArrayKeepsItsValue() {
    MlxArray sum;
    try (MlxScope inner = mlx.scope()) {
      MlxArray one = mlx.create().scalar(1f);
      sum = inner.keep(mlx.arithmetic().add(one, one));
    }
    assertThat(sum.item()).isEqualTo(2);
  }

  @Test
  void memoryIsGivenBack() {
    long before = mlx.memory().activeBytes();
    try (MlxScope _ = mlx.scope()) {
      MlxArray large = mlx.create().ones(Dtype.FLOAT32, 1 << 20);
      mlx.memory().resetPeak();
      mlx.eval(large);
      assertThat(mlx.memory().activeBytes()).isGreaterThanOrEqualTo(before + (4 << 20));
      assertThat(mlx.memory().peakBytes()).isGreaterThanOrEqualTo(before + (4 << 20));
    }
    assertThat(mlx.memory().activeBytes()).isEqualTo(before);
    mlx.memory().clearCache();
    assertThat(mlx.memory().cacheBytes()).isZero();
    long limit = mlx.memory().limitBytes();
    assertThat(mlx.memory().setLimit(limit)).isEqualTo(limit);
    assertThat(mlx.memory().setCacheLimit(1 << 20)).isNotNegative();
    assertThat(mlx.memory().setWiredLimit(0)).isNotNegative();
    assertThatThrownBy(() -> mlx.memory().setLimit(-1)).hasMessageContaining("below 0");
  }

  @Test
  void otherThreadsAndSecondSessionsAreRefused() {
    MlxArray array = mlx.create().scalar(1);
    assertThatThrownBy(() -> CompletableFuture.runAsync(() -> mlx.math().abs(array)).join())
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("MLX belongs to the thread");
    assertThat(CompletableFuture.supplyAsync(array::toString).join())
        .isEqualTo("an array of another thread");
    assertThatThrownBy(() -> CompletableFuture.runAsync(array::close).join())
        .hasMessageContaining("hand the work over");
    MlxLibrary library = ((MlxLibrary.Loaded) MlxLibrary.load()).library();
    assertThatThrownBy(() -> Mlx.open(library)).hasMessageContaining("has a session of MLX");
  }

  @Test
  void streamsAreNumberedUsedAndWaitedFor() {
    MlxStreams streams = mlx.streams();
    MlxStream before = streams.current();
    assertThat(streams.count(DeviceKind.CPU)).isEqualTo(1);
    MlxStream other = streams.create(DeviceKind.CPU);
    assertThat(other.index()).isNotEqualTo(streams.cpu().index());
    streams.use(other);
    try {
      assertThat(streams.current()).isEqualTo(other);
      assertThat(streams.defaultDevice()).isEqualTo(DeviceKind.CPU);
      MlxArray sum = mlx.arithmetic().add(mlx.create().scalar(1), mlx.create().scalar(2));
      mlx.evalAsync(sum);
      streams.synchronize(other);
      assertThat(sum.toInts()).containsExactly(3);
    } finally {
      streams.use(before);
    }
    assertThat(streams.defaultDevice()).isEqualTo(before.kind());
    if (streams.count(DeviceKind.GPU) == 0) {
      assertThatThrownBy(() -> streams.create(DeviceKind.GPU)).isInstanceOf(MlxException.class);
    }
  }

  @Test
  void theLibrarySaysWhatItIs() {
    MlxCapabilities capabilities = mlx.capabilities();
    assertThat(capabilities.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(capabilities.backends()).contains(Backend.RING);
    assertThat(capabilities.library()).isAbsolute();
    assertThat(capabilities.device().name()).isPresent();
    assertThat(capabilities.device().architecture()).isPresent();
    assertThat(capabilities.device().kind() == DeviceKind.GPU)
        .isEqualTo(capabilities.metal() || capabilities.cuda());
  }
}
