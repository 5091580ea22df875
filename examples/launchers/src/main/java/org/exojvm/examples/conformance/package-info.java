/**
 * Conformance: runs the vector files of a directory against this project's code and counts what
 * passed, what deviated by a stricter rule, and what failed.
 *
 * <p>Main types: a {@link org.exojvm.examples.conformance.VectorCheck} judges the lines of one
 * file, {@link org.exojvm.examples.conformance.ConformanceChecks} lists them, {@link
 * org.exojvm.examples.conformance.ConformanceRun} runs them. Threading: everything runs on the
 * calling thread; checks hold no state.
 *
 * <pre>{@code
 * ConformanceReport report = new ConformanceRun(ConformanceChecks.all()).run(directory);
 * }</pre>
 */
@NullMarked
package org.exojvm.examples.conformance;

import org.jspecify.annotations.NullMarked;
