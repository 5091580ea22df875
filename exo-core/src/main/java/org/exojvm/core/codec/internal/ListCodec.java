package org.exojvm.core.codec.internal;

import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import java.io.IOException;

/** An array of values of one type. */
final class ListCodec<E> implements ValueCodec<ImmutableList<E>> {

  private final ValueCodec<E> element;

  private ListCodec(ValueCodec<E> element) {
    this.element = element;
  }

  static <E> ValueCodec<ImmutableList<E>> of(ValueCodec<E> element) {
    return new ListCodec<>(element);
  }

  @Override
  public ImmutableList<E> read(JsonReader in) throws MalformedValue, IOException {
    in.requireArray();
    if (in.next() == JsonToken.END_ARRAY) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<E> elements = ImmutableList.builder();
    do {
      elements.add(element.read(in));
    } while (in.next() != JsonToken.END_ARRAY);
    return elements.build();
  }

  @Override
  public void write(JsonWriter out, ImmutableList<E> value) {
    out.open('[');
    for (int i = 0; i < value.size(); i++) {
      if (i > 0) {
        out.ascii(',');
      }
      element.write(out, value.get(i));
    }
    out.close(']');
  }
}
