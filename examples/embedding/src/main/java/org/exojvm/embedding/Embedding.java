package org.exojvm.embedding;

import java.nio.file.Files;
import java.time.Duration;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.core.command.Command.CreateMetaInstance;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.exojvm.core.explain.IntentPhase;
import org.exojvm.core.explain.IntentReport;
import org.exojvm.core.node.EventStream;
import org.exojvm.core.node.ExoNode;
import org.exojvm.core.node.SimulatedHardware;
import org.exojvm.core.transport.memory.InMemoryNetwork;

/** Starts a node on this machine, lets it bring up a model (simulated), and closes it. */
public final class Embedding {

  private Embedding() {}

  /** Runs until the model is ready; needs no arguments. */
  public static void main(String[] args) throws Exception {
    InMemoryNetwork network = new InMemoryNetwork(Runnable::run);
    ModelId model = ModelId.of("mlx-community/Qwen3-0.6B-4bit");
    var wanted = MetaInstance.of(MetaInstanceSpec.of(MetaInstanceId.of("chat"), model));
    try (var hardware = new SimulatedHardware(SimulatedTimings.DEFAULT);
        ExoNode node =
            ExoNode.builder(Files.createTempDirectory("exo-node"))
                .transport(network::join)
                .engine(hardware.engine())
                .downloads(hardware.downloads())
                .build()) {
      node.start();
      var declare = new CreateMetaInstance(CommandId.of("declare-chat"), wanted);
      System.out.println(node.submit(declare).join());
      EventStream events = node.events(0);
      IntentReport told = node.explain(wanted.id());
      while (told.phase() != IntentPhase.SERVING) {
        var _ = events.next(Duration.ofSeconds(30));
        IntentReport now = node.explain(wanted.id());
        if (!now.equals(told)) {
          System.out.println(now.text());
        }
        told = now;
      }
    }
  }
}
