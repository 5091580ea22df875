package org.exojvm.transport.libp2p.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: three js and three Java peers deliver to each other, all of the time, while others of both
 * kinds are killed and come back. Method: two of each kind stay; in every round one that comes and
 * goes does so while the others speak, and each message must reach all who stay, once.
 */
@Timeout(180)
class MixedInterop {

  private static final PreSharedKey KEY = PreSharedKey.ofNamespace("mixed");
  private static final int ROUNDS = 6;
  private static final int MESSAGES_PER_ROUND = 10;

  private final List<Peer> staying = new ArrayList<>();
  private final List<Peer> guests = new ArrayList<>();
  private int lastSeed;

  @AfterEach
  void closeAll() {
    staying.forEach(Peer::close);
    guests.forEach(Peer::close);
  }

  private void add(List<Peer> group, Peer peer) {
    List<Peer> others = new ArrayList<>(staying);
    others.addAll(guests);
    group.add(peer);
    for (Peer other : others) {
      peer.dial(other.address());
      Peer.awaitBoth(peer, other);
    }
  }

  private Peer java() {
    return JavaPeer.start(++lastSeed, KEY);
  }

  private Peer js(Family family) {
    return JsPeer.start(family, ++lastSeed, KEY);
  }

  @Test
  void messagesReachAllWhoStayOnceWhileOthersComeAndGo() throws Exception {
    add(staying, java());
    add(staying, js(Family.JS_3));
    add(staying, js(Family.JS_2));
    add(staying, java());
    add(guests, js(Family.JS_3));
    add(guests, java());

    for (int round = 0; round < ROUNDS; round++) {
      boolean isJavas = round % 2 == 0;
      CompletableFuture<Void> change = CompletableFuture.runAsync(() -> replaceGuest(isJavas));
      speak(round, "while it changes");
      change.get(Peer.PATIENCE_SECONDS, TimeUnit.SECONDS);
      speak(round, "after it");
      guestsHear(round);
    }
    for (Peer receiver : staying) {
      assertThat(receiver.heardTwice()).isEmpty();
    }
  }

  /** The oldest guest is killed, and one of the kind that is missing then comes. */
  private void replaceGuest(boolean isJavas) {
    guests.removeFirst().close();
    add(guests, isJavas ? js(Family.JS_3) : java());
  }

  private void speak(int round, String when) {
    for (int i = 0; i < MESSAGES_PER_ROUND; i++) {
      String text = "%d %s %d".formatted(round, when, i);
      staying.forEach(peer -> peer.publish(text));
      hear(staying, staying, text);
    }
  }

  private void guestsHear(int round) {
    String text = "guests of " + round;
    staying.forEach(peer -> peer.publish(text));
    guests.forEach(peer -> peer.publish(text));
    hear(guests, staying, text);
    hear(staying, guests, text);
  }

  private static void hear(List<Peer> authors, List<Peer> receivers, String text) {
    for (Peer author : authors) {
      for (Peer receiver : receivers) {
        if (!author.equals(receiver)) {
          receiver.awaitHeard(author, text);
        }
      }
    }
  }
}
