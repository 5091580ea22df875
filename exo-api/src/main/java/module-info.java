/** Vocabulary and SPIs of the exo control plane. */
module org.exojvm.api {
  requires transitive com.google.common;
  requires transitive org.jspecify;
  requires static org.immutables.value.annotations;
  requires static com.google.errorprone.annotations;
  requires static java.compiler;

  exports org.exojvm.api.catalog;
  exports org.exojvm.api.check;
  exports org.exojvm.api.collection;
  exports org.exojvm.api.engine;
  exports org.exojvm.api.generation;
  exports org.exojvm.api.hardware;
  exports org.exojvm.api.id;
  exports org.exojvm.api.instance;
  exports org.exojvm.api.model;
  exports org.exojvm.api.node;
  exports org.exojvm.api.placement;
  exports org.exojvm.api.topology;
  exports org.exojvm.api.transport;
}
