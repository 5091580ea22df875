/**
 * Sessions and election messages.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.core.election;

import org.jspecify.annotations.NullMarked;
