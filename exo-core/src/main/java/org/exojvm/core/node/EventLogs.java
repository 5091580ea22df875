package org.exojvm.core.node;

import java.nio.file.Path;
import org.exojvm.core.journal.EventLog;
import org.exojvm.core.journal.FileEventLog;
import org.exojvm.core.journal.JournalException;

/** Opens the log of a node. */
@FunctionalInterface
public interface EventLogs {

  /**
   * Opens the log and recovers what it holds. Called once per start; the node closes the log.
   *
   * @param directory directory of the node that is the log's own
   * @throws JournalException when it cannot be used; the node then does not start
   */
  EventLog open(Path directory) throws JournalException;

  /** Returns logs in files, see {@link FileEventLog}. */
  static EventLogs files() {
    return directory -> FileEventLog.open(directory, FileEventLog.Options.DEFAULT);
  }
}
