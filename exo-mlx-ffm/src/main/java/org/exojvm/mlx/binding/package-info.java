/**
 * The calls of mlx-c: a hand-written {@linkplain org.exojvm.mlx.binding.FunctionTable table} of
 * names and signatures, method handles made from it, and calls that are typed by the registers they
 * use. Handles of mlx-c are structures of one pointer; they travel as 64-bit values, which is the
 * same on the machines that MLX runs on and needs no memory per handle.
 *
 * <p>Nothing here knows what a handle is or who owns it; {@link org.exojvm.mlx.array} does.
 *
 * <p>Threading: the table is immutable. A library is bound once per process; calls belong to the
 * thread that {@link org.exojvm.mlx.array.Mlx} names.
 */
@NullMarked
package org.exojvm.mlx.binding;

import org.jspecify.annotations.NullMarked;
