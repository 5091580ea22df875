/** Placement strategies and what a host's own strategy needs to assemble an instance. */
module org.exojvm.placement {
  requires transitive org.exojvm.api;
  requires com.google.common;
  requires static com.google.errorprone.annotations;
  requires static java.compiler;
  requires static org.immutables.value.annotations;
  requires static org.jspecify;
}
