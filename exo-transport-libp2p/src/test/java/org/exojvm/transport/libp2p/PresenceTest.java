package org.exojvm.transport.libp2p;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.exojvm.transport.libp2p.Evidence.Finding;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goal: a peer is there while messages reach it, and what is said of its end is known. */
class PresenceTest {

  private final PeerId peer = PeerId.parse(TestNodes.config("b").build().nodeId().value());
  private final Told told = new Told();
  private final Deliveries deliveries = new Deliveries("test", told);
  private final ShortTasks tasks = new ShortTasks();
  private final CompletableFuture<Finding> finding = new CompletableFuture<>();
  private final Presence presence =
      new Presence(ImmutableSet.of("one", "two"), deliveries, tasks, _ -> finding.join());

  @BeforeEach
  void start() {
    deliveries.start();
  }

  @AfterEach
  void close() {
    finding.complete(Finding.SILENT);
    tasks.close();
    deliveries.close();
  }

  @Test
  void peerIsThereOnceItWantsAllTopics() {
    presence.topic(peer, "one", true);
    presence.topic(peer, "other", true);
    assertThat(presence.present()).isEmpty();
    presence.topic(peer, "two", true);

    assertThat(presence.present()).containsExactly(peer);
    told("+b");
  }

  @Test
  void peerThatRefusesIsReportedDead() {
    come();
    presence.gone(peer);
    assertThat(presence.present()).isEmpty();
    finding.complete(Finding.REFUSED);

    told("+b", "-b");
  }

  @Test
  void peerThatGreetsIsReportedSilent() {
    come();
    presence.gone(peer);
    finding.complete(Finding.ALIVE);

    told("+b", "?b");
  }

  @Test
  void peerThatIsBackBeforeThereIsEvidenceWasSilent() {
    come();
    presence.gone(peer);
    come();
    finding.complete(Finding.REFUSED);

    told("+b", "?b", "+b");
    assertThat(presence.present()).containsExactly(peer);
  }

  @Test
  void peerThatWantsATopicNoMoreIsNotThere() {
    come();
    presence.topic(peer, "two", false);
    finding.complete(Finding.ALIVE);
    presence.gone(peer);

    told("+b", "?b");
  }

  @Test
  void whoComesAndGoesWithoutEndFillsNoMemoryAndTakesOneSearch() {
    AtomicInteger searches = new AtomicInteger();
    Deliveries waiting = new Deliveries("waiting", told);
    Presence flapping =
        new Presence(
            ImmutableSet.of("one"),
            waiting,
            tasks,
            _ -> {
              searches.incrementAndGet();
              return finding.join();
            });
    for (int i = 0; i < 1_000; i++) {
      flapping.topic(peer, "one", true);
      flapping.topic(peer, "one", false);
    }
    flapping.topic(peer, "one", true);
    waiting.start();

    TestNodes.await(() -> told.peerEvents().size() >= PeerNews.MAX_WAITING - 1);
    finding.complete(Finding.REFUSED);
    waiting.close();
    assertThat(told.peerEvents()).hasSizeLessThanOrEqualTo(PeerNews.MAX_WAITING).endsWith("+b");
    assertThat(searches.get()).isLessThanOrEqualTo(1);
  }

  private void come() {
    presence.topic(peer, "one", true);
    presence.topic(peer, "two", true);
  }

  private void told(String... events) {
    TestNodes.await(() -> told.peerEvents().size() >= events.length);
    assertThat(told.peerEvents()).containsExactly(events);
  }
}
