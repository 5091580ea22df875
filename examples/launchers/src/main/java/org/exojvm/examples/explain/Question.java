package org.exojvm.examples.explain;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.placement.PlacementRequest;
import org.exojvm.node.terminal.Table;
import org.exojvm.node.terminal.Text;

/** Says what was asked: model, cache, wishes, cluster. */
final class Question {

  private Question() {}

  static ImmutableList<String> lines(Query query, int width) {
    PlacementRequest request = query.request();
    List<String> shape = new ArrayList<>();
    shape.add(request.sharding().wireName() + " over " + request.instanceMeta().wireName());
    shape.add("at least " + Text.count(request.minNodes(), "node"));
    if (request.maxNodes() != null) {
      shape.add("at most " + Text.count(request.maxNodes(), "node"));
    }
    return lines(query, shape, width);
  }

  /** The same for a list of previews, which leaves the wishes about the shape aside. */
  static ImmutableList<String> ofPreviews(Query query, int width) {
    return lines(query, List.of("every sharding, back end and number of nodes"), width);
  }

  private static ImmutableList<String> lines(Query query, List<String> shape, int width) {
    PlacementRequest request = query.request();
    return new Table("", "")
            .row(
                "model",
                "%s: %s, %s"
                    .formatted(
                        request.modelCard().modelId(),
                        Text.gib(request.modelCard().storageSize()),
                        Text.count(request.modelCard().nLayers(), "layer")))
            .row("cache", query.cacheText())
            .row("wanted", wishes(query, shape))
            .row("cluster", cluster(query))
            .linesWithin(width)
            .stream()
            .filter(line -> !line.isBlank())
            .collect(ImmutableList.toImmutableList());
  }

  private static String wishes(Query query, List<String> shape) {
    PlacementRequest request = query.request();
    List<String> wishes = new ArrayList<>(shape);
    request.requiredNodes().forEach(node -> wishes.add("with " + node.value()));
    request.forbiddenNodes().forEach(node -> wishes.add("without " + node.value()));
    if (request.preference() != null) {
      wishes.add("for " + request.preference().wireName());
    }
    wishes.add("strategy " + query.strategy().name());
    return String.join(", ", wishes);
  }

  private static String cluster(Query query) {
    PlacementRequest request = query.request();
    Memory free = Memory.ZERO;
    for (NodeId node : request.topology().nodes()) {
      free = free.plus(request.freeMemory().getOrDefault(node, Memory.ZERO));
    }
    return "%s: %s, %s to give"
        .formatted(
            query.clusterName(), Text.count(request.topology().size(), "node"), Text.gib(free));
  }
}
