/**
 * Files of the journal: {@link org.exojvm.core.journal.internal.Segment} holds events, {@link
 * org.exojvm.core.journal.internal.SnapshotFile} a state, {@link
 * org.exojvm.core.journal.internal.JournalDirectory} names and orders them.
 *
 * <p>Threading: for one thread.
 */
@NullMarked
package org.exojvm.core.journal.internal;

import org.jspecify.annotations.NullMarked;
