package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.exojvm.api.engine.Runner;
import org.exojvm.api.engine.RunnerEngine;
import org.exojvm.api.engine.RunnerListener;
import org.exojvm.api.instance.BoundInstance;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.probe.NodeProbe;

/**
 * What a node offers its cluster.
 *
 * @param engine runs models
 * @param downloads fetches them
 * @param probe measures the machine
 */
record WorkerPart(RunnerEngine engine, Downloads.Provider downloads, NodeProbe probe) {

  /**
   * Returns what a node offers that is no worker: nothing. It tells that it lives and who it is,
   * but not of memory, so nothing is placed on it.
   */
  static WorkerPart none(NodeProbe machine) {
    return new WorkerPart(
        new NoEngine(), (node, reports) -> command -> {}, () -> introduction(machine.measure()));
  }

  private static ImmutableList<GatheredInfo> introduction(List<GatheredInfo> measured) {
    return measured.stream()
        .filter(
            info ->
                info instanceof GatheredInfo.MiscData
                    || info instanceof GatheredInfo.StaticNodeInformation)
        .collect(ImmutableList.toImmutableList());
  }

  private static final class NoEngine implements RunnerEngine {

    @Override
    public String name() {
      return "none";
    }

    @Override
    public Runner start(BoundInstance bound, RunnerListener listener) {
      throw new IllegalStateException(
          "Runner %s was given to a node without the role of a worker. Maybe a foreign instance was created by hand."
              .formatted(bound.boundRunnerId()));
    }
  }
}
