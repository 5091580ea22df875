package org.exojvm.core.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.core.command.Command;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.FileEventLog;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.master.RejectionCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: whatever is wrong with the journal of a node, it says so, acknowledges nothing that may be
 * lost, lives, ends when it is told to, and is there again when the cause is gone. Method: real
 * files where an error can be arranged for every user, root included; a log of the test otherwise.
 */
class ExoNodeJournalTest {

  /** Short enough to wait for; longer than measurements may wait for the disk, so 10 ticks do. */
  private static final NodeTimings IMPATIENT = new NodeTimings(150, 200, 200);

  private static final FileEventLog.Options SMALL = new FileEventLog.Options(2_000, 2);

  @TempDir Path root;
  private TestNodes nodes;

  @BeforeEach
  void open() {
    nodes = new TestNodes(root);
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  private Path journal() {
    return root.resolve("a/journal");
  }

  private void acknowledgedByANodeThatEnded(String intent) throws Exception {
    try (ExoNode node = nodes.start(nodes.master("a"))) {
      assertThat(TestNodes.answer(node, TestNodes.declare(intent, 1)))
          .isInstanceOf(CommandResult.Accepted.class);
    }
  }

  private void refusesToStart(String why) {
    assertThatThrownBy(() -> nodes.start(nodes.master("a")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("Maybe");
  }

  private void startsWith(String intent) throws Exception {
    try (ExoNode node = nodes.start(nodes.master("a"))) {
      assertThat(node.state().metaInstances().containsKey(MetaInstanceId.of(intent))).isTrue();
      assertThat(TestNodes.answer(node, TestNodes.declare("next", 1)))
          .isInstanceOf(CommandResult.Accepted.class);
    }
  }

  @Test
  void aJournalThatIsAFileIsRefusedAndNothingIsHeldOnTo() throws Exception {
    Files.createDirectory(root.resolve("a"));
    Files.writeString(journal(), "not a directory");
    refusesToStart("cannot be used");
    Files.delete(journal());
    acknowledgedByANodeThatEnded("chat");
  }

  @Test
  void aFileOfSomebodyElseIsRefusedAndLeftAlone() throws Exception {
    acknowledgedByANodeThatEnded("chat");
    Path foreign = journal().resolve("events-%020d.log".formatted(900_000));
    Files.writeString(foreign, "These are the minutes of the meeting of last Tuesday.", UTF_8);
    refusesToStart("not a journal file");
    assertThat(Files.readString(foreign)).startsWith("These are the minutes");
    Files.delete(foreign);
    startsWith("chat");
  }

  @Test
  void aJournalOfANewerVersionIsRefusedAndLeftAlone() throws Exception {
    acknowledgedByANodeThatEnded("chat");
    Path segment = journal().resolve("events-%020d.log".formatted(0));
    byte[] ours = Files.readAllBytes(segment);
    byte[] newer = ours.clone();
    ByteBuffer header = ByteBuffer.wrap(newer).putInt(8, 2);
    CRC32C crc = new CRC32C();
    crc.update(newer, 8, 12);
    header.putInt(20, (int) crc.getValue());
    Files.write(segment, newer);
    refusesToStart("version 2");
    assertThat(Files.readAllBytes(segment)).isEqualTo(newer);
    Files.write(segment, ours);
    startsWith("chat");
  }

  @Test
  void aJournalInUseIsRefusedUntilItIsFree() throws Exception {
    acknowledgedByANodeThatEnded("chat");
    try (EventLog other = FileEventLog.open(journal(), SMALL)) {
      refusesToStart("in use");
      assertThat(other.nextIdx()).isPositive();
    }
    startsWith("chat");
  }

  @Test
  void aDirectoryThatGoesAwayEndsAcknowledgingAndNoAnswerIsLost() throws Exception {
    ExoNode node =
        nodes.start(nodes.master("a").logs(directory -> FileEventLog.open(directory, SMALL)));
    assertThat(TestNodes.answer(node, TestNodes.declare("chat", 1)))
        .isInstanceOf(CommandResult.Accepted.class);
    MoreFiles.deleteRecursively(journal(), RecursiveDeleteOption.ALLOW_INSECURE);
    CommandResult result;
    int tried = 0;
    do {
      result = TestNodes.answer(node, TestNodes.declare("more-" + tried++, 1));
    } while (!(result instanceof CommandResult.Rejected) && tried < 100);
    assertThat(result)
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(RejectionCode.UNAVAILABLE);
              assertThat(rejected.reason()).contains("journal").contains("start again");
            });
    node.close();
  }

  @Test
  void whatADiskThatIsFullHadAcknowledgedIsThereWhenThereIsRoomAgain() throws Exception {
    FailingLog log = new FailingLog();
    List<String> accepted = new ArrayList<>();
    try (ExoNode node = nodes.start(nodes.master("a").logs(log))) {
      for (int i = 0; i < 20; i++) {
        if (i == 12) {
          log.fail("No space left on device");
        }
        if (TestNodes.answer(node, TestNodes.declare("intent-" + i, 1))
            instanceof CommandResult.Accepted) {
          accepted.add("intent-" + i);
        }
      }
      log.awaitFailure();
      assertThat(node.events(0).next(TestNodes.PATIENCE)).isPresent();
    }
    assertThat(accepted).hasSize(12);
    log.mend();
    ExoNode again = nodes.start(nodes.master("a").logs(log));
    assertThat(accepted)
        .allMatch(id -> again.state().metaInstances().containsKey(MetaInstanceId.of(id)));
  }

  @Test
  void aLogThatThrowsWhatItMustNotIsALogThatFailed() throws Exception {
    FailingLog log = new FailingLog();
    ExoNode node = nodes.start(nodes.master("a").logs(log));
    log.breakDown();
    assertThat(TestNodes.answer(node, TestNodes.declare("chat", 1)))
        .isNotInstanceOf(CommandResult.Accepted.class);
    log.awaitFailure();
    assertThat(TestNodes.answer(node, TestNodes.declare("more", 1)))
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class,
            rejected -> assertThat(rejected.reason()).contains("bug").contains("start"));
  }

  @Test
  void aDiskThatHangsIsToldWhileItDoesAndTheNodeEnds() throws Exception {
    HangingDisk disk = new HangingDisk();
    ExoNode node = nodes.start(nodes.master("a").logs(disk).timings(IMPATIENT));
    CommandResult first;
    do {
      first = TestNodes.answer(node, TestNodes.declare("before", 1));
    } while (first instanceof CommandResult.Rejected);
    assertThat(first).isInstanceOf(CommandResult.Accepted.class);
    disk.hang();
    CompletableFuture<CommandResult> caught = node.submit(TestNodes.declare("caught", 1));
    CommandResult next;
    do {
      next = node.submit(test()).completeOnTimeout(undecided(), 1, TimeUnit.SECONDS).get();
    } while (!(next instanceof CommandResult.Rejected));
    assertThat(next)
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(RejectionCode.UNAVAILABLE);
              assertThat(rejected.reason()).contains("Maybe its disk hangs");
            });
    node.close();
    assertThat(caught.get(TestNodes.PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(CommandResult.Undecided.class);
    disk.mend();
    disk.awaitClosed();
    startsWith("before");
  }

  private static Command test() {
    return new Command.TestCommand(CommandId.of("test"));
  }

  private static CommandResult undecided() {
    return new CommandResult.Undecided(CommandId.of("test"), "not yet");
  }
}
