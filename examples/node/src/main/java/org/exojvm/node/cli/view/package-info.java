/**
 * What a node tells, for people: the facts that commands show, read from the bodies of the API, and
 * the lines that show them.
 *
 * <p>Bodies are read leniently: what a newer node adds is not looked at, and what is missing is
 * shown as {@code -}. Whatever others have written is shown without what a terminal would obey.
 *
 * <ul>
 *   <li>{@link org.exojvm.node.cli.view.Look} reads fields in both spellings.
 *   <li>{@link org.exojvm.node.cli.view.ClusterFacts} are read from a State, and {@link
 *       org.exojvm.node.cli.view.WatchedIntent} goes on from there, event by event.
 *   <li>Classes named {@code ...View} return lines.
 * </ul>
 *
 * <p>Threading: immutable.
 */
@NullMarked
package org.exojvm.node.cli.view;

import org.jspecify.annotations.NullMarked;
