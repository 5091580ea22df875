/**
 * The worker of a node: brings runners up and down so that the node plays its role in every
 * instance, and tells the master what it sees.
 *
 * <ul>
 *   <li>{@link org.exojvm.core.worker.WorkerPlan} decides the next step: a pure function of {@link
 *       org.exojvm.core.worker.PlanInput}.
 *   <li>{@link org.exojvm.core.worker.WorkerCore} is the step function around it: one {@link
 *       org.exojvm.core.worker.WorkerInput} in, some {@link org.exojvm.core.worker.WorkerOutput}s
 *       out.
 * </ul>
 *
 * <pre>{@code
 * WorkerCore worker = new WorkerCore(node, session, new IdSequence(nonce));
 * for (WorkerOutput output : worker.step(new WorkerInput.PlanTick())) {
 *   shell.perform(output);
 * }
 * }</pre>
 *
 * <p>Threading: values are immutable and the plan is pure. A core belongs to one thread; it blocks
 * on nothing and reads no clock: time comes in as ticks.
 */
@NullMarked
package org.exojvm.core.worker;

import org.jspecify.annotations.NullMarked;
