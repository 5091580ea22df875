package org.exojvm.core.codec.internal;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object whose keys are data; keeps the order of the text. */
final class MapCodec<K, V> implements ValueCodec<ImmutableMap<K, V>> {

  private final MapKey<K> key;
  private final ValueCodec<V> codec;

  private MapCodec(MapKey<K> key, ValueCodec<V> codec) {
    this.key = key;
    this.codec = codec;
  }

  static <K, V> ValueCodec<ImmutableMap<K, V>> of(MapKey<K> key, ValueCodec<V> codec) {
    return new MapCodec<>(key, codec);
  }

  @Override
  public ImmutableMap<K, V> read(JsonReader in) throws MalformedValue, IOException {
    return ImmutableMap.copyOf(entries(in, key, codec));
  }

  /** Reads the entries of an object in order; a repeated key is an error. */
  static <K, V> Map<K, V> entries(JsonReader in, MapKey<K> key, ValueCodec<V> codec)
      throws MalformedValue, IOException {
    in.requireObject("a map");
    Map<K, V> entries = new LinkedHashMap<>();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      K k = key.of(name);
      in.next();
      if (entries.putIfAbsent(k, codec.read(in)) != null) {
        throw key.duplicate(name);
      }
    }
    return entries;
  }

  @Override
  public void write(JsonWriter out, ImmutableMap<K, V> value) {
    write(out, value, key, codec);
  }

  static <K, V> void write(JsonWriter out, Map<K, V> entries, MapKey<K> key, ValueCodec<V> codec) {
    out.open('{');
    boolean first = true;
    for (Map.Entry<K, V> entry : entries.entrySet()) {
      if (!first) {
        out.ascii(',');
      }
      first = false;
      out.string(key.write().apply(entry.getKey()));
      out.ascii(':');
      codec.write(out, entry.getValue());
    }
    out.close('}');
  }
}
