package org.exojvm.node.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.exojvm.node.cli.client.ApiClient;
import org.exojvm.node.cli.client.NodeAddress;
import org.exojvm.node.cli.client.Token;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all commands take that ask a node, and how they end. */
@Command(
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the node refused, or it failed",
      "2:the arguments make no sense",
      "3:no node could be reached",
      "4:what the arguments name is not there",
      "5:it did not become so in the time given"
    })
final class NodeOptions {

  @Option(
      names = "--node",
      paramLabel = "URL",
      defaultValue = "${EXO_NODE_URL:-" + NodeAddress.DEFAULT + "}",
      description = {"The node to ask (default: EXO_NODE_URL, else", NodeAddress.DEFAULT + ")."})
  String node = NodeAddress.DEFAULT;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "${EXO_NODE_TOKEN_FILE}",
      description = "A file whose first line is a token (default: EXO_NODE_TOKEN_FILE, else none).")
  @Nullable Path tokenFile;

  @Option(names = "--json", description = "Print JSON, as the node sends it.")
  boolean json;

  /** Returns a client of the node. */
  ApiClient client() throws MisuseException {
    try {
      Optional<Token> token =
          tokenFile == null ? Optional.empty() : Optional.of(Token.read(tokenFile));
      return new ApiClient(NodeAddress.parse(node), token);
    } catch (IllegalArgumentException | IOException e) {
      throw new MisuseException(String.valueOf(e.getMessage()));
    }
  }
}
