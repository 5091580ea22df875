package org.exojvm.api.transport;

/** The topics of the cluster. */
public enum Topic {
  /** Indexed events of the master. */
  GLOBAL_EVENTS("global_events"),
  /** Events of workers on their way to the master. */
  LOCAL_EVENTS("local_events"),
  /** Commands on their way to the master. */
  COMMANDS("commands"),
  /** Proposals in an election. */
  ELECTION_MESSAGES("election_messages"),
  /** Download commands on their way to a node. */
  DOWNLOAD_COMMANDS("download_commands");

  private final String wireName;

  Topic(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the name on the wire. */
  public String wireName() {
    return wireName;
  }
}
