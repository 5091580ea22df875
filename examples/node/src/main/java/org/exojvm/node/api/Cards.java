package org.exojvm.node.api;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;
import org.exojvm.node.http.Problem;

/** Model cards for requests that name a model. */
final class Cards {

  /** Longest time to wait for a card, which may come from a network; the master's patience. */
  private static final long LOAD_SECONDS_MAX = 10;

  private final ModelCatalog catalog;

  Cards(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  ModelCatalog catalog() {
    return catalog;
  }

  /**
   * Returns the card of a model.
   *
   * @throws Problem 400 when there is none, 503 when it does not come
   */
  ModelCard card(ModelId model) throws Problem {
    FutureTask<ModelCard> load = new FutureTask<>(() -> catalog.load(model));
    Thread.ofVirtual().name("card-load").start(load);
    try {
      return load.get(LOAD_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelCardException unknown) {
        throw Problem.badRequest(
                "model_not_found", Words.visible(String.valueOf(unknown.getMessage())))
            .about("model_id");
      }
      throw new IllegalStateException("The catalogue failed to load a card.", e.getCause());
    } catch (TimeoutException e) {
      load.cancel(true);
      throw late(model);
    } catch (InterruptedException e) {
      load.cancel(true);
      Thread.currentThread().interrupt();
      throw late(model);
    }
  }

  private static Problem late(ModelId model) {
    return Problem.unavailable(
        "model_card_late",
        "The card of %s did not come within %d s. Maybe try again."
            .formatted(JsonBody.shown(model.value()), LOAD_SECONDS_MAX));
  }
}
