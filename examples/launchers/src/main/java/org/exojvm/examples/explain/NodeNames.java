package org.exojvm.examples.explain;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.exojvm.api.id.NodeId;
import org.exojvm.examples.cluster.ClusterDescription;
import org.exojvm.examples.terminal.MisuseException;

/** Nodes by id or by friendly name, and how they are called. */
record NodeNames(ClusterDescription cluster) {

  private static final int MAX_LISTED = 12;

  /** Returns the nodes of an option, each once. */
  ImmutableList<NodeId> find(String option, List<String> names) throws MisuseException {
    ImmutableSet.Builder<NodeId> found = ImmutableSet.builder();
    for (String name : names) {
      found.add(find(option, name));
    }
    return found.build().asList();
  }

  private NodeId find(String option, String name) throws MisuseException {
    ImmutableList<NodeId> nodes = cluster.nodes();
    if (nodes.contains(NodeId.of(name.isEmpty() ? " " : name))) {
      return NodeId.of(name);
    }
    List<NodeId> called =
        nodes.stream()
            .filter(node -> friendly(node).equals(name.toLowerCase(Locale.ROOT)))
            .toList();
    if (called.size() > 1) {
      throw new MisuseException(
          "%s \"%s\": %d nodes are called so. Maybe use one of their ids: %s."
              .formatted(option, name, called.size(), ids(called)));
    }
    if (called.isEmpty()) {
      throw new MisuseException(
          "%s \"%s\": the cluster %s has no such node. Its nodes are %s."
              .formatted(option, name, cluster.name(), listed(nodes)));
    }
    return called.getFirst();
  }

  private String friendly(NodeId node) {
    return cluster.identity(node).friendlyName().toLowerCase(Locale.ROOT);
  }

  private static String ids(List<NodeId> nodes) {
    return nodes.stream().map(NodeId::value).limit(MAX_LISTED).collect(Collectors.joining(", "));
  }

  private String listed(List<NodeId> nodes) {
    String listed =
        nodes.stream().limit(MAX_LISTED).map(this::inFull).collect(Collectors.joining(", "));
    int more = nodes.size() - MAX_LISTED;
    return more > 0 ? listed + " and " + more + " more" : listed;
  }

  /** Returns {@code id (friendly name)}, or the id where they are equal. */
  String inFull(NodeId node) {
    String friendly = cluster.identity(node).friendlyName();
    return friendly.equals(node.value()) || !cluster.state().topology().contains(node)
        ? node.value()
        : node.value() + " (" + friendly + ")";
  }
}
