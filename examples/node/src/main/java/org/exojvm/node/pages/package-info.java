/**
 * Pages that come with the program: files of the jar, each at its own path and nothing else.
 *
 * <p>Threading: any thread.
 */
@NullMarked
package org.exojvm.node.pages;

import org.jspecify.annotations.NullMarked;
