package org.exojvm.node.cli;

import com.google.common.collect.ImmutableList;

/** The commands that ask a node, for whoever puts a command line together. */
public final class ClientCommands {

  /** The classes of the commands, for picocli, in the order in which they are listed. */
  public static final ImmutableList<Class<?>> ALL =
      ImmutableList.of(
          IntentCommand.class,
          InstanceCommand.class,
          ClusterCommand.class,
          ModelsCommand.class,
          EventsCommand.class,
          CompletionCommand.class);

  private ClientCommands() {}
}
