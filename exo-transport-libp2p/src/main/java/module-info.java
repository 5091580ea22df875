/**
 * Transport over libp2p. Holds only its package tour so far, and exports nothing: javac refuses to
 * export a package without classes.
 */
module org.exojvm.transport.libp2p {
  requires transitive org.exojvm.api;
  requires static org.jspecify;
}
