/**
 * What a node counts and measures, in the text format of Prometheus: {@code GET /metrics}.
 *
 * <p>Threading: any thread.
 */
@NullMarked
package org.exojvm.node.metrics;

import org.jspecify.annotations.NullMarked;
