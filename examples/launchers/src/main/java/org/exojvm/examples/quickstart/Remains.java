package org.exojvm.examples.quickstart;

import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.state.State;
import org.exojvm.core.task.Task;
import org.exojvm.node.terminal.Table;

/**
 * What a state holds of intents and of everything made for them.
 *
 * @param intents declared intents
 * @param instances placed instances
 * @param runners runners that anybody still knows of
 * @param openTasks requests that are waiting or running
 * @param ongoingDownloads downloads in progress
 */
record Remains(long intents, long instances, long runners, long openTasks, long ongoingDownloads) {

  static Remains of(State state) {
    return new Remains(
        state.metaInstances().size(),
        state.instances().size(),
        state.runners().size(),
        state.tasks().asMap().values().stream()
            .map(Task::taskStatus)
            .filter(s -> s.isOpen())
            .count(),
        state.downloads().asMap().values().stream()
            .flatMap(downloads -> downloads.stream())
            .filter(Remains::isOngoing)
            .count());
  }

  private static boolean isOngoing(DownloadProgress download) {
    return download instanceof DownloadOngoing;
  }

  /** Returns whether there is nothing at all. */
  boolean isNothing() {
    return intents + instances + runners + openTasks + ongoingDownloads == 0;
  }

  Table table() {
    return new Table("what", ">number")
        .row("intents", Long.toString(intents))
        .row("instances", Long.toString(instances))
        .row("runners", Long.toString(runners))
        .row("open tasks", Long.toString(openTasks))
        .row("ongoing downloads", Long.toString(ongoingDownloads));
  }
}
