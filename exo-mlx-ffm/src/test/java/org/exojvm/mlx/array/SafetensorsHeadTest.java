package org.exojvm.mlx.array;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: heads that MLX may read pass, and whatever it would stumble over does not. */
class SafetensorsHeadTest {

  @TempDir private Path directory;

  /** Returns a file with a head and so many bytes of data. */
  static byte[] file(String head, int dataBytes) {
    byte[] bytes = head.getBytes(ISO_8859_1);
    return ByteBuffer.allocate(Long.BYTES + bytes.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(bytes.length)
        .put(bytes)
        .array();
  }

  private Path written(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("f"), bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'__metadata__':null}  ",
        "{'__metadata__':{'note':'100 %'},'a':{'dtype':'F8_E4M3','shape':[],'data_offsets':[0,1]}}",
        "{'a':{'dtype':'F32','shape':[2,1],'data_offsets':[0,8],'more':{'x':[1]}}}",
        "{'a':{'dtype':'F32','shape':[0,9],'data_offsets':[8,8]}}"
      })
  void aHeadThatIsRightPasses(String head) throws IOException {
    Path file = written(file(head.replace('\'', '"'), 8));
    assertThatCode(() -> SafetensorsHead.check(file)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | the head is START_ARRAY instead of START_OBJECT",
        "{} x | Unrecognized token",
        "{'a%n':{}} | has a percent sign or a zero in its name; rename it",
        "{'__metadata__':{'a':1}} | the entry a of __metadata__ is VALUE_NUMBER_INT",
        "{'__metadata__':{'a':'%\\ud800'}} | both percent signs and surrogates",
        "{'a':{'dtype':'%s','shape':[1],'data_offsets':[0,4]}} | the tensor a has no type",
        "{'a':{'dtype':'F32','data_offsets':[0,4]}} | the tensor a has a type, -1 elements",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | a number of a is -1",
        "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}} | VALUE_NUMBER_FLOAT instead",
        "{'a':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,0]}} | larger than"
            + " the file",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,9]}} | a number of a is 9, beyond 0 to"
            + " 8",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}} | 2 elements and -8 bytes",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,9]}} | the third offset of a",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[18446744073709551608,8]}} | out of range"
      })
  void aHeadThatIsWrongIsRefusedWithTheReason(String head, String reason) throws IOException {
    Path file = written(file(head.replace('\'', '"'), 8));
    assertThatThrownBy(() -> SafetensorsHead.check(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void aFileThatIsCutOffOrNoneIsRefused() throws IOException {
    Path cut = written(new byte[] {1, 2, 3});
    assertThatThrownBy(() -> SafetensorsHead.check(cut))
        .hasMessage("it ends within its head; fetch the file again");
    Path long8 = written(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{'});
    assertThatThrownBy(() -> SafetensorsHead.check(long8))
        .hasMessage("its head has 18446744073709551615 bytes and 1 follow; fetch the file again");
    Path latin = written(file("{\u00e9}", 0));
    assertThatThrownBy(() -> SafetensorsHead.check(latin)).isInstanceOf(IOException.class);
  }
}
