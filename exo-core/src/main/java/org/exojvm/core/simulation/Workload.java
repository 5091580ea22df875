package org.exojvm.core.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.instance.InstanceMeta;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.api.instance.MetaInstanceSpec;
import org.exojvm.api.instance.Sharding;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.worker.WorkerOutput;

/** Clients: they declare, delete and declare anew intents, and ask what is ready. */
final class Workload {

  /** Share of commands that a client sends twice, because it heard nothing. */
  private static final int TWICE_PERCENT = 5;

  private static final long LONGEST_WAY_MILLIS = 20;

  /** Longer than a machine stands still, so that no command overtakes a later one. */
  private static final long PATIENCE_MILLIS = 10_000;

  private static final long LONGEST_PAUSE_MILLIS = 240_000;
  private static final int RDMA_PERCENT = 30;
  private static final int TENSOR_PERCENT = 30;

  /** What a client knows of the intent in one of its places. */
  private static final class Place {
    final MetaInstanceId id;
    boolean declared;
    boolean asked;
    boolean again;
    boolean repeated;

    Place(MetaInstanceId id) {
      this.id = id;
    }
  }

  private final SimulatedCluster cluster;
  private final Dice dice;
  private final Models models;
  private final Requests requests;
  private final IdSequence ids = new IdSequence("client");
  private final List<Place> places = new ArrayList<>();
  private final Map<CommandId, Place> open = new HashMap<>();
  private boolean resting;

  Workload(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.dice = cluster.dice().split("workload");
    this.models =
        new Models(cluster.options().intents(), cluster.machines(), cluster.dice().split("models"));
    this.requests = new Requests(cluster, this::send, ids);
    for (int i = 0; i < cluster.options().intents(); i++) {
      Place place = new Place(MetaInstanceId.of("intent-" + i));
      places.add(place);
      cluster.clock().after(dice.between(0, 60_000), () -> change(place));
    }
    if (!places.isEmpty()) {
      next();
    }
  }

  /** Stops asking for changes, or goes on; what is deleted is declared again first. */
  void rest(boolean value) {
    resting = value;
    requests.rest(value);
    if (resting) {
      for (Place place : places) {
        if (!place.declared && !place.asked) {
          change(place);
        }
      }
    }
  }

  ModelCatalog catalog() {
    return models;
  }

  ModelCard cardOf(ModelId model) {
    return models.card(model);
  }

  private void next() {
    cluster
        .clock()
        .after(
            dice.between(1, LONGEST_PAUSE_MILLIS),
            () -> {
              if (!resting) {
                change(dice.oneOf(places));
              }
              next();
            });
  }

  /** Deletes an intent and declares it anew with other settings, in the middle of whatever. */
  void editOne(Dice chance) {
    List<Place> declared = places.stream().filter(place -> place.declared && !place.asked).toList();
    if (!declared.isEmpty()) {
      Place place = chance.oneOf(declared);
      place.again = true;
      change(place);
    }
  }

  private void change(Place place) {
    if (place.asked) {
      return;
    }
    place.asked = true;
    place.repeated = false;
    CommandId command = ids.nextCommandId();
    open.put(command, place);
    if (place.declared) {
      cluster.laws().intents().deleting(place.id);
      ask(place, new Command.DeleteMetaInstance(command, place.id));
    } else {
      cluster.laws().intents().creating(place.id);
      ask(place, new Command.CreateMetaInstance(command, MetaInstance.of(spec(place.id))));
    }
  }

  /** Sends a command, and again until there is an answer. */
  private void ask(Place place, Command command) {
    send(command);
    cluster
        .clock()
        .after(
            PATIENCE_MILLIS,
            () -> {
              if (open.containsKey(command.commandId())) {
                place.repeated = true;
                ask(place, command);
              }
            });
  }

  private MetaInstanceSpec spec(MetaInstanceId id) {
    MetaInstanceSpec spec = MetaInstanceSpec.of(id, dice.oneOf(models.known()));
    if (dice.percent(RDMA_PERCENT)) {
      spec = spec.withInstanceMeta(InstanceMeta.MLX_JACCL);
    }
    if (dice.percent(TENSOR_PERCENT)) {
      spec = spec.withSharding(Sharding.TENSOR);
    }
    return spec.withMinNodes(1 + dice.below(Math.min(3, cluster.machines().size())));
  }

  /** Hands a command to the master, once or twice. */
  void send(Command command) {
    int copies = dice.percent(TWICE_PERCENT) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      cluster
          .clock()
          .after(
              dice.between(1, LONGEST_WAY_MILLIS),
              () ->
                  cluster
                      .at(0)
                      .receive(
                          new Message.ToMaster(new ForwarderCommand(MasterSeat.MASTER, command))));
    }
  }

  /** Takes the answer to a command; the second one to the same changes nothing. */
  void answered(CommandAnswer answer) {
    boolean accepted = answer instanceof CommandAnswer.Accepted;
    Place place = open.remove(answer.commandId());
    if (place == null) {
      requests.answered(answer.commandId(), accepted);
      return;
    }
    boolean wasDeclared = place.declared;
    // A deletion that was asked for again may have happened before, and only its answer was lost.
    accepted |= wasDeclared && place.repeated && isNotFound(answer);
    place.asked = false;
    place.declared = wasDeclared != accepted;
    cluster.laws().intents().answered(place.id, accepted, cluster.seat().state());
    if (!place.declared && (place.again || resting)) {
      place.again = false;
      change(place);
    }
  }

  private static boolean isNotFound(CommandAnswer answer) {
    return answer instanceof CommandAnswer.Rejected rejected
        && rejected.code() == RejectionCode.NOT_FOUND;
  }

  void output(WorkerOutput.ChunkOut chunk) {
    requests.output(chunk);
  }
}
