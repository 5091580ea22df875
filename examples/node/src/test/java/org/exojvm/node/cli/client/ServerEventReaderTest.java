package org.exojvm.node.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Goal: streams are read as WHATWG HTML, section 9.2, says, and no event takes all memory. */
class ServerEventReaderTest {

  private static ServerEventReader reading(String text, int maxBytes) {
    return new ServerEventReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
  }

  @Test
  void fieldsBecomeEvents() throws IOException {
    ServerEventReader reader =
        reading(
            """
            : hello

            id: 7
            event: A
            data: {"é":1}

            data:a\r
            data: b\r
            odd: x\r
            \r
            event: B

            """,
            1_000);
    assertThat(reader.next()).isEqualTo(new ServerEvent.Comment());
    assertThat(reader.next()).isEqualTo(new ServerEvent.Message("7", "A", "{\"é\":1}"));
    assertThat(reader.next()).isEqualTo(new ServerEvent.Message("7", "message", "a\nb"));
    assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
  }

  @Test
  void anEventThatBreaksOffIsNone() throws IOException {
    ServerEventReader reader = reading("data: 1\n\ndata: 2\n", 1_000);
    assertThat(reader.next()).isInstanceOf(ServerEvent.Message.class);
    assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThatThrownBy(reading("data: " + "x".repeat(100) + "\n\n", 50)::next)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("50 bytes");
    assertThatThrownBy(reading("data: xxxxxxxx\n".repeat(10), 50)::next)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("50 bytes");
  }
}
