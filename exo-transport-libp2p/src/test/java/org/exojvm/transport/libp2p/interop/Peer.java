package org.exojvm.transport.libp2p.interop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** A peer of a test, of either kind. What waits gives up after {@link #PATIENCE_SECONDS}. */
interface Peer extends AutoCloseable {

  /** The one topic of the tests. */
  String TOPIC = "interop";

  /** Long enough for a busy machine: to wait for longer says that something is wrong. */
  int PATIENCE_SECONDS = 30;

  /** Characters that are kept of a text. */
  int MAX_TEXT = 100;

  /** Returns the id of the peer. */
  String id();

  /** Returns where it listens, with its id. */
  String address();

  /** Connects to an address; returns when that is done. */
  void dial(String address);

  /** Publishes a text. */
  void publish(String text);

  /** Publishes data of a length that the receiver can tell to be whole. */
  void publish(int size);

  /** Waits until a peer is known to want the topic. */
  void awaitSubscriber(Peer peer);

  /** Waits until a message has been heard. */
  void awaitHeard(Peer author, String text);

  /** Returns which messages have been heard more than once. */
  Set<String> heardTwice();

  /** Leaves without saying so. */
  @Override
  void close();

  /** Waits until each of two knows that the other wants the topic. */
  static void awaitBoth(Peer one, Peer other) {
    one.awaitSubscriber(other);
    other.awaitSubscriber(one);
  }

  /** Returns data that both sides can make of its length alone. */
  static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8) + length);
    }
    return bytes;
  }

  /** Returns how data is told of: as text, or as the length of a whole pattern. */
  static String textOf(byte[] data) {
    if (Arrays.equals(data, pattern(data.length))) {
      return patternText(data.length);
    }
    return new String(data, 0, Math.min(data.length, MAX_TEXT), StandardCharsets.UTF_8);
  }

  static String patternText(int length) {
    return "pattern " + length;
  }
}
