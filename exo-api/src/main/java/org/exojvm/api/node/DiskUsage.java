package org.exojvm.api.node;

import org.exojvm.api.model.Memory;

/**
 * Disk figures of the volume that holds the models.
 *
 * @param total capacity of the volume
 * @param available free space of the volume
 */
public record DiskUsage(Memory total, Memory available) {}
