package org.exojvm.core.transport.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.Transport;
import org.exojvm.api.transport.TransportContract;

/** The in-memory transport keeps the contract of transports. */
class InMemoryTransportContractTest extends TransportContract {

  private final InMemoryNetwork network = InMemoryNetwork.stepped();

  @Override
  protected Transport join(NodeId self) {
    return network.join(self);
  }

  @Override
  protected void waitUntil(BooleanSupplier condition) {
    network.deliverAll();
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Override
  protected void settle() {
    network.deliverAll();
  }
}
