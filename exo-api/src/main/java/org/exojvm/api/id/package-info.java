/**
 * Typed identifiers. Every id is a record of one text, so that a node id can never be taken for a
 * runner id.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.id;

import org.jspecify.annotations.NullMarked;
