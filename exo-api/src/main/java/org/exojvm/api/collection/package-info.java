/**
 * Small immutable collections: a persistent map in insertion order ({@link
 * org.exojvm.api.collection.OrderedMap}), bytes, and JSON that is passed through.
 *
 * <p>Threading: values are immutable and may be shared freely.
 *
 * <pre>{@code
 * OrderedMap<String, Integer> one = OrderedMap.<String, Integer>empty().with("a", 1);
 * OrderedMap<String, Integer> two = one.with("b", 2).with("a", 3);
 * two.asMap(); // {a=3, b=2}; one is still {a=1}
 * }</pre>
 */
@NullMarked
package org.exojvm.api.collection;

import org.jspecify.annotations.NullMarked;
