package org.exojvm.core.reconcile;

import org.exojvm.api.collection.OrderedMap;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.NodeIdentity;

/** How nodes are called in messages for people. */
public final class NodeNames {

  private NodeNames() {}

  /** Returns the stored friendly name, even "Unknown"; the id of a node without identity (D5). */
  public static String of(NodeId node, OrderedMap<NodeId, NodeIdentity> identities) {
    NodeIdentity identity = identities.get(node);
    return identity == null ? node.value() : identity.friendlyName();
  }

  /** Returns the friendly name with the id behind it, the id alone when there is none. */
  public static String withId(NodeId node, OrderedMap<NodeId, NodeIdentity> identities) {
    NodeIdentity identity = identities.get(node);
    return identity == null || identity.friendlyName().equals(NodeIdentity.UNKNOWN)
        ? node.value()
        : "%s (%s)".formatted(identity.friendlyName(), node);
  }
}
