package org.exojvm.core.codec.internal;

import java.io.IOException;
import org.exojvm.api.collection.OrderedMap;

/** An object whose keys are data, as a persistent map; keeps the order of the text. */
final class OrderedMapCodec<K, V> implements ValueCodec<OrderedMap<K, V>> {

  private final MapKey<K> key;
  private final ValueCodec<V> codec;

  OrderedMapCodec(MapKey<K> key, ValueCodec<V> codec) {
    this.key = key;
    this.codec = codec;
  }

  static <K, V> ValueCodec<OrderedMap<K, V>> of(MapKey<K> key, ValueCodec<V> codec) {
    return new OrderedMapCodec<>(key, codec);
  }

  @Override
  public OrderedMap<K, V> read(JsonReader in) throws MalformedValue, IOException {
    return OrderedMap.copyOf(MapCodec.entries(in, key, codec));
  }

  @Override
  public void write(JsonWriter out, OrderedMap<K, V> value) {
    MapCodec.write(out, value.asMap(), key, codec);
  }
}
