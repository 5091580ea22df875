package org.exojvm.core.store;

import com.google.common.collect.ImmutableMap;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.exojvm.api.id.ModelId;

/**
 * Knows the files of models: the seam between a store and where models come from.
 *
 * <p>Contract: called on threads of the store, one per model and several at once for different
 * models, each time a model that is not complete is fetched. May block; it is interrupted when the
 * download is cancelled. Asked twice it may answer differently: files whose size or hash has
 * changed are fetched again. Not called after the store is closed.
 */
@FunctionalInterface
public interface ModelManifests {

  /**
   * Returns what a model consists of.
   *
   * @param web reads documents, with the deadlines, retries and bounds of the store
   * @throws StoreException when it is not known, with a message for people
   * @throws InterruptedException when the download was cancelled meanwhile
   */
  ModelManifest list(ModelId model, WebDocuments web) throws StoreException, InterruptedException;

  /**
   * Returns the {@code Authorization} header to send to an address; nothing unless overridden.
   * Asked again for the target of every redirect, so that a token goes nowhere else.
   */
  default Optional<String> authorization(URI uri) {
    return Optional.empty();
  }

  /** Returns a source that knows these models and no others. */
  static ModelManifests fixed(Map<ModelId, ModelManifest> models) {
    ImmutableMap<ModelId, ModelManifest> known = ImmutableMap.copyOf(models);
    return (model, web) -> {
      ModelManifest manifest = known.get(model);
      if (manifest == null) {
        throw new StoreException(
            "There is no model %s among the %d of this source. Maybe add it."
                .formatted(model, known.size()));
      }
      return manifest;
    };
  }
}
