package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.mlx.library.LibraryTests;
import org.exojvm.mlx.library.MlxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Goal: a compiled function gives what its body gives, is traced once, and errors come out. */
@Tag(LibraryTests.TAG)
class CompileTest {

  private final Mlx mlx = MlxTests.mlx();
  private final MlxScope scope = mlx.scope();
  private int traced;

  @AfterEach
  void close() {
    mlx.compile().enable();
    scope.close();
  }

  /** Returns x * sigmoid(x) + y, and x. */
  private List<MlxArray> body(ImmutableList<MlxArray> inputs) {
    traced++;
    MlxArray x = inputs.get(0);
    MlxArray gate = mlx.arithmetic().multiply(x, mlx.math().sigmoid(x));
    return List.of(mlx.arithmetic().add(gate, inputs.get(1)), x);
  }

  private void assertRight(MlxFunction function, long seed, int... shape) {
    float[] x = MlxTests.numbers(seed, MlxTests.product(shape));
    float[] y = MlxTests.numbers(seed + 1, x.length);
    ImmutableList<MlxArray> results =
        function.apply(List.of(mlx.create().of(x, shape), mlx.create().of(y, shape)));
    Close.assertClose(
        results.get(0), MlxTests.each(x.length, i -> x[i] / (1 + Math.exp(-x[i])) + y[i]));
    Close.assertClose(results.get(1), x);
  }

  @Test
  void aFunctionIsTracedOncePerShape() {
    try (MlxFunction function = mlx.compile().function(this::body, false)) {
      assertRight(function, 1, 4);
      assertRight(function, 2, 4);
      assertThat(traced).isEqualTo(1);
      assertRight(function, 3, 2, 3);
      assertThat(traced).isEqualTo(2);
      mlx.compile().clearCache();
      assertRight(function, 4, 4);
      assertThat(traced).isEqualTo(3);
    }
  }

  @Test
  void aFunctionWithoutShapesIsTracedOnce() {
    try (MlxFunction function = mlx.compile().function(this::body, true)) {
      assertRight(function, 1, 4);
      assertRight(function, 2, 9);
      assertThat(traced).isEqualTo(1);
    }
  }

  @Test
  void whereNothingIsCompiledTheBodyRunsEveryTime() {
    mlx.compile().disable();
    try (MlxFunction function = mlx.compile().function(this::body, false)) {
      assertRight(function, 1, 4);
      assertRight(function, 2, 4);
      assertThat(traced).isEqualTo(2);
    }
  }

  @Test
  void whatABodyThrowsComesOutAndTheFunctionGoesOn() {
    List<RuntimeException> planned = new ArrayList<>(List.of(new IllegalStateException("mine")));
    MlxBody body =
        inputs -> {
          if (!planned.isEmpty()) {
            throw planned.removeFirst();
          }
          return body(inputs);
        };
    try (MlxFunction function = mlx.compile().function(body, false)) {
      MlxArray two = mlx.create().of(new float[] {1, 2}, 2);
      assertThatThrownBy(() -> function.apply(List.of(two, two)))
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasMessage("mine");
      assertRight(function, 1, 4);
    }
  }

  @Test
  void aBodyThatReadsAnArrayOrMakesItsResultsBadlyIsRefused() {
    MlxArray two = mlx.create().of(new float[] {1, 2}, 2);
    try (MlxFunction reads =
            mlx.compile().function(in -> List.of(mlx.create().scalar(in.get(0).item())), false);
        MlxFunction leaves =
            mlx.compile()
                .function(
                    in -> {
                      mlx.scope();
                      return in;
                    },
                    false)) {
      assertThatThrownBy(() -> reads.apply(List.of(mlx.create().scalar(1f))))
          .isInstanceOf(MlxException.class)
          .hasMessageContaining("eval");
      assertThatThrownBy(() -> leaves.apply(List.of(two)))
          .hasMessageContaining("A scope within this one is open");
    }
    assertThat(mlx.arithmetic().add(two, two).toFloats()).containsExactly(2, 4);
  }

  @Test
  void aBodyCannotPullTheGroundFromUnderItself() {
    List<MlxFunction> self = new ArrayList<>();
    List<Runnable> attempts =
        List.of(
            () -> self.getFirst().close(),
            () -> self.getFirst().apply(List.of()),
            () -> mlx.compile().clearCache());
    for (Runnable attempt : attempts) {
      MlxBody body =
          inputs -> {
            attempt.run();
            return inputs;
          };
      try (MlxFunction function = mlx.compile().function(body, false)) {
        self.add(0, function);
        assertThatThrownBy(() -> function.apply(List.of(mlx.create().scalar(1f))))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("being");
      }
    }
  }

  @Test
  void aBodyMayApplyAnotherFunction() {
    try (MlxFunction inner = mlx.compile().function(this::body, false);
        MlxFunction outer = mlx.compile().function(inner::apply, false)) {
      assertRight(outer, 5, 4);
      assertRight(outer, 6, 4);
      assertThat(traced).isEqualTo(1);
    }
  }

  @Test
  void aClosedFunctionIsRefused() {
    MlxFunction function = mlx.compile().function(this::body, false);
    function.close();
    function.close();
    assertThatThrownBy(() -> function.apply(List.of()))
        .hasMessage("The function is closed; make it again.");
  }
}
