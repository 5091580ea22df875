package org.exojvm.mlx.sidechannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.exojvm.mlx.deadline.ManualTimers;
import org.exojvm.mlx.sidechannel.SideChannelEnd.Closed;
import org.exojvm.mlx.sidechannel.SideChannelEnd.Gone;
import org.exojvm.mlx.sidechannel.SideChannelEnd.Lied;
import org.exojvm.mlx.sidechannel.SideChannelEnd.TimedOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the reference's frames over real pipes, with children that play along and ones that do not.
 */
class PipeRelayTest {

  private static final SideChannelLimits LIMITS = SideChannelLimits.defaults();

  @TempDir private Path directory;
  private final ManualTimers timers = new ManualTimers();
  private final MemoryRounds rounds = new MemoryRounds(2);
  private final List<PipeRelay> relays = new ArrayList<>();
  private Crew crew;

  @BeforeEach
  void open() {
    crew = new Crew();
  }

  @AfterEach
  void close() {
    crew.close();
  }

  @Test
  void framesAreLittleEndianLengthAndBytes() throws IOException {
    assertThat(PipeFrames.encode(new byte[] {7, 8, 9})).containsExactly(3, 0, 0, 0, 7, 8, 9);
    byte[] large = new byte[300];
    assertThat(PipeFrames.encode(large)).startsWith(44, 1, 0, 0);
    InputStream two = new ByteArrayInputStream(new byte[] {1, 0, 0, 0, 5, 0, 0, 0, 0});
    assertThat(PipeFrames.read(two, 4)).hasValue(new byte[] {5});
    assertThat(PipeFrames.read(two, 4)).hasValue(new byte[0]);
    assertThat(PipeFrames.read(two, 4)).isEmpty();
  }

  @Test
  void framesThatAreTooLongOrTornAreRefused() {
    assertRefused(new byte[] {-1, -1, -1, -1}, "a frame of 4294967295 bytes, of at most 4");
    assertRefused(new byte[] {5, 0, 0, 0}, "a frame of 5 bytes, of at most 4");
    assertRefused(new byte[] {1, 0}, "the pipe ended within the length of a frame");
    assertRefused(new byte[] {3, 0, 0, 0, 1}, "the pipe ended after 1 of 3 bytes");
  }

  @Test
  void bothRanksReadWhatBothHaveWritten() throws Exception {
    List<Future<List<byte[]>>> children = new ArrayList<>();
    for (int rank = 0; rank < 2; rank++) {
      int own = rank;
      NamedPipes pipes = relay(rank);
      children.add(crew.run(() -> rounds(pipes, own)));
    }
    for (Future<List<byte[]>> child : children) {
      assertThat(Crew.result(child))
          .usingRecursiveComparison()
          .isEqualTo(List.of(new byte[] {0, 1}, new byte[] {0, 0, 1, 1}));
    }
    // They closed their pipes when they were done.
    for (PipeRelay relay : relays) {
      assertThat(Crew.result(relay.end())).isEqualTo(new Closed());
    }
  }

  @Test
  void aChildThatNeverOpensItsPipesIsGivenUp() throws Exception {
    relay(1);
    timers.awaitArmed(LIMITS.of(SideChannelWait.PIPES_OPEN));
    timers.advance(LIMITS.of(SideChannelWait.PIPES_OPEN));
    assertThat(Crew.result(relays.getFirst().end())).isInstanceOf(TimedOut.class);
    assertThat(relays.getFirst().end().get().text()).contains("PIPES_OPEN");
  }

  @Test
  void aChildThatWritesNoFrameIsRefused() throws Exception {
    NamedPipes pipes = relay(1);
    try (OutputStream out = Files.newOutputStream(pipes.fromChild());
        InputStream in = Files.newInputStream(pipes.toChild())) {
      out.write(new byte[] {0, 0, 0, 127});
      out.flush();
      assertThat(Crew.result(relays.getFirst().end()))
          .isEqualTo(
              new Lied(1, "it wrote no frame: a frame of 2130706432 bytes, of at most 4096"));
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void aChildThatDiesEndsTheRelay() throws Exception {
    NamedPipes pipes = relay(1);
    try (OutputStream out = Files.newOutputStream(pipes.fromChild());
        InputStream _ = Files.newInputStream(pipes.toChild())) {
      out.flush();
    }
    assertThat(Crew.result(relays.getFirst().end()))
        .isEqualTo(new Gone(1, "its child closed its pipe after 0 rounds"));
  }

  @Test
  void aChildThatStallsIsGivenUpWithTheGroup() throws Exception {
    NamedPipes pipes = relay(1);
    try (OutputStream _ = Files.newOutputStream(pipes.fromChild());
        InputStream in = Files.newInputStream(pipes.toChild())) {
      // Only the wait for the group is left once both pipes are open.
      timers.await(
          armed -> armed.equals(List.of(LIMITS.of(SideChannelWait.GROUP_FORMS).toNanos())));
      timers.advance(LIMITS.of(SideChannelWait.GROUP_FORMS));
      assertThat(Crew.result(relays.getFirst().end())).isInstanceOf(TimedOut.class);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void pipesInADirectoryThatIsNotThereAreRefused() {
    assertThatThrownBy(() -> NamedPipes.make(directory.resolve("none"), timers))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Terminated (exitcode=1)")
        .hasMessageEndingWith("Use a directory of a local disk.");
  }

  private NamedPipes relay(int rank) throws IOException {
    NamedPipes pipes =
        NamedPipes.make(Files.createDirectory(directory.resolve("rank" + rank)), timers);
    PipeRelay relay = crew.owns(new PipeRelay(rank, 2, pipes, rounds.of(rank), LIMITS, timers));
    relays.add(relay);
    relay.connect();
    return pipes;
  }

  /** What the child of a rank does: two rounds, the second with two bytes. */
  private List<byte[]> rounds(NamedPipes pipes, int rank) throws IOException {
    List<byte[]> gathered = new ArrayList<>();
    byte own = (byte) rank;
    try (InputStream in = Files.newInputStream(pipes.toChild());
        OutputStream out = Files.newOutputStream(pipes.fromChild())) {
      out.write(PipeFrames.encode(new byte[] {own}));
      gathered.add(PipeFrames.read(in, 100).orElseThrow());
      out.write(PipeFrames.encode(new byte[] {own, own}));
      gathered.add(PipeFrames.read(in, 100).orElseThrow());
      relays.get(rank).formed();
    }
    return gathered;
  }

  private static void assertRefused(byte[] bytes, String message) {
    assertThatThrownBy(() -> PipeFrames.read(new ByteArrayInputStream(bytes), 4))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }
}
