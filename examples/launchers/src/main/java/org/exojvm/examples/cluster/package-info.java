/**
 * Descriptions of clusters: what nodes there are, what they have and how they reach each other.
 * {@link org.exojvm.examples.cluster.ClusterDescriptions} finds one by name or file, and a {@link
 * org.exojvm.examples.cluster.ClusterDescription} has been checked.
 *
 * <pre>{@code
 * ClusterDescription cluster = ClusterDescriptions.load("mac-studio-4");
 * }</pre>
 *
 * <p>Threading: values are immutable.
 */
@NullMarked
package org.exojvm.examples.cluster;

import org.jspecify.annotations.NullMarked;
