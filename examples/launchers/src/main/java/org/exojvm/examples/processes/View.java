package org.exojvm.examples.processes;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import org.exojvm.node.cli.view.ClusterFacts;
import org.exojvm.node.cli.view.InstanceFacts;
import org.exojvm.node.cli.view.Look;

/**
 * What a node shows of the cluster and of one intent at a moment.
 *
 * @param nodes names of the nodes by their ids; those whose name is known by now
 * @param links links that are known, such as {@code a>b}, by ids
 * @param master id of the master, {@code -} while there is none among the nodes
 * @param isDeclared whether the intent is there
 * @param placed the instance of the intent, if it has one
 */
record View(
    ImmutableMap<String, String> nodes,
    ImmutableSet<String> links,
    String master,
    boolean isDeclared,
    Optional<Placed> placed) {

  /** What is known before the first look. */
  static final View NOTHING =
      new View(ImmutableMap.of(), ImmutableSet.of(), Look.NONE, false, Optional.empty());

  /**
   * An instance.
   *
   * @param instance its id
   * @param layersByNode what each node holds of the model, by id of the node
   * @param serving how many of its runners serve
   */
  record Placed(String instance, ImmutableMap<String, String> layersByNode, long serving) {

    boolean isServing() {
      return serving == layersByNode.size();
    }
  }

  /** Looks at a State. */
  static View of(ClusterFacts state, String intent) {
    ImmutableMap<String, String> nodes =
        state.nodes().stream()
            .filter(node -> !state.friendlyName(node).isEmpty())
            .collect(ImmutableMap.toImmutableMap(node -> node, state::name));
    return new View(
        nodes,
        state.links(),
        nodes.containsKey(state.master()) ? state.master() : Look.NONE,
        state.intents().contains(intent),
        state.instances().values().stream()
            .filter(instance -> instance.intent().filter(intent::equals).isPresent())
            .map(instance -> placed(state, instance))
            .findFirst());
  }

  private static Placed placed(ClusterFacts state, InstanceFacts instance) {
    return new Placed(instance.id(), instance.layersByNode(), state.serving(instance));
  }

  /** Returns whether there are so many nodes, and each is linked with each. */
  boolean isWhole(int count) {
    return nodes.size() == count
        && nodes.keySet().stream()
            .allMatch(
                a ->
                    nodes.keySet().stream()
                        .allMatch(b -> a.equals(b) || links.contains(a + ">" + b)));
  }

  /** Returns whether the intent is served by an instance that needs no node but those here. */
  boolean isServed() {
    return placed
        .filter(Placed::isServing)
        .filter(instance -> nodes.keySet().containsAll(instance.layersByNode().keySet()))
        .isPresent();
  }

  /** Returns the name of a node, its id where it is not in the cluster. */
  String name(String node) {
    return nodes.getOrDefault(node, node);
  }
}
