package org.exojvm.examples.mlx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exojvm.mlx.library.MlxLocation;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Goal: the doctor says of every part what is found or how to get it, on any machine. */
class DoctorCommandTest {

  private final StringWriter out = new StringWriter();

  @Test
  void everyPartIsToldAndNoneIsLoadedHere() throws IOException {
    int code = new CommandLine(new MlxCommand()).setOut(new PrintWriter(out)).execute("doctor");
    if (MlxLocation.find() instanceof MlxLocation.Found found) {
      assertThat(code).isZero();
      assertThat(out.toString())
          .contains("library        " + found.file(), "MLX            MLX ")
          .contains("two matrices   multiplied", "two processes  added 1048576 floats");
    } else {
      assertThat(code).isEqualTo(1);
      assertThat(out.toString()).contains("library        There is no libmlxc", "brew install");
    }
    assertThat(out.toString()).contains("\nRDMA devices   ", "\nRDMA switch    ", "\nThunderbolt ");
    Path maps = Path.of("/proc/self/maps");
    if (Files.exists(maps)) {
      assertThat(Files.readString(maps)).doesNotContain("libmlx", "ibverbs");
    }
  }
}
