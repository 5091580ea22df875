package org.exojvm.node.http;

/** Hears of every answered request, for metrics. Called on the thread of the request. */
@FunctionalInterface
public interface RequestObserver {

  /**
   * Hears of an answer.
   *
   * @param route pattern of the route, or {@code none}
   * @param method the method where a route was found, else {@code none}: a name that a client may
   *     choose is no good as a label
   * @param status status of the response
   * @param nanos time until the response was handed over
   */
  void answered(String route, String method, int status, long nanos);
}
