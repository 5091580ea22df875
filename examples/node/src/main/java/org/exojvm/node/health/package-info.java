/**
 * Whether a node serves its cluster: {@code GET /health} for people, supervisors and load
 * balancers.
 *
 * <p>Threading: any thread.
 */
@NullMarked
package org.exojvm.node.health;

import org.jspecify.annotations.NullMarked;
