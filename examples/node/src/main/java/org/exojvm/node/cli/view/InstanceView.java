package org.exojvm.node.cli.view;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.exojvm.api.model.Memory;
import org.exojvm.node.terminal.Table;
import org.exojvm.node.terminal.Text;

/** Instances and what could be one. */
public final class InstanceView {

  private InstanceView() {}

  /** Returns the lines of all instances of a cluster. */
  public static ImmutableList<String> list(ClusterFacts cluster, Layout layout) {
    ImmutableMap<String, InstanceFacts> all = cluster.instances();
    if (all.isEmpty()) {
      return ImmutableList.of("There is no instance. An intent makes one: intent create MODEL");
    }
    Table table = new Table("ID", "INTENT", "MODEL", "META", ">SERVING", "NODES");
    for (InstanceFacts instance : all.values()) {
      table.row(
          instance.id(),
          instance.intent().orElse(Look.NONE),
          instance.model(),
          instance.meta(),
          "%d/%d".formatted(cluster.serving(instance), instance.runnerByNode().size()),
          instance.runnerByNode().keySet().stream()
              .map(cluster::name)
              .collect(Collectors.joining(", ")));
    }
    return layout.lines(table);
  }

  /** Returns the lines of an instance that would be placed. */
  public static ImmutableList<String> placement(
      Look instance, ClusterFacts cluster, Layout layout) {
    InstanceFacts facts = InstanceFacts.of(instance);
    Table table = new Table("NODE", "LAYERS");
    facts.layersByNode().forEach((node, layers) -> table.row(cluster.name(node), layers));
    return ImmutableList.<String>builder()
        .add(
            "It would be placed as %s on %s:"
                .formatted(
                    Text.printable(facts.meta()), Text.count(facts.runnerByNode().size(), "node")))
        .addAll(layout.lines(table))
        .build();
  }

  /** Returns the lines of the body of {@code GET /instance/previews}. */
  public static ImmutableList<String> previews(Look body, ClusterFacts cluster, Layout layout) {
    ImmutableList<Look> previews = body.at("previews").elements();
    if (previews.isEmpty()) {
      return ImmutableList.of("There is no preview. Maybe no node has reported its memory yet.");
    }
    Table table = new Table("SHARDING", "META", ">NODES", "EACH TAKES, OR WHY NOT");
    for (Look preview : previews) {
      Optional<InstanceFacts> instance =
          preview.at("instance").isThere()
              ? Optional.of(InstanceFacts.of(preview.at("instance")))
              : Optional.empty();
      table.row(
          preview.at("sharding").text(),
          preview.at("instance_meta").text(),
          instance
              .map(facts -> Integer.toString(facts.runnerByNode().size()))
              .orElseGet(() -> preview.at("nodes").text()),
          instance.isPresent() ? shares(preview, cluster) : whyNot(preview));
    }
    return layout.lines(table);
  }

  private static String whyNot(Look preview) {
    String detail = preview.at("detail").text();
    return detail.equals(Look.NONE) ? preview.at("error").text() : detail;
  }

  private static String shares(Look preview, ClusterFacts cluster) {
    return preview.at("memory_delta_by_node").entries().entrySet().stream()
        .map(share -> cluster.name(share.getKey()) + " " + gib(share))
        .collect(Collectors.joining(", "));
  }

  private static String gib(Map.Entry<String, Look> share) {
    return Text.gib(Memory.ofBytes(share.getValue().number(0)));
  }
}
