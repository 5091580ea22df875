package org.exojvm.node.http;

/** What a route does to the cluster, and so who may call it. */
public enum Access {
  /** Looks only. Needs no token. */
  READ,
  /** Changes something or makes machines work. Needs a token where there are tokens. */
  CHANGE
}
