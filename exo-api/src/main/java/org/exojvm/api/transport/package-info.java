/**
 * SPI of networks: topics for everybody, requests for two.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.transport;

import org.jspecify.annotations.NullMarked;
