package org.exojvm.node.cli;

import java.util.concurrent.Callable;
import org.exojvm.node.cli.client.ApiClient;
import org.exojvm.node.terminal.Screen;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a node. */
abstract class NodeCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin NodeOptions options;

  /** Does it. */
  abstract Exit run(Session session) throws MisuseException, InterruptedException;

  @Override
  public final Integer call() {
    Screen screen = Screen.of(spec.commandLine());
    try (ApiClient client = options.client()) {
      return run(new Session(client, screen, options.json)).code();
    } catch (MisuseException e) {
      screen.complain(String.valueOf(e.getMessage()));
      return Exit.MISUSE.code();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exit.FAILED.code();
    } finally {
      screen.out().flush();
      screen.err().flush();
    }
  }
}
