/**
 * The command line of a node: what people and programs ask its API for.
 *
 * <ul>
 *   <li>{@link org.exojvm.node.cli.ClientCommands} lists the commands; each is a class named after
 *       it, a {@code NodeCommand} that gets a {@code Session} and returns an {@link
 *       org.exojvm.node.cli.Exit}.
 *   <li>{@code client} asks the node, {@code view} says what the answers show.
 *   <li>{@code IntentWatch} and {@code DownloadWatch} follow events until something is ready.
 * </ul>
 *
 * <p>Threading: a command runs in one thread.
 */
@NullMarked
package org.exojvm.node.cli;

import org.jspecify.annotations.NullMarked;
