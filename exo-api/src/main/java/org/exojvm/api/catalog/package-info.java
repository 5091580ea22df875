/**
 * SPI of sources of model cards.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.catalog;

import org.jspecify.annotations.NullMarked;
