package org.exojvm.core.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.Transport;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireType;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.command.ForwarderDownloadCommand;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.TestEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: garbage on every topic and in requests is counted one by one, takes no memory that stays,
 * and a command right behind it is answered. Garbage: random bytes, JSON of other types, real
 * messages cut off at every byte, and what is too long.
 */
class GarbageFloodTest {

  private static final int RANDOM_MESSAGES = 2_000;

  /** More than a queue of the node holds. */
  private static final int FLOOD = 40_000;

  @TempDir Path root;
  private TestNodes nodes;
  private ExoNode node;

  @BeforeEach
  void open() throws Exception {
    nodes = new TestNodes(root);
    node = nodes.start(nodes.master("a"));
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  private void isCountedAndSurvived(long messages) throws Exception {
    assertThat(node.counters().malformedMessages()).isEqualTo(messages);
    assertThat(TestNodes.answer(node, TestNodes.declare("chat", 1)))
        .isInstanceOf(CommandResult.Accepted.class);
    assertThat(node.counters().failures()).isZero();
    assertThat(node.counters().droppedMessages()).isZero();
  }

  @Test
  void randomBytesOnEveryTopicAndAsRequests() throws Exception {
    Random random = new Random(4);
    try (Stranger stranger = new Stranger(nodes.network, "x")) {
      for (int i = 0; i < RANDOM_MESSAGES; i++) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        stranger.publish(
            ImmutableList.copyOf(Topic.values()).get(i % Topic.values().length), bytes);
        if (i % 50 == 0) {
          stranger.isRefused("a", bytes);
        }
      }
      stranger.isRefused("a", new byte[0]);
    }
    isCountedAndSurvived(RANDOM_MESSAGES + RANDOM_MESSAGES / 50 + 1);
  }

  @Test
  void jsonOfOtherTypesOnEveryTopicAndAsRequests() throws Exception {
    List<String> texts =
        List.of(
            "{}",
            "[]",
            "null",
            "1",
            "\"text\"",
            "{\"TestEvent\":{\"event_id\":\"e\"}}",
            "{\"origin\":\"x\",\"command\":{\"Unknown\":{}}}",
            "{\"origin_idx\":-1,\"origin\":\"x\"}",
            "[".repeat(100_000));
    try (Stranger stranger = new Stranger(nodes.network, "x")) {
      for (String text : texts) {
        for (Topic topic : Topic.values()) {
          stranger.publish(topic, text.getBytes(UTF_8));
        }
        for (String kind : List.of("C", "N", "S", "")) {
          stranger.isRefused("a", (kind + text).getBytes(UTF_8));
        }
      }
    }
    isCountedAndSurvived((long) texts.size() * (Topic.values().length + 4));
  }

  @Test
  void realMessagesCutOffAtEveryByte() throws Exception {
    SessionId session = new SessionId(NodeId.of("a"), 1);
    NodeId self = NodeId.of("x");
    ForwarderEvent event = new ForwarderEvent(0, self, session, new TestEvent(EventId.of("e")));
    ForwarderCommand command =
        new ForwarderCommand(self, new Command.TestCommand(CommandId.of("c")));
    ForwarderDownloadCommand download =
        new ForwarderDownloadCommand(
            self,
            new DownloadCommand.CancelDownload(
                CommandId.of("c"), NodeId.of("a"), ModelId.of("test/small")));
    try (Stranger stranger = new Stranger(nodes.network, "x")) {
      long sent =
          cutOff(stranger, Topic.LOCAL_EVENTS, WireTypes.FORWARDER_EVENT, event)
              + cutOff(stranger, Topic.GLOBAL_EVENTS, WireTypes.FORWARDER_EVENT, event)
              + cutOff(stranger, Topic.COMMANDS, WireTypes.FORWARDER_COMMAND, command)
              + cutOff(
                  stranger,
                  Topic.DOWNLOAD_COMMANDS,
                  WireTypes.FORWARDER_DOWNLOAD_COMMAND,
                  download);
      byte[] request = new NodeRequest.Decide(command).encoded();
      for (int length = 0; length < request.length; length++) {
        stranger.isRefused("a", Arrays.copyOf(request, length));
      }
      isCountedAndSurvived(sent + request.length);
    }
  }

  @Test
  void aFloodOfRequestsForMissedEventsIsAnsweredOnce() throws Exception {
    HangingDisk disk = new HangingDisk();
    ExoNode slow = nodes.start(nodes.master("b").logs(disk));
    try (Stranger stranger = new Stranger(nodes.network, "x")) {
      disk.hang();
      for (int i = 0; i < RANDOM_MESSAGES; i++) {
        ForwarderCommand ask =
            new ForwarderCommand(
                stranger.id, new Command.RequestEventLog(CommandId.of("ask" + i), 0));
        stranger.publish(
            Topic.COMMANDS, ExoJson.wire().encodeToBytes(WireTypes.FORWARDER_COMMAND, ask));
      }
      // Its loop answers in order, so it has taken in all of them.
      byte[] question = new NodeRequest.Confirm(new SessionId(stranger.id, 1), 0).encoded();
      assertThat(stranger.request("b", question))
          .failsWithin(60, TimeUnit.SECONDS)
          .withThrowableThat()
          .withMessageContaining("keeps no log");
      disk.mend();
      // Whoever reads comes before it. A replay reads until nothing more is durable, so twice.
      assertThat(TestNodes.answer(slow, TestNodes.declare("chat", 1)))
          .isInstanceOf(CommandResult.Accepted.class);
      assertThat(disk.reads()).isLessThanOrEqualTo(2);
    }
    assertThat(slow.counters().failures()).isZero();
  }

  private static <T> long cutOff(Stranger stranger, Topic topic, WireType<T> type, T message) {
    byte[] whole = ExoJson.wire().encodeToBytes(type, message);
    for (int length = 0; length < whole.length; length++) {
      stranger.publish(topic, Arrays.copyOf(whole, length));
    }
    return whole.length;
  }

  @Test
  void whatIsTooLong() throws Exception {
    byte[] text = new byte[Transport.MAX_MESSAGE_BYTES];
    Arrays.fill(text, (byte) ' ');
    byte[] request = new byte[ExoJson.MAX_MESSAGE_BYTES + 2];
    try (Stranger stranger = new Stranger(nodes.network, "x")) {
      for (Topic topic : Topic.values()) {
        stranger.publish(topic, text);
      }
      for (char kind : new char[] {'C', 'N', 'S', '?'}) {
        request[0] = (byte) kind;
        stranger.isRefused("a", request);
      }
    }
    isCountedAndSurvived(Topic.values().length + 4);
  }

  @Test
  void aFloodOfWellFormedCommandsIsTakenOrDroppedAndTheNextIsAnswered() throws Exception {
    try (Stranger stranger = new Stranger(nodes.network, "x")) {
      for (int i = 0; i < FLOOD; i++) {
        stranger.publish(
            Topic.COMMANDS,
            ExoJson.wire()
                .encodeToBytes(
                    WireTypes.FORWARDER_COMMAND,
                    new ForwarderCommand(
                        stranger.id, new Command.TestCommand(CommandId.of("flood-" + i)))));
      }
      assertThat(TestNodes.answer(node, TestNodes.declare("chat", 1)))
          .isInstanceOf(CommandResult.Accepted.class);
    }
    TestNodes.await(node, TestNodes.readyOver(1));
    assertThat(node.counters().failures()).isZero();
    assertThat(node.counters().malformedMessages()).isZero();
  }
}
