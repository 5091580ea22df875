package org.exojvm.core.node;

import java.util.function.Consumer;
import org.exojvm.api.id.NodeId;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.download.DownloadProgress;

/**
 * Fetches models for one node. {@code ModelStore} of {@code org.exojvm.core.store} does it by HTTP
 * to a disk, {@link SimulatedHardware#downloads} makes believe.
 *
 * <p>Contract:
 *
 * <ul>
 *   <li>{@link #perform} is called by the loop of the node, one call at a time, so it starts the
 *       work and returns at once. It throws nothing; what goes wrong is reported. Commands take
 *       effect in the order in which they come. One for another node is ignored.
 *   <li>A start is answered by reports: pending while nothing is known to be there, then ongoing,
 *       at last complete or failed. A model that is complete is reported complete at once, after a
 *       restart too, without asking anybody (D21). The worker asks again for what is pending or has
 *       failed, with a back-off of its own; starting what runs already fetches nothing twice, and
 *       may repeat a report.
 *   <li>A cancelled or deleted model is reported pending when nothing of it runs any more; nothing
 *       is told of it after that until it is started again. Cancelling what does not run, and
 *       deleting what is not there, changes nothing.
 *   <li>Every report names the node and a shard that was asked for. Reports may come from any
 *       thread but that of the loop, one at a time, those of one model in order; taking one may
 *       block while the node is busy. After the node is closed reports go nowhere.
 *   <li>The node does not close its downloads: whoever made the provider does, after the node.
 * </ul>
 *
 * <p>Its test class is {@code DownloadsContract}, in the test-jar.
 */
@FunctionalInterface
public interface Downloads {

  /** Starts, cancels or deletes a download of this node. */
  void perform(DownloadCommand command);

  /** Makes the downloads of a node. */
  @FunctionalInterface
  interface Provider {

    /**
     * Returns the downloads of a node; called once, when the node starts, and again when a node
     * with the same id is started later.
     *
     * @param reports takes every progress report
     */
    Downloads open(NodeId node, Consumer<DownloadProgress> reports);
  }
}
