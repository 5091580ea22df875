package org.exojvm.api.node;

/**
 * A cable as one end sees it: its own port and the port at the far end.
 *
 * @param sourceUuid domain UUID of the near port
 * @param sinkUuid domain UUID of the far port
 */
public record ThunderboltConnection(String sourceUuid, String sinkUuid) {}
