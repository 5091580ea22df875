/**
 * Where libmlxc is and what it can do. {@link org.exojvm.mlx.library.MlxLocation} looks for the
 * file and loads nothing, so a node may ask it; {@link org.exojvm.mlx.library.MlxLibrary} loads the
 * file into this process and checks that it has what is called. That there is none is an answer
 * with a reason and the way to get one.
 *
 * <p>Threading: values are immutable; any thread may ask.
 *
 * <pre>{@code
 * switch (MlxLocation.find()) {
 *   case MlxLocation.Found found -> startRunner(found.file());
 *   case MlxLocation.Absent absent -> report(absent.text());
 * }
 * }</pre>
 */
@NullMarked
package org.exojvm.mlx.library;

import org.jspecify.annotations.NullMarked;
