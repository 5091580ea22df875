/**
 * The pure questions of reconciliation, with the vocabulary of the reference: which intents have no
 * instance, whether an instance can still talk to itself, whether its runners failed, and where a
 * new one would go. {@link org.exojvm.core.reconcile.Reconciliation} is the one place to look; the
 * process managers of {@code org.exojvm.core.process} turn the answers into events.
 *
 * <pre>{@code
 * for (MetaInstance intent :
 *     Reconciliation.findUnsatisfiedMetaInstances(
 *         state.metaInstances(), state.instances(), state.topology())) {
 *   TryPlaceResult tried =
 *       Reconciliation.tryPlaceForMetaInstance(intent, card, state, strategy, tick.ids("place"));
 *   tried.events().forEach(log::append);
 * }
 * }</pre>
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.reconcile;

import org.jspecify.annotations.NullMarked;
