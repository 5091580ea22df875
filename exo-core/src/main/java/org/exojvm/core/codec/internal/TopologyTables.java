package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

import java.io.IOException;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Link.RdmaConnection;
import org.exojvm.api.topology.Link.SocketConnection;
import org.exojvm.api.topology.Multiaddr;

/** Addresses, links and the graph of nodes. */
public final class TopologyTables {

  public static final ValueCodec<Multiaddr> MULTIADDR = new Address();

  public static final RecordCodec<SocketConnection> SOCKET_CONNECTION =
      RecordCodec.<SocketConnection>record("SocketConnection")
          .required("sink_multiaddr", MULTIADDR)
          .build(s -> new SocketConnection(s.at(0)), v -> parts(v.sinkMultiaddr()));

  public static final RecordCodec<RdmaConnection> RDMA_CONNECTION =
      RecordCodec.<RdmaConnection>record("RDMAConnection")
          .required("source_rdma_iface", STRING)
          .required("sink_rdma_iface", STRING)
          .build(
              s -> new RdmaConnection(s.at(0), s.at(1)),
              v -> parts(v.sourceRdmaIface(), v.sinkRdmaIface()));

  public static final ValueCodec<Link> LINK = new LinkByFields();

  public static final RecordCodec<Connection> CONNECTION =
      RecordCodec.<Connection>record("Connection")
          .required("source", Ids.NODE)
          .required("sink", Ids.NODE)
          .required("edge", LINK)
          .build(
              s -> new Connection(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.source(), v.sink(), v.edge()));

  private TopologyTables() {}

  /**
   * An address with its parts beside it. The parts are for readers that do not parse; on input they
   * are ignored, as everything unknown. An address without port has a null port.
   */
  private static final class Address implements ValueCodec<Multiaddr> {

    private static final RecordCodec<Multiaddr> TABLE =
        RecordCodec.<Multiaddr>plainRecord("Multiaddr")
            .ignoringUnknown()
            .required("address", STRING)
            .build(s -> Multiaddr.parse(s.at(0)), v -> parts(v.address()));

    private static final RecordCodec<Multiaddr> WITH_PARTS =
        RecordCodec.<Multiaddr>plainRecord("Multiaddr")
            .required("address", STRING)
            .required("address_type", STRING)
            .required("ip_address", STRING)
            .nullable("port", Scalars.INT)
            .build(
                s -> Multiaddr.parse(s.at(0)),
                v -> parts(v.address(), v.addressType(), v.host(), v.hasPort() ? v.port() : null));

    @Override
    public Multiaddr read(JsonReader in) throws MalformedValue, IOException {
      return TABLE.read(in);
    }

    @Override
    public void write(JsonWriter out, Multiaddr value) {
      WITH_PARTS.write(out, value);
    }
  }

  /** A link has no tag; its first field tells which one it is. */
  private static final class LinkByFields implements ValueCodec<Link> {

    @Override
    public Link read(JsonReader in) throws MalformedValue, IOException {
      in.requireObject("SocketConnection or RDMAConnection");
      String first = in.nextName();
      if (first == null) {
        throw new MalformedValue(
            "The edge is empty.", "Send the fields of a SocketConnection or an RDMAConnection.");
      }
      return RDMA_CONNECTION.hasField(first, in.spelling())
          ? RDMA_CONNECTION.readFromName(in, first)
          : SOCKET_CONNECTION.readFromName(in, first);
    }

    @Override
    public void write(JsonWriter out, Link value) {
      switch (value) {
        case SocketConnection socket -> SOCKET_CONNECTION.write(out, socket);
        case RdmaConnection rdma -> RDMA_CONNECTION.write(out, rdma);
      }
    }
  }
}
