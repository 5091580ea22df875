package org.exojvm.core.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk.ErrorChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelData;
import org.exojvm.core.state.State;
import org.exojvm.core.state.StateSnapshot;
import org.junit.jupiter.api.Test;

/** Goal: what nodes ask of each other is read as it was written, in pieces of a bounded size. */
class NodeRequestTest {

  private static final NodeId MASTER = NodeId.of("m");
  private static final SessionId SESSION = new SessionId(MASTER, 1);

  private static ForwarderEvent event(int idx, int bytes) {
    return new ForwarderEvent(
        idx,
        MASTER,
        SESSION,
        new JacclSideChannelData(
            EventId.of("e" + idx),
            InstanceId.of("i"),
            RunnerId.of("r\n"),
            0,
            Bytes.copyOf(new byte[bytes]),
            0L));
  }

  private static ImmutableList<ForwarderEvent> events(int count, int bytes) {
    return IntStream.range(0, count)
        .mapToObj(idx -> event(idx, bytes))
        .collect(ImmutableList.toImmutableList());
  }

  @Test
  void everyRequestIsReadAsItWasWritten() throws Exception {
    for (NodeRequest request :
        ImmutableList.of(
            new NodeRequest.Decide(
                new ForwarderCommand(MASTER, new Command.TestCommand(CommandId.of("c")), SESSION)),
            new NodeRequest.TakeSnapshot(new StateSnapshot(MASTER, SESSION, State.empty(), 3, 4)),
            new NodeRequest.TakeEvents(events(3, 10)),
            new NodeRequest.TakeOutput(
                CommandId.of("c"), new ErrorChunk(ModelId.of("x"), "\n", FinishReason.ERROR)),
            new NodeRequest.Confirm(SESSION, 7))) {
      assertThat(NodeRequest.decode(request.encoded())).contains(request);
    }
  }

  @Test
  void eventsAreCutIntoPiecesOfABoundedSizeInTheirOrder() {
    ImmutableList<ForwarderEvent> all = events(100, 20_000);
    ImmutableList<NodeRequest.TakeEvents> parts = NodeRequest.TakeEvents.parts(all);
    assertThat(parts.size()).isBetween(8, 20);
    assertThat(parts).flatExtracting(NodeRequest.TakeEvents::events).containsExactlyElementsOf(all);
    assertThat(parts)
        .allSatisfy(
            part ->
                assertThat(part.encoded().length)
                    .isLessThan(NodeRequest.TakeEvents.MAX_BYTES + 40_000));
    assertThat(NodeRequest.TakeEvents.parts(ImmutableList.of())).isEmpty();
  }

  @Test
  void eventsThatCannotBeReadAreRefused() {
    assertThatThrownBy(() -> NodeRequest.decode("E{}\n".getBytes(UTF_8)))
        .isInstanceOf(MalformedMessageException.class);
  }
}
