package org.exojvm.mlx.array;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.exojvm.mlx.library.LibraryTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: no public method calls MLX on another thread than the owner's. Method: every method of
 * every class is called on one, with arguments that pass the checks before.
 */
@Tag(LibraryTests.TAG)
class OwnerTest {

  private static final Mlx MLX = MlxTests.mlx();
  private static final MlxScope SCOPE = MLX.scope();
  private static final MlxArray ARRAY = MLX.create().scalar(1f);
  private static final MlxFunction FUNCTION = MLX.compile().function(in -> in, false);
  private static final QuantSpec SPEC = new QuantSpec(64, 4, QuantMode.AFFINE);

  /** What tells only what Java knows. */
  private static final ImmutableSet<String> OF_JAVA =
      ImmutableSet.of("MlxStreams.cpu", "MlxStreams.current", "MlxArray.toString");

  /** What the session does itself; else it leads to the others. */
  private static final ImmutableSet<String> OF_SESSION =
      ImmutableSet.of("scope", "capabilities", "eval", "evalAsync", "after");

  private static final ImmutableMap<Class<?>, Object> ARGUMENTS =
      ImmutableMap.<Class<?>, Object>builder()
          .put(MlxArray.class, ARRAY)
          .put(MlxArray[].class, new MlxArray[] {ARRAY})
          .put(int.class, 1)
          .put(long.class, 1L)
          .put(float.class, 1f)
          .put(double.class, 1.0)
          .put(boolean.class, true)
          .put(int[].class, new int[0])
          .put(float[].class, new float[1])
          .put(byte[].class, new byte[Float.BYTES])
          .put(MemorySegment.class, Arena.global().allocate(Float.BYTES))
          .put(Arena.class, Arena.global())
          .put(List.class, List.of(ARRAY))
          .put(Map.class, Map.of())
          .put(Path.class, Path.of("file"))
          .put(Dtype.class, Dtype.FLOAT32)
          .put(QuantSpec.class, SPEC)
          .put(
              Quantized.class, MLX.quant().quantize(MLX.create().zeros(Dtype.FLOAT32, 1, 64), SPEC))
          .put(Rope.class, new Rope(2, true, 1, 1, Optional.empty()))
          .put(AttentionMask.class, new AttentionMask.All())
          .put(Backend.class, Backend.RING)
          .put(DeviceKind.class, DeviceKind.CPU)
          .put(MlxStream.class, MLX.streams().cpu())
          .put(MlxBody.class, (MlxBody) in -> in)
          .buildOrThrow();

  @AfterAll
  static void close() {
    FUNCTION.close();
    SCOPE.close();
  }

  static Stream<Object> subjects() {
    return Stream.of(
        MLX,
        ARRAY,
        SCOPE,
        FUNCTION,
        MLX.create(),
        MLX.math(),
        MLX.arithmetic(),
        MLX.logic(),
        MLX.reduce(),
        MLX.order(),
        MLX.shapes(),
        MLX.parts(),
        MLX.linear(),
        MLX.quant(),
        MLX.fast(),
        MLX.random(),
        MLX.memory(),
        MLX.files(),
        MLX.streams(),
        MLX.compile(),
        MLX.groups());
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everyMethodIsRefusedToOtherThreads(Object subject) {
    assertThat(subject.getClass().getDeclaredMethods())
        .filteredOn(OwnerTest::callsMlx)
        .isNotEmpty()
        .allSatisfy(method -> assertRefused(method, subject));
  }

  private static boolean callsMlx(Method method) {
    String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    return Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && !OF_JAVA.contains(name)
        && (!method.getDeclaringClass().equals(Mlx.class) || OF_SESSION.contains(method.getName()));
  }

  private static void assertRefused(Method method, Object subject) {
    Object[] arguments = Arrays.stream(method.getParameterTypes()).map(ARGUMENTS::get).toArray();
    Throwable thrown =
        CompletableFuture.supplyAsync(() -> thrownBy(method, subject, arguments)).join();
    assertThat(thrown)
        .as("%s", method)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("MLX belongs to the thread");
  }

  private static Throwable thrownBy(Method method, Object subject, Object... arguments) {
    try {
      return new AssertionError("It returned " + method.invoke(subject, arguments));
    } catch (InvocationTargetException e) {
      return Throwables.getRootCause(e);
    } catch (IllegalAccessException e) {
      return e;
    }
  }
}
