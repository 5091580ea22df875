/**
 * Commands: what clients ask of the master and what downloaders shall do.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.command;

import org.jspecify.annotations.NullMarked;
