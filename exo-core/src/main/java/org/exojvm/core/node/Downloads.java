package org.exojvm.core.node;

import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.download.DownloadProgress;

/**
 * Fetches models for one node.
 *
 * <p>Contract: {@link #perform} is called by the loop of the node, so it starts the work and
 * returns. Starting what runs already, and cancelling what does not, changes nothing. A model that
 * is complete is reported complete at once (D21). Reports may come from any thread, one at a time.
 */
@FunctionalInterface
public interface Downloads {

  /** Starts, cancels or deletes a download of this node. */
  void perform(DownloadCommand command);

  /** Makes the downloads of a node. */
  @FunctionalInterface
  interface Provider {

    /**
     * Returns the downloads of a node; called once, when the node starts.
     *
     * @param reports takes every progress report
     */
    Downloads open(NodeId node, Consumer<DownloadProgress> reports);
  }
}
