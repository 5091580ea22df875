package org.exojvm.core.catalog;

/** A document of model cards does not hold what it should. */
final class CardDocumentException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that goes on after the name of the document. */
  CardDocumentException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
