/**
 * The command line: one {@link org.exojvm.examples.Main} whose sub-commands are the launchers and
 * the embedding samples.
 *
 * <p>Start one with {@code examples/run NAME}; {@code examples/run --help} lists them. Each sample
 * is small enough to be copied into a host application.
 */
@NullMarked
package org.exojvm.examples;

import org.jspecify.annotations.NullMarked;
