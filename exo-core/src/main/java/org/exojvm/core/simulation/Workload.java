package org.exojvm.core.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.exojvm.core.id.IdSequence;
import org.exojvm.core.master.CommandAnswer;
import org.exojvm.core.worker.WorkerOutput;

/** Clients: they declare, delete and declare anew intents, and ask what is ready. */
final class Workload {

  /** Share of commands that a client sends twice, because it heard nothing. */
  private static final int TWICE_PERCENT = 5;

  private static final long LONGEST_WAY_MILLIS = 20;

  /** Time until a client asks again, perhaps somebody else. */
  private static final long PATIENCE_MILLIS = 10_000;

  /**
   * Time in which a command that was sent may still do something: it waits on two machines that
   * stand still, the network is slow, and so is the disk. A client lets it pass before it asks for
   * something else, unless it knows of every command what has come of it.
   */
  private static final long LONGEST_FLIGHT_MILLIS = 25_000;

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
    long sentMillis = -LONGEST_FLIGHT_MILLIS;

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
  private final Set<CommandId> ends = new HashSet<>();
  private boolean resting;

  Workload(SimulatedCluster cluster) {
    this.cluster = cluster;
    this.dice = cluster.dice().split("workload");
    this.models =
        new Models(cluster.options().intents(), cluster.machines(), cluster.dice().split("models"));
    this.requests = new Requests(cluster, this::send, this::sendUntilAnswered, ids);
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

  /** Asks for the opposite of what is, as soon as nothing that was asked is still under way. */
  private void change(Place place) {
    if (place.asked) {
      return;
    }
    place.asked = true;
    long now = cluster.clock().nowMillis();
    long rest = place.repeated ? place.sentMillis + LONGEST_FLIGHT_MILLIS - now : 0;
    if (rest > 0) {
      cluster.clock().after(rest, () -> begin(place));
    } else {
      begin(place);
    }
  }

  private void begin(Place place) {
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
    place.repeated |= send(command) > 1;
    place.sentMillis = cluster.clock().nowMillis();
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

  /** Sends a command that says that something is over. */
  private void sendUntilAnswered(Command command) {
    ends.add(command.commandId());
    sendAgain(command);
  }

  private void sendAgain(Command command) {
    if (ends.contains(command.commandId())) {
      send(command);
      cluster.clock().after(PATIENCE_MILLIS, () -> sendAgain(command));
    }
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

  /** Hands a command to some node, once or twice; returns how often. */
  private int send(Command command) {
    Machine machine = dice.oneOf(cluster.machines());
    int copies = dice.percent(TWICE_PERCENT) ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      cluster.clock().after(dice.between(1, LONGEST_WAY_MILLIS), () -> ask(machine, command));
    }
    return copies;
  }

  private static void ask(Machine machine, Command command) {
    machine.whenRunning(
        () -> {
          SimulatedNode node = machine.node();
          if (node != null) {
            node.ask(command);
          }
        });
  }

  /** Returns whether a client waits for the answer to a command. */
  boolean waitsFor(CommandId command) {
    return open.containsKey(command) || ends.contains(command) || requests.waitsFor(command);
  }

  /** A master is about to answer a command, at the end of a chapter. */
  void answering(CommandAnswer answer, Chapter chapter) {
    Place place = open.get(answer.commandId());
    if (place != null && answer instanceof CommandAnswer.Accepted) {
      cluster.laws().intents().acknowledged(place.id, !place.declared, chapter);
    }
  }

  /** Takes the answer to a command; the second one to the same changes nothing. */
  void answered(ClientAnswer told) {
    CommandAnswer answer = told.answer();
    Place place = open.remove(answer.commandId());
    if (place == null) {
      ends.remove(answer.commandId());
      requests.answered(answer.commandId(), answer instanceof CommandAnswer.Accepted);
      return;
    }
    place.asked = false;
    place.declared = isThere(place, answer);
    if (!place.declared && (place.again || resting)) {
      place.again = false;
      change(place);
    }
  }

  /** What the client believes; another side of a split may know better. */
  private static boolean isThere(Place place, CommandAnswer answer) {
    return switch (answer) {
      case CommandAnswer.Accepted _ -> !place.declared;
      case CommandAnswer.Rejected rejected ->
          switch (rejected.code()) {
            case CONFLICT -> true;
            case NOT_FOUND -> false;
            default -> place.declared;
          };
    };
  }

  void output(WorkerOutput.ChunkOut chunk) {
    requests.output(chunk);
  }
}
