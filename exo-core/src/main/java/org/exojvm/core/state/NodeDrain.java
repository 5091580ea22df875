package org.exojvm.core.state;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.id.InstanceId;

/**
 * A node that is being emptied, or is kept empty.
 *
 * @param reason why, for people; may be empty
 * @param notMoved instances that stay because they fit nowhere else, and why
 */
public record NodeDrain(String reason, ImmutableMap<InstanceId, String> notMoved) {}
