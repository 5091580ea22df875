package org.exojvm.node.http;

/**
 * Answers the requests of a route. Called on a virtual thread of its own for every request, by many
 * at once; may block. Anything else that it throws becomes a 500 without details.
 */
@FunctionalInterface
public interface RouteHandler {

  /**
   * Answers.
   *
   * @throws Problem when the request cannot be answered as asked
   */
  Reply handle(ApiRequest request) throws Problem;
}
