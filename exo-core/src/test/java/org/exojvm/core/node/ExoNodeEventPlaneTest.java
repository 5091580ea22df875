package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.exojvm.api.engine.TraceSpan;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.generation.GenerationChunk.TokenChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.core.command.Command;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelData;
import org.exojvm.core.event.SideChannelEvent.JacclSideChannelGathered;
import org.exojvm.core.event.StreamEvent.TracesCollected;
import org.exojvm.core.event.StreamEvent.TracesMerged;
import org.exojvm.core.scenario.TestClusters;
import org.exojvm.core.scenario.TestRequests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: runners of two nodes form their group through the side channel of the event plane, and
 * their traces become one. Method: real nodes whose simulated ranks refuse to connect without every
 * round, whole and in order.
 */
class ExoNodeEventPlaneTest {

  private static final int ROUNDS = 3;

  @TempDir Path root;
  private TestNodes nodes;

  @BeforeEach
  void open() {
    nodes =
        new TestNodes(
            root, SimulatedTimings.INSTANT.withSideChannelRounds(ROUNDS).withTracing(true));
  }

  @AfterEach
  void close() {
    nodes.close();
  }

  @Test
  void aGroupFormsThroughTheSideChannelAndItsTracesAreMerged() throws Exception {
    ExoNode master = nodes.start(nodes.master("a"));
    nodes.start(nodes.worker("b", "a"));
    TestNodes.answer(master, TestNodes.declare("chat", 2));
    TestNodes.await(master, TestNodes.readyOver(2));
    List<Event> events = upTo(master, master.state().lastEventAppliedIdx());
    assertThat(events).filteredOn(JacclSideChannelData.class::isInstance).hasSize(2 * ROUNDS);
    assertThat(events).filteredOn(JacclSideChannelGathered.class::isInstance).hasSize(ROUNDS);
    assertThat(events).extracting(Event::eventId).doesNotHaveDuplicates();
    TestNodes.answer(
        master,
        new Command.TextGeneration(
            CommandId.of("question"), TestRequests.text(TestClusters.SMALL, "why?")));
    Event merged = first(master, TracesMerged.class);
    assertThat(((TracesMerged) merged).traces()).extracting(TraceSpan::rank).containsExactly(0, 1);
    assertThat(upTo(master, master.state().lastEventAppliedIdx()))
        .noneMatch(TracesCollected.class::isInstance);
    assertThat(master.counters().failures()).isZero();
  }

  @Test
  void outputGoesToTheNodeWhoseClientAskedAndToNobodyElse() throws Exception {
    BlockingQueue<GenerationChunk> atMaster = new LinkedBlockingQueue<>();
    BlockingQueue<GenerationChunk> atWorker = new LinkedBlockingQueue<>();
    ExoNode master =
        nodes.start(
            nodes
                .master("a")
                .roles(EnumSet.of(NodeRole.MASTER))
                .chunks((command, chunk) -> atMaster.add(chunk)));
    nodes.start(nodes.worker("b", "a").chunks((command, chunk) -> atWorker.add(chunk)));
    TestNodes.answer(master, TestNodes.declare("chat", 1));
    TestNodes.await(master, TestNodes.readyOver(1));
    TestNodes.answer(
        master,
        new Command.TextGeneration(
            CommandId.of("question"), TestRequests.text(TestClusters.SMALL, "why?")));
    int tokens = 0;
    TokenChunk token;
    do {
      token =
          (TokenChunk)
              Objects.requireNonNull(
                  atMaster.poll(TestNodes.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      tokens++;
    } while (token.finishReason() == null);
    assertThat(tokens).isGreaterThan(1);
    assertThat(atWorker).isEmpty();
    assertThat(master.counters().malformedMessages()).isZero();
  }

  private static List<Event> upTo(ExoNode node, long lastIdx) throws Exception {
    List<Event> events = new ArrayList<>();
    EventStream stream = node.events(0);
    while (events.size() <= lastIdx) {
      events.add(stream.next(TestNodes.PATIENCE).orElseThrow().event());
    }
    return events;
  }

  private static Event first(ExoNode node, Class<? extends Event> kind) throws Exception {
    EventStream stream = node.events(0);
    while (true) {
      Event event = stream.next(TestNodes.PATIENCE).orElseThrow().event();
      if (kind.isInstance(event)) {
        return event;
      }
    }
  }
}
