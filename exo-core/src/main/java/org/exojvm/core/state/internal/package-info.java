/**
 * What each family of events does to {@code State}: one class per family, called by {@code
 * EventApplier} with a state whose index has moved already.
 *
 * <p>Threading: functions are pure.
 */
@NullMarked
package org.exojvm.core.state.internal;

import org.jspecify.annotations.NullMarked;
