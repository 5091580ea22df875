package org.exojvm.node.cli;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiClient;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.view.ClusterFacts;
import org.exojvm.node.cli.view.Look;

/** Ids of nodes that people call by id or by name. */
sealed interface NodeIds {

  /** The ids. What is neither an id nor a name of the cluster is taken as an id. */
  record Found(ImmutableList<String> ids) implements NodeIds {}

  /** The node could not tell. */
  record Failed(Answer.Failure why) implements NodeIds {}

  /**
   * Finds the ids.
   *
   * @throws MisuseException when two nodes have a name that is given
   */
  static NodeIds of(ApiClient client, List<String> called) throws MisuseException {
    if (called.isEmpty()) {
      return new Found(ImmutableList.of());
    }
    return switch (client.get(ApiPath.of("state"))) {
      case Answer.Failure why -> new Failed(why);
      case Answer.Ok(var _, var body) -> {
        ClusterFacts cluster = new ClusterFacts(new Look(body));
        ImmutableList.Builder<String> ids = ImmutableList.builder();
        for (String name : called) {
          ids.add(find(cluster, name));
        }
        yield new Found(ids.build());
      }
    };
  }

  private static String find(ClusterFacts cluster, String called) throws MisuseException {
    if (cluster.nodes().contains(called)) {
      return called;
    }
    List<String> named =
        cluster.nodes().stream()
            .filter(
                node ->
                    cluster
                        .friendlyName(node)
                        .toLowerCase(Locale.ROOT)
                        .equals(called.toLowerCase(Locale.ROOT)))
            .toList();
    if (named.size() > 1) {
      throw new MisuseException(
          "%d nodes are called \"%s\": %s. Maybe use one of these ids."
              .formatted(named.size(), called, String.join(", ", named)));
    }
    return named.isEmpty() ? called : named.getFirst();
  }
}
