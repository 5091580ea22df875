package org.exojvm.transport.libp2p.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Topic;
import org.exojvm.api.transport.TransportListener;
import org.exojvm.transport.libp2p.Libp2pConfig;
import org.exojvm.transport.libp2p.Libp2pTransport;

/**
 * A transport in a process of its own: publishes the lines of its input, writes what it is told as
 * a line each, and ends with its input.
 */
final class HostPeer implements TransportListener {

  private HostPeer() {}

  public static void main(String[] args) throws IOException {
    Libp2pConfig config =
        Libp2pConfig.builder().seed("%064x".formatted(Integer.parseInt(args[0]))).build();
    try (Libp2pTransport transport = new Libp2pTransport(config);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      transport.start(new HostPeer());
      tell("ready " + transport.self());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        transport.publish(Topic.GLOBAL_EVENTS, line.getBytes(UTF_8));
      }
    }
  }

  private static synchronized void tell(String line) {
    System.out.println(line);
  }

  @Override
  public void onMessage(Topic topic, NodeId author, byte[] payload) {
    tell("heard " + new String(payload, UTF_8));
  }

  @Override
  public void onPeerConnected(NodeId peer) {
    tell("+" + peer);
  }

  @Override
  public void onPeerDisconnected(NodeId peer) {
    tell("-" + peer);
  }

  @Override
  public void onPeerSilent(NodeId peer) {
    tell("?" + peer);
  }

  @Override
  public CompletionStage<byte[]> onRequest(NodeId peer, byte[] payload) {
    return CompletableFuture.completedFuture(payload);
  }
}
