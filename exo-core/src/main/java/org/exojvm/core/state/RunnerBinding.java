package org.exojvm.core.state;

import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.NodeId;

/**
 * Where a runner lives. The binding outlives the instance until the runner is deleted, so that the
 * master can tell when a runner that nobody wants any more is really gone (D14).
 *
 * @param nodeId node the runner lives on
 * @param instanceId instance it was made for
 */
public record RunnerBinding(NodeId nodeId, InstanceId instanceId) {}
