/** Transport over libp2p. Exports the transport; the layers below are nobody else's business. */
module org.exojvm.transport.libp2p {
  requires transitive org.exojvm.api;
  requires com.google.protobuf;
  requires org.bouncycastle.provider;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports org.exojvm.transport.libp2p;

  provides org.exojvm.api.transport.TransportProvider with
      org.exojvm.transport.libp2p.Libp2pTransportProvider;
}
