/**
 * Failures that others have had, each a test named after what must hold. The index of all of them,
 * with those that are tested where the code is, stands in {@code docs/failures.md}; {@link
 * org.exojvm.core.museum.MuseumIndexTest} reads it.
 *
 * <p>Threading: none, everything here runs on virtual time in the thread of the test.
 */
@NullMarked
package org.exojvm.core.museum;

import org.jspecify.annotations.NullMarked;
