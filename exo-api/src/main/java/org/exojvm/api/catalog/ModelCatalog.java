package org.exojvm.api.catalog;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;

/**
 * Knows model cards.
 *
 * <p>Contract: {@link #load} may block (disk, network) and is called on a thread of its own with a
 * deadline; it must react to interruption. It is idempotent, may be called for the same id by
 * several threads, and never returns null. {@link #known} is quick and does no I/O.
 */
public interface ModelCatalog {

  /**
   * Returns the card of a model, extension fields overlaid.
   *
   * @throws ModelCardException when there is no such model or its card cannot be read; the message
   *     names the model and ends with a hint
   */
  ModelCard load(ModelId model) throws ModelCardException;

  /** Returns the ids this catalogue can list, sorted; further ones may be loadable. */
  ImmutableList<ModelId> known();
}
