package org.exojvm.mlx.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import org.exojvm.mlx.deadline.ManualTimers;
import org.exojvm.mlx.library.LibraryTests;
import org.exojvm.mlx.library.MlxLocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Goal: whatever a library does when it is tried, there is an answer and this process lives. */
class MlxProbeTest {

  private final ManualTimers timers = new ManualTimers();

  @Test
  void aLibraryThatIsNotThereIsAnswered() {
    MlxProbeResult result = new MlxProbe(timers).ask(Path.of("/nowhere/libmlxc.so"));
    assertThat(result.text())
        .startsWith("MLX does not work: /nowhere/libmlxc.so cannot be loaded: ")
        .endsWith("Look whether libmlx is beside it and is of this machine.");
  }

  @Test
  void aLibraryThatCrashesIsAnswered() {
    MlxProbeResult result = new MlxProbe(timers, CrashingProbe.class).ask(Path.of("libmlxc.so"));
    // Without an image of its memory a JVM that crashes ends with 1.
    assertThat(result.text()).isEqualTo("MLX does not work: Terminated (exitcode=1)");
  }

  @Test
  void whatAProbePrintsIsReadAgain() {
    MlxProbeResult.Works works =
        new MlxProbeResult.Works("0.32.1", "Metal", ImmutableList.of("RING", "JACCL"));
    assertThat(MlxProbeResult.Works.read(works.line() + "\n")).contains(works);
    assertThat(MlxProbeResult.Works.read("works\tbut\tbadly")).isEmpty();
    assertThat(works.text()).isEqualTo("MLX 0.32.1 on Metal; groups: RING, JACCL");
  }

  @Test
  @Tag(LibraryTests.TAG)
  void theLibraryOfThisMachineWorks() {
    MlxLocation.Found found = (MlxLocation.Found) MlxLocation.find();
    assertThat(new MlxProbe(timers).ask(found.file()))
        .isInstanceOfSatisfying(
            MlxProbeResult.Works.class, works -> assertThat(works.backends()).contains("RING"));
  }
}
