/**
 * SPI of placement: a {@code PlacementStrategy} turns a {@code PlacementRequest} into a {@code
 * PlacementResult}; {@code PlacementValidator} tells whether a placement holds.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.placement;

import org.jspecify.annotations.NullMarked;
