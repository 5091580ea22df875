/**
 * The concerns of the reconciliation loop. Each is a {@link
 * org.exojvm.core.process.ProcessManager}: a pure step {@code (State, Memory, Tick) -> Round} that
 * says which facts to index and which slow work to start. A master runs them once a second, in this
 * order, each on the state after the events of those before:
 *
 * <ol>
 *   <li>{@link org.exojvm.core.process.InstanceHealthManager} deletes instances that lost a node or
 *       a link, and starts failed ones anew;
 *   <li>{@link org.exojvm.core.process.NodeLivenessManager} disconnects silent nodes;
 *   <li>{@link org.exojvm.core.process.CleanerManager} removes runners and tasks nobody wants;
 *   <li>{@link org.exojvm.core.process.MetaInstanceManager} places what is declared.
 * </ol>
 *
 * <p>What a manager remembers between ticks is an immutable value of its own, lost when another
 * node becomes master; what others must see is an event. Slow work is an {@link
 * org.exojvm.core.process.Effect}, whose answer comes back as an input.
 *
 * <pre>{@code
 * Round<CleanerMemory> round = cleaner.reconcile(state, memory, tick);
 * memory = round.memory();
 * round.events().forEach(log::append);
 * round.effects().forEach(shell::start);
 * }</pre>
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.process;

import org.jspecify.annotations.NullMarked;
