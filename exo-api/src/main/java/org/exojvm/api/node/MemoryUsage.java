package org.exojvm.api.node;

import org.exojvm.api.model.Memory;

/**
 * Memory figures of one node, as it measured them.
 *
 * @param ramTotal installed memory
 * @param ramAvailable memory free for new work
 * @param swapTotal configured swap
 * @param swapAvailable free swap
 */
public record MemoryUsage(
    Memory ramTotal, Memory ramAvailable, Memory swapTotal, Memory swapAvailable) {}
