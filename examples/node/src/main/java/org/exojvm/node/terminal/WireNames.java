package org.exojvm.node.terminal;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.instance.Sharding;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are spelled as on the wire. */
public final class WireNames {

  private WireNames() {}

  private static <E> E parse(E[] values, Function<E, String> name, String text) {
    return Arrays.stream(values)
        .filter(value -> name.apply(value).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "\"%s\" is not one of %s"
                        .formatted(
                            text,
                            Arrays.stream(values).map(name).collect(Collectors.joining(", ")))));
  }

  /** Reads {@code Pipeline} and {@code Tensor}. */
  public static final class ShardingConverter implements ITypeConverter<Sharding> {

    @Override
    public Sharding convert(String text) {
      return parse(Sharding.values(), Sharding::wireName, text);
    }
  }

  /** Reads {@code MlxRing} and {@code MlxJaccl}. */
  public static final class InstanceMetaConverter implements ITypeConverter<InstanceMeta> {

    @Override
    public InstanceMeta convert(String text) {
      return parse(InstanceMeta.values(), InstanceMeta::wireName, text);
    }
  }

  /** Reads {@code interactivity}, {@code throughput}, {@code spread} and {@code pack}. */
  public static final class PreferenceConverter implements ITypeConverter<PlacementPreference> {

    @Override
    public PlacementPreference convert(String text) {
      return parse(PlacementPreference.values(), PlacementPreference::wireName, text);
    }
  }
}
