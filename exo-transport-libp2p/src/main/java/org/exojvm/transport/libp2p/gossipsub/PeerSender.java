package org.exojvm.transport.libp2p.gossipsub;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.exojvm.transport.libp2p.gossipsub.router.GossipVersion;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one stream on which gossip is sent to a peer, and the virtual thread that writes on it. The
 * stream is opened at once, for peers take an open stream as a sign that gossip is spoken here.
 */
final class PeerSender {

  private static final Logger LOG = LoggerFactory.getLogger(PeerSender.class);

  /** Is told what becomes of the stream, in the thread that writes. */
  interface Events {

    void negotiated(PeerSender sender, GossipVersion version);

    void reopened(PeerSender sender);

    /** Nothing more is sent to the peer. */
    void gaveUp(PeerSender sender);
  }

  private final PeerId peer;
  private final GossipNetwork network;
  private final Events events;
  private final Consumer<GossipCounter> counters;
  private final PeerQueue queue;
  private final Thread thread;
  private final AtomicReference<@Nullable PeerStream> stream = new AtomicReference<>();
  private final AtomicInteger opened = new AtomicInteger();

  PeerSender(PeerId peer, GossipNetwork network, Events events, Consumer<GossipCounter> counters) {
    this.peer = peer;
    this.network = network;
    this.events = events;
    this.counters = counters;
    queue = new PeerQueue(counters);
    thread = Thread.ofVirtual().name("gossip-to-" + peer).unstarted(this::run);
  }

  PeerId peer() {
    return peer;
  }

  PeerQueue queue() {
    return queue;
  }

  void start() {
    thread.start();
  }

  /** There is another connection: streams that broke before count no more. */
  void connectionAdded() {
    opened.updateAndGet(times -> Math.min(times, 1));
  }

  /** A connection is gone and others are left: if the stream was on it, another is opened now. */
  void connectionLost(long connection) {
    PeerStream current = stream.get();
    if (current != null && current.connection().id() == connection) {
      current.reset();
      stream.compareAndSet(current, null);
      queue.poke();
    }
  }

  /** Ends the thread; what waits is dropped. */
  void close() {
    queue.close();
    PeerStream current = stream.get();
    if (current != null) {
      current.close();
    }
  }

  /** Waits until the thread has ended; after {@link #close}. */
  void join() throws InterruptedException {
    thread.join();
  }

  private void run() {
    boolean canSend = isOpen();
    while (canSend && !queue.isClosed()) {
      List<Frame> frames = queue.take();
      canSend = isOpen() && (frames.isEmpty() || write(frames));
    }
    PeerStream last = stream.get();
    if (last != null) {
      last.close();
    }
    if (!queue.isClosed()) {
      queue.close();
      events.gaveUp(this);
      // A member of the cluster that is only slow comes back on a connection of its own.
      network.disconnect(peer, "No gossip stream to it could be had.");
    }
  }

  /** Writes on this stream, or on the next when it breaks meanwhile. */
  private boolean write(List<Frame> frames) {
    byte[] bytes = join(frames);
    while (isOpen()) {
      PeerStream current = stream.get();
      if (current != null && isWritten(current, bytes)) {
        frames.forEach(_ -> counters.accept(GossipCounter.SENT));
        return true;
      }
      stream.compareAndSet(current, null);
    }
    return false;
  }

  private boolean isWritten(PeerStream current, byte[] bytes) {
    try {
      current.write(bytes);
      current.flush();
      return true;
    } catch (IOException e) {
      LOG.debug("The gossip stream to {} broke: {}", peer, e.getMessage());
      return false;
    }
  }

  private static byte[] join(List<Frame> frames) {
    if (frames.size() == 1) {
      return frames.getFirst().bytes();
    }
    byte[] joined = new byte[frames.stream().mapToInt(Frame::size).sum()];
    int position = 0;
    for (Frame frame : frames) {
      System.arraycopy(frame.bytes(), 0, joined, position, frame.size());
      position += frame.size();
    }
    return joined;
  }

  /** Returns whether a stream is open, opening one while that is still allowed. */
  private boolean isOpen() {
    while (stream.get() == null && !queue.isClosed() && mayOpen()) {
      boolean isFirst = opened.getAndIncrement() == 0;
      try {
        PeerStream fresh = network.open(peer, GossipVersion.protocols());
        stream.set(fresh);
        events.negotiated(this, GossipVersion.ofProtocol(fresh.protocol()));
        if (!isFirst) {
          counters.accept(GossipCounter.REOPENED);
          events.reopened(this);
        }
      } catch (IOException e) {
        LOG.debug("No gossip stream to {}: {}", peer, e.getMessage());
        queue.pause(GossipLimits.REOPEN_PAUSE);
      }
    }
    return stream.get() != null && !queue.isClosed();
  }

  private boolean mayOpen() {
    return opened.get() <= GossipLimits.MAX_REOPENS;
  }
}
