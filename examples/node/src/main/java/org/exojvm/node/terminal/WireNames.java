package org.exojvm.node.terminal;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.PlacementPreference;
import org.exojvm.api.instance.RequiredNodePolicy;
import org.exojvm.api.instance.Sharding;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Options that are spelled as on the wire. Each class reads one, and lists what may be written, for
 * shells that complete it.
 */
public final class WireNames {

  private WireNames() {}

  private static <E> Iterator<String> names(E[] values, Function<E, String> name) {
    return Arrays.stream(values).map(name).iterator();
  }

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
  public static final class ShardingConverter
      implements ITypeConverter<Sharding>, Iterable<String> {

    @Override
    public Sharding convert(String text) {
      return parse(Sharding.values(), Sharding::wireName, text);
    }

    @Override
    public Iterator<String> iterator() {
      return names(Sharding.values(), Sharding::wireName);
    }
  }

  /** Reads {@code MlxRing} and {@code MlxJaccl}. */
  public static final class InstanceMetaConverter
      implements ITypeConverter<InstanceMeta>, Iterable<String> {

    @Override
    public InstanceMeta convert(String text) {
      return parse(InstanceMeta.values(), InstanceMeta::wireName, text);
    }

    @Override
    public Iterator<String> iterator() {
      return names(InstanceMeta.values(), InstanceMeta::wireName);
    }
  }

  /** Reads {@code interactivity}, {@code throughput}, {@code spread} and {@code pack}. */
  public static final class PreferenceConverter
      implements ITypeConverter<PlacementPreference>, Iterable<String> {

    @Override
    public PlacementPreference convert(String text) {
      return parse(PlacementPreference.values(), PlacementPreference::wireName, text);
    }

    @Override
    public Iterator<String> iterator() {
      return names(PlacementPreference.values(), PlacementPreference::wireName);
    }
  }

  /** Reads {@code relaxWhenDead} and {@code strict}. */
  public static final class RequiredNodePolicyConverter
      implements ITypeConverter<RequiredNodePolicy>, Iterable<String> {

    @Override
    public RequiredNodePolicy convert(String text) {
      return parse(RequiredNodePolicy.values(), RequiredNodePolicy::wireName, text);
    }

    @Override
    public Iterator<String> iterator() {
      return names(RequiredNodePolicy.values(), RequiredNodePolicy::wireName);
    }
  }
}
