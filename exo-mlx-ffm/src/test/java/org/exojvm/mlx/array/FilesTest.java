package org.exojvm.mlx.array;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.exojvm.mlx.library.LibraryTests;
import org.exojvm.mlx.library.MlxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: safetensors files are read as the format says, and errors of every kind are exceptions. */
@Tag(LibraryTests.TAG)
class FilesTest {

  private final Mlx mlx = MlxTests.mlx();
  private final MlxScope scope = mlx.scope();

  @TempDir private Path directory;

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void aFileThatJavaHasWrittenIsRead() throws IOException {
    Path file = directory.resolve("model.safetensors");
    Files.write(file, safetensors());
    MlxTensors tensors = mlx.files().load(file);
    assertThat(tensors.metadata()).containsExactly(Map.entry("format", "mlx"));
    assertThat(tensors.arrays()).containsOnlyKeys("a", "b");
    assertThat(tensors.arrays().get("a")).hasToString("FLOAT32[2, 1]");
    assertThat(tensors.arrays().get("a").toFloats()).containsExactly(1.5f, -2);
    assertThat(tensors.arrays().get("b").dtype()).isEqualTo(Dtype.BFLOAT16);
    assertThat(tensors.arrays().get("b").toFloats()).containsExactly(1);
  }

  private static byte[] safetensors() {
    byte[] header =
        """
        {"__metadata__":{"format":"mlx"},
        "a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},
        "b":{"dtype":"BF16","shape":[1],"data_offsets":[8,10]}}\
        """
            .getBytes(UTF_8);
    return ByteBuffer.allocate(Long.BYTES + header.length + 10)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .putFloat(1.5f)
        .putFloat(-2)
        .putShort((short) 0x3f80)
        .array();
  }

  @Test
  void whatIsSavedIsLoadedAgain() {
    Path file = directory.resolve("saved.safetensors");
    MlxArray array = MlxTests.array(1, 3, 4);
    mlx.files().save(file, Map.of("x", array), Map.of("k", "100 %"));
    MlxTensors loaded = mlx.files().load(file);
    assertThat(loaded.arrays().get("x").toFloats()).isEqualTo(array.toFloats());
    assertThat(loaded.metadata()).containsEntry("k", "100 %");
  }

  @Test
  void aFileThatIsNotThereOrIsDamagedIsAnException() throws IOException {
    Path absent = directory.resolve("absent.safetensors");
    assertThatThrownBy(() -> mlx.files().load(absent))
        .isInstanceOf(MlxException.class)
        .hasMessageStartingWith("mlx_load_safetensors: ")
        .hasMessageContaining(absent.toString());
    Path damaged = Files.writeString(directory.resolve("d.safetensors"), "x".repeat(100));
    assertThatThrownBy(() -> mlx.files().load(damaged)).isInstanceOf(MlxException.class);
    mlx.files().save(damaged, Map.of("x", mlx.create().scalar(1f)), Map.of());
    assertThat(mlx.files().load(damaged).metadata()).isEmpty();
    Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 60));
    assertThatThrownBy(() -> mlx.files().load(damaged))
        .hasMessageContaining("fetch the file again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{%s%n%n%s",
        "{\"%s%n\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"%n%s\",\"shape\":[1],\"data_offsets\":[0,4]}}"
      })
  void aDamagedHeadWithFormatsOfPrintfIsAnExceptionAndNoCrash(String head) throws IOException {
    Path file = directory.resolve("hostile.safetensors");
    Files.write(file, SafetensorsHeadTest.file(head, 4));
    assertThatThrownBy(() -> mlx.files().load(file))
        .isInstanceOf(MlxException.class)
        .hasMessageStartingWith("mlx_load_safetensors: " + file + " is damaged: ");
  }

  @Test
  void aNameThatMlxWouldTakeForAFormatIsRefused() {
    Path percent = directory.resolve("100%d.safetensors");
    assertThatThrownBy(() -> mlx.files().load(percent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has a percent sign");
    Map<String, MlxArray> arrays = Map.of("%n", mlx.create().scalar(1));
    assertThatThrownBy(() -> mlx.files().save(directory.resolve("x"), arrays, Map.of()))
        .hasMessageContaining("\"%n\" has a percent sign");
  }

  @Test
  void callsThatMlxRefusesAreExceptionsAndNothingBreaks() {
    MlxArray two = mlx.create().of(new float[] {1, 2}, 2);
    MlxArray three = mlx.create().of(new float[] {1, 2, 3}, 3);
    for (int round = 0; round < 3; round++) {
      assertThatThrownBy(() -> mlx.arithmetic().add(two, three))
          .isInstanceOfSatisfying(
              MlxException.class,
              e -> {
                assertThat(e.function()).isEqualTo("mlx_add");
                assertThat(e.reason()).contains("(2)").contains("(3)");
              });
      assertThatThrownBy(() -> mlx.shapes().reshape(two, 5)).isInstanceOf(MlxException.class);
      assertThatThrownBy(() -> mlx.linear().matmul(two, three)).isInstanceOf(MlxException.class);
      assertThatThrownBy(() -> mlx.reduce().sum(two, 4, false)).isInstanceOf(MlxException.class);
      assertThatThrownBy(() -> mlx.parts().concatenate(java.util.List.of(), 0))
          .isInstanceOf(MlxException.class);
      QuantSpec odd = new QuantSpec(7, 4, QuantMode.AFFINE);
      assertThatThrownBy(() -> mlx.quant().quantize(two, odd)).isInstanceOf(MlxException.class);
    }
    assertThat(mlx.arithmetic().add(two, two).toFloats()).containsExactly(2, 4);
  }

  @Test
  void aGroupThatNoEnvironmentDescribesIsAnExceptionAndNotAGroupOfOne() {
    assertThat(mlx.groups().isAvailable(Backend.RING)).isTrue();
    assertThatThrownBy(() -> mlx.groups().join(Backend.RING)).isInstanceOf(MlxException.class);
    assertThatThrownBy(() -> mlx.groups().join(Backend.RING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("start another one");
  }
}
