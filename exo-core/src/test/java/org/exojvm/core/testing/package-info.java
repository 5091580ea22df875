/**
 * Generators of every type of the vocabulary and of the wire, for properties here and in modules
 * that use the test-jar.
 *
 * <p>Main type: {@link org.exojvm.core.testing.WireArbitraries}. Threading: none, generators are
 * immutable.
 *
 * <pre>{@code
 * @Provide
 * Arbitrary<Event> events() {
 *   return WireArbitraries.of(Event.class);
 * }
 * }</pre>
 */
@NullMarked
package org.exojvm.core.testing;

import org.jspecify.annotations.NullMarked;
