package org.exojvm.node.cli.view;

import com.google.common.collect.ImmutableList;
import java.util.Map;
import org.exojvm.node.terminal.Table;
import org.exojvm.node.terminal.Text;

/** A cluster: its nodes and how they reach each other. */
public final class ClusterView {

  private ClusterView() {}

  /** Returns the lines of its nodes, and a line about the whole. */
  public static ImmutableList<String> status(ClusterFacts cluster, String asked, Layout layout) {
    Table table = new Table("NODE", "NAME", "CHIP", ">FREE", ">MEMORY", ">DISK", "");
    for (String node : cluster.nodes()) {
      Look memory = cluster.state().at("node_memory").entry(node);
      table.row(
          node,
          cluster.friendlyName(node).isEmpty() ? Look.NONE : cluster.friendlyName(node),
          cluster.state().at("node_identities").entry(node).at("chip_id").text(),
          memory.at("ram_available").gib(),
          memory.at("ram_total").gib(),
          cluster.state().at("node_disk").entry(node).at("available").gib(),
          notes(cluster, node, asked));
    }
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(
        "%s, %s, %s; %d events so far"
            .formatted(
                Text.count(cluster.nodes().size(), "node"),
                Text.count(cluster.state().at("meta_instances").json().size(), "intent"),
                Text.count(cluster.state().at("instances").json().size(), "instance"),
                cluster.lastIndex() + 1));
    return lines.addAll(layout.lines(table)).build();
  }

  private static String notes(ClusterFacts cluster, String node, String asked) {
    StringBuilder notes = new StringBuilder();
    note(notes, node.equals(cluster.master()) ? "master" : "");
    note(notes, node.equals(asked) ? "asked" : "");
    long ranks =
        cluster.instances().values().stream()
            .filter(instance -> instance.runnerByNode().containsKey(node))
            .count();
    note(notes, ranks == 0 ? "" : Text.count(ranks, "rank"));
    Look drain = cluster.state().at("drains").entry(node);
    note(notes, drain.isThere() ? "drained: " + drain.at("reason").text() : "");
    int breakers = cluster.state().at("open_breakers").entry(node).elements().size();
    note(notes, breakers == 0 ? "" : Text.count(breakers, "open breaker"));
    return notes.toString();
  }

  private static void note(StringBuilder notes, String note) {
    notes.append(notes.isEmpty() || note.isEmpty() ? "" : ", ").append(note);
  }

  /** Returns the lines of its links. */
  public static ImmutableList<String> topology(ClusterFacts cluster, Layout layout) {
    Table table = new Table("FROM", "TO", "KIND", "BY");
    Look connections = cluster.state().at("topology").at("connections");
    boolean any = false;
    for (Map.Entry<String, Look> from : connections.entries().entrySet()) {
      for (Map.Entry<String, Look> to : from.getValue().entries().entrySet()) {
        for (Look link : to.getValue().elements()) {
          any = true;
          addLink(table, cluster.name(from.getKey()), cluster.name(to.getKey()), link);
        }
      }
    }
    return any
        ? layout.lines(table)
        : ImmutableList.of(
            "No links between %s are known.".formatted(Text.count(cluster.nodes().size(), "node")));
  }

  private static void addLink(Table table, String from, String to, Look link) {
    Look rdma = link.at("source_rdma_iface");
    if (rdma.isThere()) {
      table.row(from, to, "rdma", rdma.text() + " to " + link.at("sink_rdma_iface").text());
    } else {
      table.row(from, to, "socket", link.at("sink_multiaddr").at("address").text());
    }
  }
}
