/**
 * What commands share for people at a terminal: tables, quantities, colours, and options that are
 * spelled as on the wire.
 *
 * <pre>{@code
 * new Table("node", ">free").row("a", Text.gib(free)).lines(Ink.forOutput(true, false)::heading);
 * }</pre>
 *
 * <p>Threading: values are immutable, but for a {@link org.exojvm.node.terminal.Table} that rows
 * are added to, for one thread.
 */
@NullMarked
package org.exojvm.node.terminal;

import org.jspecify.annotations.NullMarked;
