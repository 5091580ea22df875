package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multistream.Multistream;
import org.exojvm.transport.libp2p.ping.Pinger;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.stream.PeerStream;
import org.exojvm.transport.libp2p.stream.StreamHandler;
import org.exojvm.transport.libp2p.stream.StreamOpener;
import org.exojvm.transport.libp2p.timer.Timers;
import org.exojvm.transport.libp2p.yamux.YamuxListener;
import org.exojvm.transport.libp2p.yamux.YamuxSession;
import org.exojvm.transport.libp2p.yamux.YamuxStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One authenticated connection: negotiates and serves its streams, and opens new ones. */
final class Connection implements YamuxListener, StreamOpener {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final ConnectionInfo info;
  private final Shared shared;
  private final ImmutableMap<String, StreamHandler> handlers;
  private final BiConsumer<Connection, String> onEnd;
  private final YamuxSession session;
  private final Semaphore negotiating = new Semaphore(SwarmLimits.MAX_NEGOTIATING);
  private final AtomicInteger unserved = new AtomicInteger();
  private final Pinger pinger;
  private final CountDownLatch told = new CountDownLatch(1);

  Connection(
      ConnectionInfo info,
      Duplex secured,
      Shared shared,
      ImmutableMap<String, StreamHandler> handlers,
      BiConsumer<Connection, String> onEnd) {
    this.info = info;
    this.shared = shared;
    this.handlers = handlers;
    this.onEnd = onEnd;
    this.session =
        new YamuxSession(secured, info.outbound(), shared.budget(), shared.timers(), this, name());
    this.pinger =
        new Pinger(this, shared.timers(), shared.times().ping(), shared.random(), this::deaf);
  }

  private String name() {
    return "libp2p-" + info.id();
  }

  private void deaf() {
    shared.counters().add(Counter.PING_FAILED);
    close("Peer " + info.peer() + " did not answer " + Pinger.MAX_FAILURES + " pings.");
  }

  ConnectionInfo info() {
    return info;
  }

  void start() {
    session.start();
    shared.tasks().start(name() + "-ping", pinger);
  }

  /** The listener knows of the connection, or never will. */
  void told() {
    told.countDown();
  }

  /** Waits for that: it may end before, when all connections of its peer are closed. */
  void awaitTold() throws InterruptedException {
    told.await();
  }

  void close(String reason) {
    session.close(reason);
  }

  void awaitEnd() throws InterruptedException {
    session.awaitEnd();
  }

  @Override
  public PeerStream open(List<String> protocols) throws IOException {
    YamuxStream stream = session.open(shared.times().negotiation());
    Timers.Timeout timeout = shared.timers().after(shared.times().negotiation(), stream::reset);
    try {
      if (protocols.size() == 1) {
        Duplex lazy = Multistream.proposeLazily(stream, protocols.getFirst());
        return new SwarmStream(info, protocols.getFirst(), stream, lazy, shared.timers());
      }
      Optional<String> agreed = Multistream.propose(stream, protocols);
      if (agreed.isEmpty()) {
        throw new IOException("Peer " + info.peer() + " speaks none of " + protocols + ".");
      }
      return new SwarmStream(info, agreed.get(), stream, stream, shared.timers());
    } catch (IOException e) {
      stream.reset();
      throw e;
    } finally {
      timeout.cancel();
    }
  }

  @Override
  public void opened(YamuxStream stream) {
    int waiting = unserved.incrementAndGet();
    if (waiting > SwarmLimits.MAX_NEGOTIATING + SwarmLimits.MAX_WAITING
        || !shared.tasks().start(name() + "-stream", () -> serve(stream))) {
      unserved.decrementAndGet();
      shared.counters().add(Counter.STREAM_NEGOTIATION_FAILED);
      stream.reset();
    }
  }

  private void serve(YamuxStream stream) {
    Optional<String> protocol = negotiate(stream);
    StreamHandler handler = protocol.map(handlers::get).orElse(null);
    if (protocol.isEmpty() || handler == null) {
      shared.counters().add(Counter.STREAM_NEGOTIATION_FAILED);
      stream.reset();
      return;
    }
    SwarmStream negotiated = new SwarmStream(info, protocol.get(), stream, stream, shared.timers());
    shared.counters().add(Counter.STREAMS_SERVED);
    try {
      handler.handle(negotiated);
      negotiated.close();
    } catch (IOException e) {
      shared.counters().add(Counter.STREAMS_FAILED);
      LOG.debug("A stream of {} from {} failed.", negotiated.protocol(), info.peer(), e);
      negotiated.reset();
    } catch (RuntimeException e) {
      shared.counters().add(Counter.STREAMS_FAILED);
      LOG.warn("The handler of {} threw. This is a fault of it.", negotiated.protocol(), e);
      negotiated.reset();
    }
  }

  private Optional<String> negotiate(YamuxStream stream) {
    Timers.Timeout timeout = shared.timers().after(shared.times().negotiation(), stream::reset);
    negotiating.acquireUninterruptibly();
    try {
      return Multistream.accept(stream, handlers.keySet());
    } catch (IOException e) {
      LOG.debug("A stream from {} was not negotiated.", info.peer(), e);
      return Optional.empty();
    } finally {
      negotiating.release();
      unserved.decrementAndGet();
      timeout.cancel();
    }
  }

  @Override
  public void ended(String reason, boolean violation) {
    if (violation) {
      shared.counters().add(Counter.PROTOCOL_VIOLATION);
    }
    pinger.close();
    onEnd.accept(this, reason);
  }
}
