/**
 * Whether MLX works on this machine: {@link org.exojvm.mlx.check.MlxProbe} loads the library in a
 * process that lives for a moment and multiplies two matrices; {@link
 * org.exojvm.mlx.check.LocalGroup} forms a ring of processes on this machine and lets them exchange
 * arrays. Both are for diagnosis, benchmarks and tests; the second is also the smallest complete
 * user of runner processes.
 *
 * <p>Threading: a probe makes the thread wait that asks it. A group may be asked by any thread.
 *
 * <pre>{@code
 * switch (new MlxProbe(timers).ask(found.file())) {
 *   case MlxProbeResult.Works works -> report(works.text());
 *   case MlxProbeResult.Fails fails -> report(fails.text());
 * }
 * }</pre>
 */
@NullMarked
package org.exojvm.mlx.check;

import org.jspecify.annotations.NullMarked;
