/**
 * SPI of engines that run shards: {@code RunnerEngine} makes {@code Runner}s that report to a
 * {@code RunnerListener}; a {@code RunnerEngineProvider} makes the engine that a host asks for by
 * name.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.engine;

import org.jspecify.annotations.NullMarked;
