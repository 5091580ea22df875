package org.exojvm.mlx.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.exojvm.mlx.deadline.ManualTimers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: the verbs are asked in a process of their own, and whatever it does is a value here.
 * Method: real processes; libraries that are not there, or are another library.
 */
class VerbsProbeTest {

  private static final Duration DEADLINE = Duration.ofSeconds(9);
  private static final String IPV4_GID = "00000000000000000000ffffc0a80105";

  private final ManualTimers timers = new ManualTimers();

  @Test
  void aMachineWithoutTheLibraryIsAnswered() {
    VerbsResult result = probe(VerbsProbeMain.class, "libnosuchverbs.so").ask();
    assertThat(result)
        .isInstanceOfSatisfying(
            VerbsResult.Absent.class,
            absent -> assertThat(absent.absence()).isEqualTo(VerbsResult.Absence.NO_LIBRARY));
    assertThat(result.text()).contains("libnosuchverbs.so").endsWith("Without it use MlxRing.");
  }

  @Test
  void aLibraryWithoutTheFunctionsIsAnswered() {
    Path java = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("java"));
    assertThat(probe(VerbsProbeMain.class, "libnosuchverbs.so", java.toString()).ask())
        .isInstanceOfSatisfying(
            VerbsResult.Absent.class,
            absent -> {
              assertThat(absent.absence()).isEqualTo(VerbsResult.Absence.NO_SYMBOL);
              assertThat(absent.detail()).contains("ibv_get_device_list");
            });
  }

  @Test
  void thisMachineIsAnsweredAndTheLibraryStaysOutOfThisProcess() throws IOException {
    VerbsResult result = new VerbsProbe(timers).ask();
    assertThat(result.text()).isNotBlank();
    assertThat(result).isNotInstanceOf(VerbsResult.Unanswered.class);
    Path maps = Path.of("/proc/self/maps");
    if (Files.exists(maps)) {
      assertThat(Files.readString(maps)).doesNotContain("ibverbs");
    }
  }

  @Test
  void aProcessThatCrashesEndsOrPrintsGarbageIsAValue() {
    assertThat(probe(VerbsMisbehaving.class, "crash").ask())
        .isEqualTo(new VerbsResult.Unanswered("Terminated (exitcode=1)"));
    assertThat(probe(VerbsMisbehaving.class, "halt").ask())
        .isEqualTo(new VerbsResult.Unanswered("Terminated (exitcode=7)"));
    assertThat(probe(VerbsMisbehaving.class, "garbage").ask().text())
        .startsWith("The probe of the verbs: printed something else: ");
  }

  @Test
  void aProcessThatHangsIsKilledAtTheDeadline() throws Exception {
    CompletableFuture<VerbsResult> result =
        CompletableFuture.supplyAsync(() -> probe(VerbsMisbehaving.class, "hang").ask());
    timers.awaitArmed(DEADLINE);
    timers.advance(DEADLINE);
    assertThat(result.get(30, TimeUnit.SECONDS))
        .isEqualTo(new VerbsResult.Unanswered("did not end within 9000 ms and was killed"));
  }

  @Test
  void aLineIsReadAsItWasWritten() throws IOException {
    VerbsResult devices =
        new VerbsResult.Devices(
            "librdma.dylib",
            ImmutableList.of(
                new VerbsDevice(
                    "rdma_en5",
                    ImmutableList.of(
                        new Gid("fe80000000000000" + "0".repeat(16)), new Gid(IPV4_GID)),
                    ""),
                new VerbsDevice("rdma_en4", ImmutableList.of(), "open failed, errno 16")));
    assertThat(VerbsLine.read(VerbsLine.write(devices))).isEqualTo(devices);
    assertThat(((VerbsResult.Devices) devices).devices().getFirst().ipv4()).hasValue("192.168.1.5");
    assertThat(((VerbsResult.Devices) devices).devices().getLast().ipv4()).isEmpty();
    VerbsResult absent = new VerbsResult.Absent(VerbsResult.Absence.NO_DEVICES, "errno 0");
    assertThat(VerbsLine.read(VerbsLine.write(absent))).isEqualTo(absent);
    VerbsResult open = new VerbsResult.Unanswered("failed: \"x\"");
    assertThat(VerbsLine.read(VerbsLine.write(open))).isEqualTo(open);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"library\":\"x\",\"devices\":[]}",
        "{\"library\":\"x\",\"devices\":[{\"name\":\"n\",\"problem\":\"\",\"gids\":[\"zz\"]}]}",
        "{\"absence\":\"NOTHING\",\"detail\":\"x\"}",
        "{\"absence\":\"NO_LIBRARY\",\"detail\":\"x\"} and more",
      })
  void aLineOfAnotherShapeIsRefused(String line) {
    assertThatThrownBy(() -> VerbsLine.read(line)).isInstanceOf(IOException.class);
  }

  private VerbsProbe probe(Class<?> main, String... arguments) {
    return new VerbsProbe(
        timers, VerbsProbe.commandOf(main, ImmutableList.copyOf(arguments)), DEADLINE);
  }
}
