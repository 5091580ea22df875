/**
 * Processes: a {@link org.exojvm.mlx.command.Command} with a deadline and a cap on what it prints,
 * the command line of {@linkplain org.exojvm.mlx.command.ChildJvm another JVM}, and {@linkplain
 * org.exojvm.mlx.command.Termination how a process ended}, spelled as the reference spells it.
 *
 * <p>Threading: values are immutable; a command runs on the thread that calls it.
 *
 * <pre>{@code
 * CommandOutcome outcome =
 *     new Command(ImmutableList.of("rdma_ctl", "status"), Duration.ofSeconds(5), 4_096).run(timers);
 * }</pre>
 */
@NullMarked
package org.exojvm.mlx.command;

import org.jspecify.annotations.NullMarked;
