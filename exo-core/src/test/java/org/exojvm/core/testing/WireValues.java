package org.exojvm.core.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.collection.JsonText;
import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.Id;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.topology.Connection;
import org.exojvm.api.topology.Link;
import org.exojvm.api.topology.Multiaddr;
import org.exojvm.api.topology.Topology;
import org.exojvm.core.event.OpaqueEvent;

/** Generators of what is no record of its own shape: scalars, text, addresses, collections. */
final class WireValues {

  private static final int MAX_ELEMENTS = 3;

  /** Text that tends to break encoders: escapes, two, three and four bytes, no characters. */
  private static final List<String> AWKWARD =
      List.of(
          "",
          "a b\"c",
          "<&>",
          "line\nbreak",
          "tab\there",
          "\u0000\u001f\u007f",
          "\\u0041",
          "h\u00f4te",
          "\u20ac\ufffd",
          "\ud83d\ude00",
          "null",
          "{\"a\":1}",
          "\u2028");

  private static final Map<Class<?>, Arbitrary<?>> KNOWN =
      ImmutableMap.<Class<?>, Arbitrary<?>>builder()
          .put(boolean.class, Arbitraries.of(true, false))
          .put(Boolean.class, Arbitraries.of(true, false))
          .put(int.class, integers())
          .put(Integer.class, integers())
          .put(long.class, longs())
          .put(Long.class, longs())
          .put(double.class, doubles())
          .put(Double.class, doubles())
          .put(String.class, strings())
          .put(Bytes.class, Arbitraries.bytes().array(byte[].class).ofMaxSize(9).map(Bytes::copyOf))
          .put(JsonText.class, objects())
          .put(Multiaddr.class, addresses())
          .put(Topology.class, Arbitraries.lazy(WireValues::topologies))
          .buildOrThrow();

  private WireValues() {}

  static boolean has(Class<?> type) {
    return KNOWN.containsKey(type) || isId(type);
  }

  static boolean isExcluded(Class<?> type) {
    return type == OpaqueEvent.class;
  }

  static Arbitrary<Object> of(Class<?> type) {
    Arbitrary<?> known = KNOWN.get(type);
    return known == null ? ids(type) : known.asGeneric();
  }

  private static boolean isId(Class<?> type) {
    return type.isRecord() && Id.class.isAssignableFrom(type);
  }

  /** Ids come from a few words, so that they meet; some are awkward. */
  private static Arbitrary<Object> ids(Class<?> type) {
    return Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.of("a", "b", "c", "d", "e")),
            Tuple.of(1, strings().filter(text -> !text.isEmpty())))
        .map(
            text -> {
              try {
                return type.getConstructor(String.class).newInstance(text);
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(type + " is no id", e);
              }
            });
  }

  private static Arbitrary<Integer> integers() {
    return Arbitraries.oneOf(
        Arbitraries.of(0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE),
        Arbitraries.integers().between(-100, 100));
  }

  private static Arbitrary<Long> longs() {
    return Arbitraries.oneOf(
        Arbitraries.of(0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 999_999_999_999L),
        Arbitraries.longs().between(-1_000, 1_000));
  }

  private static Arbitrary<Double> doubles() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            0.0, -0.0, 0.7, 1e-5, 9.999e-6, 1e16, 1e15, Double.MIN_VALUE, Double.MAX_VALUE, 1e9),
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite));
  }

  private static Arbitrary<String> strings() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of(AWKWARD)),
        Tuple.of(1, Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(8)),
        Tuple.of(2, Arbitraries.strings().alpha().ofMaxLength(8)));
  }

  private static char[] surrogates() {
    char[] all = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = (char) (Character.MIN_SURROGATE + i);
    }
    return all;
  }

  private static Arbitrary<JsonText> objects() {
    return Arbitraries.of(
            "{}",
            "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"n\":1.50}}",
            "{\"a\":[null,true,{\"b\":\"h\u00f4te\"}],\"c\":123456789012345678901234567890}")
        .map(JsonText::new);
  }

  private static Arbitrary<Multiaddr> addresses() {
    Arbitrary<String> hosts =
        Arbitraries.of(
            "/ip4/10.0.0.1", "/ip4/192.168.255.0", "/ip6/::1", "/ip6/fe80::1", "/dns4/host.local");
    Arbitrary<String> ports = Arbitraries.of("", "/tcp/0", "/tcp/52415", "/tcp/65535");
    Arbitrary<String> peers = Arbitraries.of("", "/p2p/QmAbc");
    return Combinators.combine(hosts, ports, peers)
        .as((host, port, peer) -> Multiaddr.parse(host + port + peer));
  }

  private static Arbitrary<Topology> topologies() {
    Arbitrary<NodeId> nodes = WireArbitraries.of(NodeId.class);
    Arbitrary<Connection> edges =
        Combinators.combine(nodes, nodes, WireArbitraries.of(Link.class)).as(Connection::new);
    return Combinators.combine(nodes.list().ofMaxSize(5), edges.list().ofMaxSize(8))
        .as(
            (alone, connections) -> {
              Topology topology = Topology.empty();
              for (NodeId node : alone) {
                topology = topology.withNode(node);
              }
              for (Connection connection : connections) {
                topology = topology.withEdge(connection);
              }
              return topology;
            });
  }

  static Arbitrary<Object> collection(ParameterizedType type) {
    List<Arbitrary<Object>> arguments =
        List.of(type.getActualTypeArguments()).stream().map(WireArbitraries::generator).toList();
    Arbitrary<?> made =
        switch (type.getRawType()) {
          case Class<?> raw when raw == ImmutableList.class ->
              arguments.getFirst().list().ofMaxSize(MAX_ELEMENTS).map(ImmutableList::copyOf);
          case Class<?> raw when raw == Optional.class -> arguments.getFirst().optional();
          case Class<?> raw when raw == ImmutableMap.class ->
              entries(arguments).map(ImmutableMap::copyOf);
          case Class<?> raw when raw == OrderedMap.class ->
              entries(arguments).map(OrderedMap::copyOf);
          default -> throw new IllegalArgumentException("There is no generator of " + type + ".");
        };
    return made.asGeneric();
  }

  private static Arbitrary<Map<Object, Object>> entries(List<Arbitrary<Object>> arguments) {
    return Arbitraries.maps(arguments.get(0), arguments.get(1)).ofMaxSize(MAX_ELEMENTS);
  }
}
