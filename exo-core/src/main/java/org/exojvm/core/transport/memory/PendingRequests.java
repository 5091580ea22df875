package org.exojvm.core.transport.memory;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.transport.TransportException;

/** Requests that have no answer yet. */
final class PendingRequests {

  /** A request on its way, or its answer. */
  record Request(NodeId from, NodeId to, CompletableFuture<byte[]> answer) {}

  private final Set<Request> requests = new LinkedHashSet<>();

  /** Adds a request until it is answered; returns false, and adds none, when there are too many. */
  synchronized boolean add(Request request, int capacity) {
    return requests.size() < capacity && requests.add(request);
  }

  void answer(Request request, byte[] answer) {
    remove(request);
    request.answer().complete(answer);
  }

  void fail(Request request, String why) {
    remove(request);
    request
        .answer()
        .completeExceptionally(
            new TransportException(
                "No answer from node "
                    + request.to()
                    + " to node "
                    + request.from()
                    + ": "
                    + why
                    + " Maybe ask again."));
  }

  /** Fails the requests between nodes that are cut off from each other. */
  void failWhere(Predicate<Request> cutOff, String why) {
    select(cutOff).forEach(request -> fail(request, why));
  }

  private synchronized ImmutableList<Request> select(Predicate<Request> wanted) {
    return requests.stream().filter(wanted).collect(ImmutableList.toImmutableList());
  }

  private synchronized void remove(Request request) {
    requests.remove(request);
  }
}
