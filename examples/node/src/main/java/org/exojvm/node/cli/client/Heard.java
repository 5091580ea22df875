package org.exojvm.node.cli.client;

/** What a follower of events has heard. */
public sealed interface Heard {

  /**
   * An event of the cluster.
   *
   * @param idx its index
   * @param name its type
   * @param data its JSON, in the spelling of the wire
   */
  record Event(long idx, String name, String data) implements Heard {}

  /**
   * Events were missed, because the reader was too slow or the log is another one now: look at the
   * State again.
   *
   * @param resume index of the next event that can be heard
   */
  record Missed(long resume) implements Heard {}

  /** Nothing, for as long as the caller wanted to wait. */
  record Nothing() implements Heard {}

  /**
   * The connection is gone and will be made anew.
   *
   * @param why why, for people
   */
  record Interruption(String why) implements Heard {}

  /**
   * There is nothing more to hear: the node refused, or was not there again in time.
   *
   * @param why why
   */
  record End(Answer.Failure why) implements Heard {}
}
