package org.exojvm.transport.libp2p.gossipsub.rpc;

import com.google.common.collect.ImmutableList;
import java.util.OptionalLong;

/**
 * One packet between two peers. Lists may be empty; a packet with nothing in it means nothing.
 *
 * @param subscriptions topics that the sender wants or wants no more
 * @param messages messages, in the order sent
 * @param ihave names of messages that the sender could send, by topic
 * @param iwant names of messages that the sender asks for
 * @param graft topics in whose mesh the sender has put the receiver
 * @param prune topics from whose mesh the sender has put the receiver out
 * @param idontwant names of messages that the sender needs not be sent
 */
public record Rpc(
    ImmutableList<Subscription> subscriptions,
    ImmutableList<RawMessage> messages,
    ImmutableList<Have> ihave,
    ImmutableList<MessageId> iwant,
    ImmutableList<String> graft,
    ImmutableList<Prune> prune,
    ImmutableList<MessageId> idontwant) {

  private static final Rpc EMPTY =
      new Rpc(
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          ImmutableList.of());

  /**
   * A topic that the sender wants, or wants no more.
   *
   * @param wanted whether it wants it
   * @param topic the topic
   */
  public record Subscription(boolean wanted, String topic) {}

  /**
   * What the sender could send.
   *
   * @param topic the topic of all of them
   * @param ids their names
   */
  public record Have(String topic, ImmutableList<MessageId> ids) {}

  /**
   * Out of the mesh of a topic.
   *
   * @param topic the topic
   * @param backoffSeconds for how long not to ask to be let in again; absent before version 1.1
   */
  public record Prune(String topic, OptionalLong backoffSeconds) {}

  /** Returns a packet with nothing in it. */
  public static Rpc empty() {
    return EMPTY;
  }

  /** Returns a packet of subscriptions. */
  public static Rpc ofSubscriptions(ImmutableList<Subscription> subscriptions) {
    return new Rpc(
        subscriptions,
        EMPTY.messages,
        EMPTY.ihave,
        EMPTY.iwant,
        EMPTY.graft,
        EMPTY.prune,
        EMPTY.idontwant);
  }

  /** Returns a packet of one message. */
  public static Rpc ofMessage(RawMessage message) {
    return new Rpc(
        EMPTY.subscriptions,
        ImmutableList.of(message),
        EMPTY.ihave,
        EMPTY.iwant,
        EMPTY.graft,
        EMPTY.prune,
        EMPTY.idontwant);
  }

  /** Returns a packet of one IHAVE. */
  public static Rpc ofHave(Have have) {
    return ofHaves(ImmutableList.of(have));
  }

  /** Returns a packet of IHAVEs, one a topic. */
  public static Rpc ofHaves(ImmutableList<Have> haves) {
    return ofControl(haves, EMPTY.iwant, EMPTY.graft, EMPTY.prune, EMPTY.idontwant);
  }

  /** Returns a packet of one IWANT. */
  public static Rpc ofWant(ImmutableList<MessageId> ids) {
    return ofControl(EMPTY.ihave, ids, EMPTY.graft, EMPTY.prune, EMPTY.idontwant);
  }

  /** Returns a packet of one GRAFT. */
  public static Rpc ofGraft(String topic) {
    return ofControl(
        EMPTY.ihave, EMPTY.iwant, ImmutableList.of(topic), EMPTY.prune, EMPTY.idontwant);
  }

  /** Returns a packet of one PRUNE. */
  public static Rpc ofPrune(String topic, long backoffSeconds) {
    Prune prune = new Prune(topic, OptionalLong.of(backoffSeconds));
    return ofControl(
        EMPTY.ihave, EMPTY.iwant, EMPTY.graft, ImmutableList.of(prune), EMPTY.idontwant);
  }

  /** Returns a packet of one IDONTWANT. */
  public static Rpc ofDontWant(ImmutableList<MessageId> ids) {
    return ofControl(EMPTY.ihave, EMPTY.iwant, EMPTY.graft, EMPTY.prune, ids);
  }

  private static Rpc ofControl(
      ImmutableList<Have> ihave,
      ImmutableList<MessageId> iwant,
      ImmutableList<String> graft,
      ImmutableList<Prune> prune,
      ImmutableList<MessageId> idontwant) {
    return new Rpc(EMPTY.subscriptions, EMPTY.messages, ihave, iwant, graft, prune, idontwant);
  }

  /** Returns whether there is anything but subscriptions and messages in it. */
  boolean hasControl() {
    return !(ihave.isEmpty()
        && iwant.isEmpty()
        && graft.isEmpty()
        && prune.isEmpty()
        && idontwant.isEmpty());
  }
}
