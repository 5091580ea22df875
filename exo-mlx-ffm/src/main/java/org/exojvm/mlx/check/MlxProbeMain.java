package org.exojvm.mlx.check;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import org.exojvm.mlx.array.Mlx;
import org.exojvm.mlx.array.MlxArray;
import org.exojvm.mlx.array.MlxCapabilities;
import org.exojvm.mlx.array.MlxScope;
import org.exojvm.mlx.library.MlxLibrary;

/** Main class of the process that tries a library: prints one line and ends. */
public final class MlxProbeMain {

  private static final float[] LEFT = {1, 2, 3, 4};
  private static final float[] RIGHT = {5, 6, 7, 8};

  private MlxProbeMain() {}

  /** Tries the library that the first argument names. */
  public static void main(String[] arguments) {
    MlxProbeResult result;
    try {
      result =
          switch (MlxLibrary.load(Path.of(arguments[0]))) {
            case MlxLibrary.Loaded(MlxLibrary library) -> probe(Mlx.open(library));
            case MlxLibrary.Refused(String reason) -> new MlxProbeResult.Fails(reason);
          };
    } catch (RuntimeException | LinkageError e) {
      result = new MlxProbeResult.Fails(e.toString());
    }
    System.out.println(
        switch (result) {
          case MlxProbeResult.Works works -> works.line();
          case MlxProbeResult.Fails(String reason) -> reason;
        });
    System.out.flush();
    // MLX has threads; the answer is out, and nothing is worth waiting for.
    Runtime.getRuntime().halt(0);
  }

  private static MlxProbeResult probe(Mlx mlx) {
    MlxCapabilities found = mlx.capabilities();
    try (MlxScope _ = mlx.scope()) {
      MlxArray left = mlx.create().of(LEFT, 2, 2);
      MlxArray right = mlx.create().of(RIGHT, 2, 2);
      float[] product = mlx.linear().matmul(left, right).toFloats();
      for (int i = 0; i < product.length; i++) {
        float expected = LEFT[i / 2 * 2] * RIGHT[i % 2] + LEFT[i / 2 * 2 + 1] * RIGHT[2 + i % 2];
        if (product[i] != expected) {
          return new MlxProbeResult.Fails(
              "element %d of a product was %s instead of %s.".formatted(i, product[i], expected));
        }
      }
    }
    return new MlxProbeResult.Works(
        found.version(),
        found.metal() ? "Metal" : found.cuda() ? "CUDA" : "the CPU",
        found.backends().stream().map(Enum::name).collect(ImmutableList.toImmutableList()));
  }
}
