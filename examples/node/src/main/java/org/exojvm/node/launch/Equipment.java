package org.exojvm.node.launch;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.exojvm.api.engine.RunnerEngine;
import org.exojvm.api.engine.RunnerEngineProvider;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.node.Downloads;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.SimulatedHardware;
import org.exojvm.core.store.HuggingFaceManifests;
import org.exojvm.core.store.ModelStore;
import org.exojvm.node.config.NodeConfig;

/**
 * What runs models on a node and what fetches them; ends after its node.
 *
 * @param engine runs models
 * @param downloads fetches them
 * @param attach is told of the node, before it starts
 * @param end ends what both have opened
 */
record Equipment(
    RunnerEngine engine, Downloads.Provider downloads, Consumer<ExoNode> attach, Runnable end)
    implements AutoCloseable {

  /** Returns what takes time and computes nothing. */
  static Equipment simulated(Map<String, String> settings) {
    if (!settings.isEmpty()) {
      throw new IllegalArgumentException(
          "The engine 'simulated' takes no settings, and %s were given. Maybe leave them out."
              .formatted(settings.keySet()));
    }
    SimulatedHardware hardware = SimulatedHardware.apart(SimulatedTimings.DEFAULT);
    return new Equipment(
        hardware.engine(),
        hardware.downloads(),
        node -> hardware.follow(node::state),
        hardware::close);
  }

  /**
   * Returns an engine that is installed, with a store of models.
   *
   * @throws IllegalArgumentException when a setting of the engine is wrong
   * @throws IllegalStateException when the machine has not what the engine needs
   * @throws IOException when the directory of models cannot be used
   */
  static Equipment of(RunnerEngineProvider provider, NodeConfig config) throws IOException {
    RunnerEngine engine = provider.create(config.modelsDir().toString(), config.engineSettings());
    ModelStore store = ModelStore.open(config.modelsDir(), HuggingFaceManifests.hub());
    return new Equipment(engine, store, node -> {}, store::close);
  }

  @Override
  public void close() {
    end.run();
  }
}
