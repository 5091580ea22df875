package org.exojvm.mlx.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: ends of processes are spelled as the reference spells them, on both systems. */
class TerminationTest {

  @ParameterizedTest
  @CsvSource({
    "0, LINUX, Terminated (exitcode=0)",
    "1, MACOS, Terminated (exitcode=1)",
    "137, LINUX, Terminated (signal=9 (Killed))",
    "137, MACOS, Terminated (signal=9 (Killed))",
    "134, MACOS, Terminated (signal=6 (Aborted))",
    "139, LINUX, Terminated (signal=11 (Segmentation fault))",
    "138, LINUX, Terminated (signal=10 (User defined signal 1))",
    "138, MACOS, Terminated (signal=10 (Bus error))",
    "255, LINUX, Terminated (exitcode=255)",
  })
  void anExitValueIsReadAsSignalOrCode(int exitValue, SignalNames names, String text) {
    assertThat(Termination.of(exitValue, names).text()).isEqualTo(text);
  }

  @Test
  void theTailOfAnOutputIsItsLastBytes() {
    OutputTail tail = new OutputTail(4);
    assertThat(tail.text()).isEmpty();
    tail.add("ab".getBytes(StandardCharsets.UTF_8), 2);
    assertThat(tail.text()).isEqualTo("ab");
    tail.add("cdefg".getBytes(StandardCharsets.UTF_8), 5);
    assertThat(tail.text()).isEqualTo("defg");
  }
}
