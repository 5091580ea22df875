package org.exojvm.core.state;

import org.exojvm.api.id.ModelId;

/**
 * A model a node has failed too often to be offered for it (D4).
 *
 * @param modelId the model
 * @param openedAtIdx index of the event that opened the breaker
 * @param reason how often it failed, within how many ticks, and how long it is not offered
 */
public record OpenBreaker(ModelId modelId, long openedAtIdx, String reason) {}
