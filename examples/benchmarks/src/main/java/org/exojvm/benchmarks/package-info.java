/**
 * JMH benchmarks of the hot paths, started by {@code examples/run bench [JMH options]}.
 *
 * <p>A number without its machine and its spread says nothing: keep both beside every figure that
 * leaves this package.
 */
@NullMarked
package org.exojvm.benchmarks;

import org.jspecify.annotations.NullMarked;
