/**
 * A network inside one process. {@link org.exojvm.core.transport.memory.InMemoryNetwork} connects
 * the {@link org.exojvm.core.transport.memory.InMemoryTransport}s of its nodes, delivers in a
 * reproducible order, and can cut links.
 *
 * <pre>{@code
 * InMemoryNetwork network = InMemoryNetwork.stepped();
 * Transport a = network.join(NodeId.of("a"));
 * a.start(listener);
 * a.publish(Topic.COMMANDS, payload);
 * network.deliverAll();
 * }</pre>
 *
 * <p>Threading: all calls may come from any thread. A stepped network delivers in the thread that
 * calls {@code deliverAll}; any other in the threads of its executor, one at a time per node.
 */
@NullMarked
package org.exojvm.core.transport.memory;

import org.jspecify.annotations.NullMarked;
