/**
 * What is known about models: size, layers, and which sharding they support.
 *
 * <p>Threading: values are immutable and may be shared freely; interfaces state their own contract.
 */
@NullMarked
package org.exojvm.api.model;

import org.jspecify.annotations.NullMarked;
