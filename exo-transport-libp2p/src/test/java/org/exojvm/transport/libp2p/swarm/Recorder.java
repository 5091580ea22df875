package org.exojvm.transport.libp2p.swarm;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;

/** Keeps what a listener is told. */
final class Recorder implements SwarmListener {

  private final LinkedBlockingQueue<ConnectionInfo> connected = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> disconnected = new LinkedBlockingQueue<>();

  @Override
  public void connected(ConnectionInfo connection) {
    connected.add(connection);
  }

  @Override
  public void disconnected(ConnectionInfo connection, String reason) {
    disconnected.add(reason);
  }

  ConnectionInfo awaitConnected() throws InterruptedException {
    return present(connected.poll(10, TimeUnit.SECONDS));
  }

  String awaitDisconnected() throws InterruptedException {
    return present(disconnected.poll(10, TimeUnit.SECONDS));
  }

  private static <T> T present(T event) {
    if (event == null) {
      throw new AssertionError("The listener was not told.");
    }
    return event;
  }

  /** How many ends were told that nobody has asked for. */
  int ends() {
    return disconnected.size();
  }
}
