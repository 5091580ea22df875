package org.exojvm.api.node;

import org.jspecify.annotations.Nullable;

/**
 * State of the Thunderbolt bridge of macOS on a node.
 *
 * @param enabled whether it is switched on
 * @param exists whether the bridge is configured at all
 * @param serviceName name of the network service, if known
 */
public record ThunderboltBridgeStatus(
    boolean enabled, boolean exists, @Nullable String serviceName) {}
