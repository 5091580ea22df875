/**
 * What is known about models beyond their cards: {@link org.exojvm.core.card.ModelFacts} by model,
 * and the {@link org.exojvm.core.card.CardOverlay} that the master lays over every card before
 * placement.
 *
 * <pre>{@code
 * ModelCard card = overlay.apply(cardFromACommand);
 * }</pre>
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.card;

import org.jspecify.annotations.NullMarked;
