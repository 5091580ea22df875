package org.exojvm.examples.processes;

import java.io.IOException;
import java.io.InputStream;
import org.exojvm.node.launch.NodeCommand;
import picocli.CommandLine;

/**
 * Main class of the node processes: {@code node}, and it ends with its parent, however that ends.
 * The parent holds the other end of the standard input, and writes nothing.
 */
public final class ChildNode {

  /** Exit code of a node whose parent is gone. */
  static final int ORPHANED = 9;

  private static final int BUFFER_BYTES = 64;

  private ChildNode() {}

  /** Runs a node with the arguments of {@code node}. */
  public static void main(String[] args) {
    Thread.ofPlatform().daemon().name("parent-watch").start(ChildNode::endWithParent);
    System.exit(new CommandLine(new NodeCommand()).execute(args));
  }

  private static void endWithParent() {
    InputStream parent = System.in;
    byte[] ignored = new byte[BUFFER_BYTES];
    try {
      while (parent.read(ignored) >= 0) {
        // Nobody has anything to say here.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
