/**
 * {@code examples/run quickstart}: a declared model instance is placed, used, healed three times
 * and removed on a described cluster, in a few seconds on a virtual clock.
 *
 * <p>{@link org.exojvm.examples.quickstart.QuickstartCommand} reads the options. A story is a list
 * of chapters played on one scene; a narrator tells what the events of the cluster mean. The cores
 * of master and workers, the wire format and the placement are the real ones; only time, the
 * network and the engine are simulated.
 *
 * <p>Threading: everything happens in the calling thread.
 */
@NullMarked
package org.exojvm.examples.quickstart;

import org.jspecify.annotations.NullMarked;
