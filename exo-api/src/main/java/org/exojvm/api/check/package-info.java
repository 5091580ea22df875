/**
 * Shape checks shared by the vocabulary.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.check;

import org.jspecify.annotations.NullMarked;
