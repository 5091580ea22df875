/** State, events, commands, reconciliation and the cores of the exo control plane. */
module org.exojvm.core {
  requires transitive org.exojvm.api;
  requires com.fasterxml.jackson.core;
  requires java.management;
  requires java.net.http;
  requires jdk.management;
  requires org.slf4j;
  requires static org.immutables.value.annotations;
  requires static com.github.oshi;
  requires static com.google.errorprone.annotations;
  requires static micrometer.core;
  requires static java.compiler;

  exports org.exojvm.core.codec;
  exports org.exojvm.core.card;
  exports org.exojvm.core.catalog;
  exports org.exojvm.core.command;
  exports org.exojvm.core.download;
  exports org.exojvm.core.election;
  exports org.exojvm.core.engine.simulated;
  exports org.exojvm.core.event;
  exports org.exojvm.core.explain;
  exports org.exojvm.core.node;
  exports org.exojvm.core.process;
  exports org.exojvm.core.id;
  exports org.exojvm.core.info;
  exports org.exojvm.core.journal;
  exports org.exojvm.core.master;
  exports org.exojvm.core.metrics;
  exports org.exojvm.core.probe;
  exports org.exojvm.core.reconcile;
  exports org.exojvm.core.search;
  exports org.exojvm.core.sim;
  exports org.exojvm.core.simulation;
  exports org.exojvm.core.state;
  exports org.exojvm.core.store;
  exports org.exojvm.core.stream;
  exports org.exojvm.core.task;
  exports org.exojvm.core.transport.memory;
  exports org.exojvm.core.worker;

  provides org.exojvm.api.transport.TransportProvider with
      org.exojvm.core.transport.memory.InMemoryTransportProvider;
}
