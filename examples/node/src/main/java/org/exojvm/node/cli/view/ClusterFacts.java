package org.exojvm.node.cli.view;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.node.terminal.Text;

/** What a State says, as {@code GET /state} returns it. */
public final class ClusterFacts {

  private final Look state;

  /** Looks at a State. */
  public ClusterFacts(Look state) {
    this.state = state;
  }

  /** Returns the State. */
  Look state() {
    return state;
  }

  /** Returns the index of the last event in it, -1 before the first. */
  public long lastIndex() {
    return state.at("last_event_applied_idx").number(-1);
  }

  /** Returns the nodes of the cluster. */
  public ImmutableList<String> nodes() {
    Set<String> nodes = new LinkedHashSet<>();
    state.at("topology").at("nodes").elements().forEach(node -> node.raw().ifPresent(nodes::add));
    return ImmutableList.copyOf(nodes);
  }

  /** Returns which node has a link to which, such as {@code a>b}. */
  public ImmutableSet<String> links() {
    ImmutableSet.Builder<String> links = ImmutableSet.builder();
    state
        .at("topology")
        .at("connections")
        .entries()
        .forEach(
            (source, sinks) ->
                sinks.entries().keySet().forEach(sink -> links.add(source + ">" + sink)));
    return links.build();
  }

  /** Returns the ids of the intents that are declared. */
  public ImmutableSet<String> intents() {
    return state.at("meta_instances").entries().keySet();
  }

  /** Returns the friendly name of a node as it was given, "" when it has none. */
  public String friendlyName(String node) {
    return state.at("node_identities").entry(node).at("friendly_name").raw().orElse("");
  }

  /** Returns a node for people: its name, or its id where it has none of its own. */
  public String name(String node) {
    String friendly = friendlyName(node);
    return Text.printable(friendly.isEmpty() || friendly.equals("Unknown") ? node : friendly);
  }

  /** Returns the instances by their ids. */
  public ImmutableMap<String, InstanceFacts> instances() {
    ImmutableMap.Builder<String, InstanceFacts> instances = ImmutableMap.builder();
    state
        .at("instances")
        .entries()
        .forEach((id, instance) -> instances.put(id, InstanceFacts.of(instance)));
    return instances.buildOrThrow();
  }

  /** Returns the phase of a runner, such as {@code Ready}; "" when it has not reported. */
  public String runner(String runner) {
    return runnerPhase(state.at("runners").entry(runner));
  }

  /** Returns {@code Ready} of {@code {"RunnerReady":{}}}. */
  static String runnerPhase(Look status) {
    String tag = status.tag();
    return tag.startsWith("Runner") ? tag.substring("Runner".length()) : tag;
  }

  /** Returns all downloads. */
  public ImmutableList<DownloadFacts> downloads() {
    ImmutableList.Builder<DownloadFacts> downloads = ImmutableList.builder();
    for (Map.Entry<String, Look> node : state.at("downloads").entries().entrySet()) {
      node.getValue().elements().forEach(download -> downloads.add(DownloadFacts.of(download)));
    }
    return downloads.build();
  }

  /** Returns how many of the runners of an instance serve. */
  public long serving(InstanceFacts instance) {
    return instance.runnerByNode().values().stream()
        .filter(runner -> runner(runner).equals("Ready") || runner(runner).equals("Running"))
        .count();
  }

  /** Returns the node that is master of the present session, as far as the State tells. */
  public String master() {
    ImmutableList<Look> sessions = state.at("sessions").elements();
    return sessions.isEmpty()
        ? Look.NONE
        : sessions.getLast().at("session").at("master_node_id").text();
  }
}
