package org.exojvm.api.instance;

import org.exojvm.api.id.MetaInstanceId;
import org.immutables.value.Value;

/**
 * An intent: an instance of a model, under these constraints, always exists. On the wire spec and
 * status are one flat object, as in the reference.
 *
 * @param spec what is wanted
 * @param status what has come of it
 */
@Value.Builder
public record MetaInstance(MetaInstanceSpec spec, MetaInstanceStatus status)
    implements WithMetaInstance {

  /** Returns a fresh intent without failures. */
  public static MetaInstance of(MetaInstanceSpec spec) {
    return new MetaInstance(spec, MetaInstanceStatus.fresh());
  }

  /** Returns the id of the intent. */
  public MetaInstanceId id() {
    return spec.metaInstanceId();
  }
}
