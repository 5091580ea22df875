package org.exojvm.examples.processes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.node.launch.NodeCommand;
import picocli.CommandLine;

/**
 * Main class of the node processes: {@code node}, and it ends with its parent, however that ends.
 * The parent holds the other end of the standard input. It writes the arguments there, a line each
 * and an empty one behind them, so that a JVM can start while it is not yet known whom to join; and
 * then nothing.
 */
public final class ChildNode {

  /** Exit code of a node whose parent is gone. */
  static final int ORPHANED = 9;

  private ChildNode() {}

  /** Runs a node with the arguments of {@code node}, read from standard input. */
  public static void main(String[] args) throws IOException {
    CommandLine node = new CommandLine(new NodeCommand());
    BufferedReader parent =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    List<String> arguments = new ArrayList<>();
    String line = parent.readLine();
    while (line != null && !line.isEmpty()) {
      arguments.add(line);
      line = parent.readLine();
    }
    if (line == null) {
      System.exit(ORPHANED);
    }
    Thread.ofPlatform().daemon().name("parent-watch").start(() -> endWith(parent));
    System.exit(node.execute(arguments.toArray(String[]::new)));
  }

  private static void endWith(BufferedReader parent) {
    try {
      while (parent.readLine() != null) {
        // Nobody has anything to say here.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
