package org.exojvm.core.sim;

import java.util.function.ToLongFunction;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.ModelId;
import org.exojvm.core.engine.simulated.SimulationScript;
import org.exojvm.core.master.MasterConfig;
import org.exojvm.core.reconcile.PlacementStrategies;
import org.exojvm.core.state.State;

/** Puts a {@link VirtualCluster} together. */
public final class VirtualClusterBuilder {

  final State description;
  final ModelCatalog catalog;
  PlacementStrategies strategies = PlacementStrategies.installed();
  MasterConfig masterConfig = MasterConfig.defaults();
  SimulationSettings settings = SimulationSettings.defaults();
  SimulationScript script = new SimulationScript();
  ToLongFunction<ModelId> cardDelayMillis = model -> settings.cardLoadMillis();
  ClusterListener listener = new ClusterListener() {};

  VirtualClusterBuilder(State description, ModelCatalog catalog) {
    this.description = description;
    this.catalog = catalog;
  }

  /** Sets the placement strategies; those that ServiceLoader finds unless set. */
  public VirtualClusterBuilder strategies(PlacementStrategies value) {
    strategies = value;
    return this;
  }

  /** Sets the configuration of the master. */
  public VirtualClusterBuilder masterConfig(MasterConfig value) {
    masterConfig = value;
    return this;
  }

  /** Sets speeds and delays. */
  public VirtualClusterBuilder settings(SimulationSettings value) {
    settings = value;
    return this;
  }

  /** Sets what goes wrong in the engines by itself. */
  public VirtualClusterBuilder script(SimulationScript value) {
    script = value;
    return this;
  }

  /**
   * Sets how long each model card takes to load; beyond the deadline of the master it times out.
   */
  public VirtualClusterBuilder cardDelayMillis(ToLongFunction<ModelId> value) {
    cardDelayMillis = value;
    return this;
  }

  /** Sets who watches. */
  public VirtualClusterBuilder listener(ClusterListener value) {
    listener = value;
    return this;
  }

  /** Returns the cluster at time 0, before anything has happened. */
  public VirtualCluster build() {
    return new VirtualCluster(this);
  }
}
