package org.exojvm.node.launch;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.id.NodeId;
import org.exojvm.node.config.NodeConfig;

/** What the user is told who has started a node: a line for each thing. */
final class Greeting {

  private static final String INDENT = "\n             ";

  private Greeting() {}

  static String of(NodeConfig config, NodeId id, String url, NodeTransport transport) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(
        "Node %s runs at %s"
            .formatted(
                config.name().map(name -> name + " (" + id + ")").orElseGet(id::value), url));
    lines.add("  data       " + config.dataDir().toAbsolutePath());
    ImmutableList<String> addresses = transport.listenAddresses();
    if (addresses.isEmpty()) {
      lines.add("  transport  " + config.transport() + ": it reaches no other process");
    } else {
      lines.add("  transport  " + config.transport());
      lines.add("  peers      reach it at " + String.join(INDENT + "            ", addresses));
      lines.add("  members    " + members(transport));
    }
    lines.add("  engine     " + (config.isWorker() ? config.engine() : "none: it runs no models"));
    lines.add(
        "  changes    "
            + (config.tokens().areRequired()
                ? "need a token of the token file"
                : "need no token, for only this machine reaches the API"));
    lines.add("Ctrl-C stops it.");
    return String.join("\n", lines.build());
  }

  private static String members(NodeTransport transport) {
    return transport.isOpenToAll()
        ? "whoever reaches it and knows the namespace; a secret-file keeps others out"
        : "those that have the secret or key, or are allowed";
  }
}
