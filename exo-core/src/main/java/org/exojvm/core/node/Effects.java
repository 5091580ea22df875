package org.exojvm.core.node;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.master.MasterInput;
import org.exojvm.core.process.Effect.LoadModelCard;
import org.exojvm.core.process.Effect.SearchDirectPlacement;
import org.exojvm.core.process.Effect.SearchPlacements;
import org.exojvm.core.process.PlacementRound;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.search.WatchedStrategy;
import org.jspecify.annotations.Nullable;

/** Runs the slow effects of a master beside its loop; what they find comes back as an input. */
final class Effects {

  private final ExecutorService threads;
  private final ModelCatalog catalog;
  private final PlacementStrategies strategies;
  private final Consumer<MasterInput> results;

  /**
   * Creates the runner of effects.
   *
   * @param threads where they run, interrupted when the node closes
   * @param results takes what they found, on any thread
   */
  Effects(
      ExecutorService threads,
      ModelCatalog catalog,
      PlacementStrategies strategies,
      Consumer<MasterInput> results) {
    this.threads = threads;
    this.catalog = catalog;
    this.strategies = WatchedStrategy.all(strategies, WatchedStrategy.DEFAULT_DEADLINE);
    this.results = results;
  }

  void start(LoadModelCard load) {
    threads.execute(() -> load(load));
  }

  void start(SearchPlacements round) {
    threads.execute(
        () ->
            results.accept(
                new MasterInput.PlacementsFound(
                    round, PlacementRound.run(strategies, round.searches()))));
  }

  void start(SearchDirectPlacement search) {
    threads.execute(
        () ->
            results.accept(
                new MasterInput.DirectPlacementFound(
                    search, strategies.place(search.strategy(), search.request()))));
  }

  private void load(LoadModelCard load) {
    ModelId model = load.modelId();
    Future<ModelCard> loading = threads.submit(() -> catalog.load(model));
    try {
      ModelCard card = loading.get(load.deadlineMillis(), TimeUnit.MILLISECONDS);
      results.accept(new MasterInput.CardLoaded(model, card));
    } catch (TimeoutException e) {
      loading.cancel(true);
      results.accept(new MasterInput.CardTimedOut(model));
    } catch (ExecutionException e) {
      results.accept(new MasterInput.CardFailed(model, reason(e.getCause())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return cause instanceof ModelCardException told
        ? String.valueOf(told.getMessage())
        : "The catalogue threw %s. This is a bug of it.".formatted(cause);
  }
}
