package org.exojvm.examples.processes;

/**
 * How a cluster got over the death of a process.
 *
 * @param step what happened, for the summary
 * @param killed id of the node that was killed
 * @param before what was seen before
 * @param after what was seen when the intent was served again
 * @param noticedMillis time until the cluster was without the node
 * @param readyMillis time until the intent was served again
 */
record Healed(
    String step, String killed, View before, View after, long noticedMillis, long readyMillis) {}
