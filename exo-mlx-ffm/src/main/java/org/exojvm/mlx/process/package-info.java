/**
 * Runners in processes of their own. {@link org.exojvm.mlx.process.RunnerProcess} is the
 * supervisor's side: it starts a JVM, talks to it over its standard streams, and kills it when it
 * is silent for too long. {@link org.exojvm.mlx.process.RunnerChildHost} is the child's side;
 * {@link org.exojvm.mlx.process.RunnerChild} is what really runs there. The messages are the calls
 * and reports of the engine SPI with opaque contents, so an engine is a thin layer above.
 *
 * <p>A process ends, and says how: a native crash by its signal, a stall by what it was doing, a
 * failure by its own message, a broken protocol by what was wrong. It ends too when its supervisor
 * is gone. It never goes on after an error of its group.
 *
 * <p>Threading: calls to a process come from any thread and do not wait; reports come from one
 * thread per process, in order. In the child one thread does the work, see there.
 *
 * <pre>{@code
 * public static void main(String[] args) throws IOException { // of the child
 *   RunnerChildHost.serve(new MyRunnerChild());
 * }
 *
 * RunnerProcess runner = RunnerProcess.start(spec, listener, timers); // in the node
 * runner.send(new ToChild.Load());
 * }</pre>
 */
@NullMarked
package org.exojvm.mlx.process;

import org.jspecify.annotations.NullMarked;
