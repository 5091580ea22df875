package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.exojvm.mlx.library.LibraryTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Goal: shapes change and parts are taken and put as their indices say. */
@Tag(LibraryTests.TAG)
class ShapeTest {

  private final Mlx mlx = MlxTests.mlx();
  private final MlxScope scope = mlx.scope();
  private final MlxShapes shapes = mlx.shapes();
  private final MlxParts parts = mlx.parts();

  /** 0 1 2 / 3 4 5. */
  private final MlxArray six = shapes.reshape(mlx.create().range(0, 6, 1, Dtype.INT32), 2, 3);

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void elementsStayWhenTheShapeChanges() {
    assertThat(shapes.reshape(six, 3, -1)).hasToString("INT32[3, 2]");
    assertThat(shapes.flatten(six, 0, -1)).hasToString("INT32[6]");
    assertThat(shapes.expand(six, 1)).hasToString("INT32[2, 1, 3]");
    assertThat(shapes.squeeze(shapes.expand(six, 0), 0)).hasToString("INT32[2, 3]");
    assertThat(shapes.reshape(six, 3, 2).toInts()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void axesChangePlaces() {
    assertThat(shapes.transpose(six).toInts()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(shapes.transpose(six, 1, 0).toInts()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(shapes.swap(six, 0, 1).toInts()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(shapes.contiguous(shapes.transpose(six)).toInts()).containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void elementsAreRepeatedOrLeftOut() {
    MlxArray row = mlx.create().of(new int[] {1, 2}, 2);
    assertThat(shapes.broadcast(row, 2, 2).toInts()).containsExactly(1, 2, 1, 2);
    assertThat(shapes.repeat(row, 2, 0).toInts()).containsExactly(1, 1, 2, 2);
    assertThat(shapes.lower(six, 0).toInts()).containsExactly(0, 0, 0, 3, 4, 0);
    assertThat(shapes.upper(six, 1).toInts()).containsExactly(0, 1, 2, 0, 0, 5);
  }

  @Test
  void typesChangeByValueOrByBytes() {
    MlxArray one = mlx.create().scalar(1.75f);
    assertThat(shapes.as(one, Dtype.INT8)).hasToString("INT8[]");
    assertThat(shapes.as(one, Dtype.INT8).toInts()).containsExactly(1);
    assertThat(shapes.as(one, Dtype.BFLOAT16).toBytes()).containsExactly(0xe0, 0x3f);
    assertThat(shapes.as(one, Dtype.FLOAT16).toBytes()).containsExactly(0, 0x3f);
    MlxArray bits = shapes.view(mlx.create().of(new float[] {1.75f}, 1), Dtype.INT32);
    assertThat(bits.toInts()).containsExactly(Float.floatToIntBits(1.75f));
    for (Dtype dtype : Dtype.values()) {
      assertThat(shapes.as(one, dtype).dtype()).isEqualTo(dtype);
    }
  }

  @Test
  void arraysAreJoinedAndSplit() {
    assertThat(parts.concatenate(List.of(six, six), 1).toInts())
        .containsExactly(0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
    MlxArray stacked = parts.stack(List.of(six, mlx.math().square(six)), 0);
    assertThat(stacked).hasToString("INT32[2, 2, 3]");
    assertThat(stacked.toInts()).containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 4, 9, 16, 25);
    assertThat(parts.split(six, 3, 1))
        .extracting(MlxArray::toInts)
        .containsExactly(new int[] {0, 3}, new int[] {1, 4}, new int[] {2, 5});
    assertThat(parts.splitAt(six, 1, 1))
        .extracting(MlxArray::toInts)
        .containsExactly(new int[] {0, 3}, new int[] {1, 2, 4, 5});
  }

  @Test
  void anArrayIsSplitIntoMorePartsThanItCanHaveDimensions() {
    int parts = 20;
    MlxArray row = mlx.create().range(0, parts, 1, Dtype.INT32);
    int[] indices = IntStream.range(1, parts).toArray();
    assertThat(this.parts.splitAt(row, 0, indices))
        .hasSize(parts)
        .extracting(part -> part.toInts()[0])
        .containsExactlyElementsOf(IntStream.range(0, parts).boxed().toList());
  }

  @Test
  void rangesAreCutOutAndReplaced() {
    int[] start = {0, 1};
    int[] stop = {2, 3};
    assertThat(parts.slice(six, start, stop).toInts()).containsExactly(1, 2, 4, 5);
    MlxArray four = mlx.create().of(new int[] {10, 20, 30, 40}, 2, 2);
    assertThat(parts.update(six, four, start, stop).toInts()).containsExactly(0, 10, 20, 3, 30, 40);
    assertThat(parts.updateAdd(six, four, start, stop).toInts())
        .containsExactly(0, 11, 22, 3, 34, 45);
    assertThatThrownBy(() -> parts.slice(six, start, new int[1]))
        .hasMessageContaining("2 starts, 1 stops and 2 steps");
    int[] steps = {1, 2};
    assertThat(parts.slice(six, new int[2], stop, steps).toInts()).containsExactly(0, 2, 3, 5);
    assertThat(parts.update(six, four, new int[2], stop, steps).toInts())
        .containsExactly(10, 1, 20, 30, 4, 40);
  }

  @Test
  void elementsAreTakenAndPutByIndex() {
    MlxArray indices = mlx.create().of(new int[] {1, 0, 1}, 3);
    assertThat(parts.take(six, indices, 0).toInts()).containsExactly(3, 4, 5, 0, 1, 2, 3, 4, 5);
    MlxArray along = mlx.create().of(new int[] {2, 0}, 2, 1);
    assertThat(parts.takeAlong(six, along, 1).toInts()).containsExactly(2, 3);
    MlxArray values = mlx.create().of(new int[] {70, 80}, 2, 1);
    assertThat(parts.putAlong(six, along, values, 1).toInts()).containsExactly(0, 1, 70, 80, 4, 5);
  }

  @Test
  void axesAndStepsThatCrashMlxAreRefused() {
    MlxArray along = mlx.create().of(new int[] {2, 0}, 2, 1);
    assertThatThrownBy(() -> parts.takeAlong(six, along, -100))
        .hasMessageContaining("has no axis -100");
    assertThatThrownBy(() -> parts.putAlong(six, along, along, 2))
        .hasMessageContaining("has no axis 2");
    int[] stop = {2, 3};
    assertThatThrownBy(() -> parts.slice(six, new int[2], stop, new int[] {0, 1}))
        .hasMessage("A step of a slice is 0; give 1 for every index.");
    assertThatThrownBy(() -> parts.update(six, six, new int[2], stop, new int[] {1, 0}))
        .hasMessageContaining("is 0");
  }

  @Test
  void anArrayComesAfterWhatItDependsOn() {
    MlxArray sum = mlx.reduce().sum(six);
    assertThat(mlx.after(List.of(six), List.of(sum)).getFirst().toInts())
        .containsExactly(0, 1, 2, 3, 4, 5);
  }
}
