/**
 * Transport over libp2p. Exports nothing yet: javac refuses to export a package without classes,
 * and the layers below are nobody's business but the transport's.
 */
module org.exojvm.transport.libp2p {
  requires transitive org.exojvm.api;
  requires com.google.protobuf;
  requires org.bouncycastle.provider;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
}
