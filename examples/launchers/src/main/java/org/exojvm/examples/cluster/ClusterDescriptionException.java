package org.exojvm.examples.cluster;

/** A cluster description cannot be used. The message says why and ends with a hint. */
public final class ClusterDescriptionException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public ClusterDescriptionException(String message) {
    super(message);
  }
}
