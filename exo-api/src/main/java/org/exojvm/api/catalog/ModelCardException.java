package org.exojvm.api.catalog;

/** A model card cannot be had. */
public final class ModelCardException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that names the model and ends with a hint. */
  public ModelCardException(String message) {
    super(message);
  }
}
