/**
 * Arrays and operations of MLX for Java. {@link org.exojvm.mlx.array.Mlx} is the session of a
 * process: it binds the library, turns errors of MLX into {@link
 * org.exojvm.mlx.library.MlxException}, and leads to the operations by subject. {@link
 * org.exojvm.mlx.array.MlxArray} is a lazy array; {@link org.exojvm.mlx.array.MlxScope} frees what
 * was made in it. Models are built on top and are not here.
 *
 * <p>Native memory is invisible to the garbage collector: what is made outside of a scope stays
 * until it is closed. Nothing is computed before {@link org.exojvm.mlx.array.Mlx#eval} or until a
 * value is read.
 *
 * <p>Threading: one platform thread of the process opens the session and makes every call; MLX ties
 * streams, random state and command encoders to a thread. Every call checks it.
 *
 * <pre>{@code
 * Mlx mlx = Mlx.open(library);
 * try (MlxScope scope = mlx.scope()) {
 *   MlxArray x = mlx.create().of(new float[] {1, 2, 3, 4}, 2, 2);
 *   MlxArray y = mlx.linear().matmul(x, mlx.shapes().transpose(x));
 *   float[] values = y.toFloats();
 * }
 * }</pre>
 */
@NullMarked
package org.exojvm.mlx.array;

import org.jspecify.annotations.NullMarked;
