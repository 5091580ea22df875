package org.exojvm.core.process;

import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;

/**
 * An instance that was taken off a drained node and has not found its new place yet.
 *
 * @param intent intent it backed
 * @param from the instance
 * @param sinceTick tick at which it was taken off
 */
public record Move(MetaInstanceId intent, InstanceId from, long sinceTick) {}
