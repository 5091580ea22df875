package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Slots.parts;

import org.exojvm.api.placement.CacheDemand;

/** What placements were made from. All of it is our own. */
public final class PlacementTables {

  public static final RecordCodec<CacheDemand> CACHE_DEMAND =
      RecordCodec.<CacheDemand>record("CacheDemand")
          .required("context_tokens", INT)
          .required("concurrency", INT)
          .nullable("bytes_per_token", LONG)
          .required("assumed", NodeTables.MEMORY)
          .required("tensor_parts", INT)
          .build(
              s -> new CacheDemand(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
              v ->
                  parts(
                      v.contextTokens(),
                      v.concurrency(),
                      v.bytesPerToken(),
                      v.assumed(),
                      v.tensorParts()));

  private PlacementTables() {}
}
