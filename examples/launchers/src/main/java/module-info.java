/** Command line launchers and embedding samples. */
module org.exojvm.examples {
  requires com.fasterxml.jackson.databind;
  requires com.github.oshi;
  requires com.google.common;
  requires info.picocli;
  requires java.management;
  requires java.net.http;
  requires jdk.attach;
  requires org.exojvm.api;
  requires org.exojvm.core;
  requires org.exojvm.mlx;
  requires org.exojvm.node;
  requires org.exojvm.placement;
  requires org.exojvm.transport.libp2p;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static java.compiler;
  requires static org.immutables.value.annotations;
  requires static org.jspecify;

  opens org.exojvm.examples to
      info.picocli;
  opens org.exojvm.examples.chaos to
      info.picocli;
  opens org.exojvm.examples.conformance to
      info.picocli;
  opens org.exojvm.examples.explain to
      info.picocli;
  opens org.exojvm.examples.journal to
      info.picocli;
  opens org.exojvm.examples.load to
      info.picocli;
  opens org.exojvm.examples.mlx to
      info.picocli;
  opens org.exojvm.examples.quickstart to
      info.picocli;
  opens org.exojvm.examples.soak to
      info.picocli;

  uses org.exojvm.api.placement.PlacementStrategy;

  provides org.exojvm.api.placement.PlacementStrategy with
      org.exojvm.examples.strategy.SpareNodeStrategy;
}
