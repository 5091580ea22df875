/**
 * Probes measure the machine of a node: {@link org.exojvm.core.probe.NodeProbe} is the seam, {@link
 * org.exojvm.core.probe.OshiProbe} asks OSHI, which is an optional dependency, and without it the
 * JDK has to do.
 *
 * <pre>{@code
 * ExoNode.builder(directory).probe(new OshiProbe(models));
 * }</pre>
 *
 * <p>Threading: a probe belongs to one caller at a time and may block; a node calls it beside its
 * loop.
 */
@NullMarked
package org.exojvm.core.probe;

import org.jspecify.annotations.NullMarked;
