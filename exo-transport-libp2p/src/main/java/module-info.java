/** Transport over libp2p. Holds only its package tour so far. */
module org.exojvm.transport.libp2p {
  requires transitive org.exojvm.api;
  requires static org.jspecify;

// javac refuses to export a package without classes: export org.exojvm.transport.libp2p with its
// first one.
}
