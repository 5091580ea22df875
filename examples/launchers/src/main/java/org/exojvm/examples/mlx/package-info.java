/**
 * {@code examples/run mlx doctor}: whether MLX can be used on this machine, what it can do, and how
 * to get what is missing.
 *
 * <p>Threading: one thread; the questions are asked in processes of their own.
 */
@NullMarked
package org.exojvm.examples.mlx;

import org.jspecify.annotations.NullMarked;
