/**
 * Process managers: the concerns of the reconciliation loop, each a pure step {@code (State,
 * Memory, Tick) -> Round}.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.process;

import org.jspecify.annotations.NullMarked;
