package org.exojvm.transport.libp2p;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportContract;

/** The transport over libp2p keeps the contract of transports, over real sockets. */
class Libp2pTransportContractTest extends TransportContract {

  private final List<Libp2pTransport> joined = new ArrayList<>();

  @Override
  protected NodeId idOf(String name) {
    return TestNodes.config(name).build().nodeId();
  }

  @Override
  protected Transport join(NodeId self) {
    Libp2pConfig config =
        List.of("a", "b", "c").stream()
            .map(name -> TestNodes.config(name).build())
            .filter(candidate -> candidate.nodeId().equals(self))
            .findFirst()
            .orElseThrow();
    Libp2pTransport transport = new Libp2pTransport(config);
    joined.add(transport);
    return transport;
  }

  @Override
  protected void waitUntil(BooleanSupplier condition) {
    TestNodes.connect(joined);
    TestNodes.await(condition);
  }

  /** What one node has sent has arrived once all the others have counted it. */
  @Override
  protected void settle() {
    List<Libp2pTransport> open =
        joined.stream().filter(transport -> !transport.listenAddresses().isEmpty()).toList();
    for (Libp2pTransport receiver : open) {
      TestNodes.await(
          () ->
              open.stream()
                      .filter(sender -> sender != receiver)
                      .mapToLong(sender -> sender.counters().get("messages.sent"))
                      .sum()
                  == receiver.counters().get("messages.delivered"));
    }
  }
}
