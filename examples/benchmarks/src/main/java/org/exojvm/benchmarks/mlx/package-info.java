/**
 * What it costs to call MLX from Java: {@code examples/run bench mlx}. They need libmlxc.
 *
 * <p>Threading: JMH's one thread per benchmark is the owner of the session.
 */
@NullMarked
package org.exojvm.benchmarks.mlx;

import org.jspecify.annotations.NullMarked;
