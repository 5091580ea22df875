/**
 * Keeps the events of a master so that they survive its end.
 *
 * <p>{@link org.exojvm.core.journal.EventLog} is the seam: what a master needs of a log, whoever
 * keeps it. {@link org.exojvm.core.journal.FileEventLog} keeps it in append-only segments and
 * snapshots in one directory, {@link org.exojvm.core.journal.MemoryEventLog} in memory, for
 * simulations. {@link org.exojvm.core.journal.JournalInspection} looks at a directory without
 * changing it.
 *
 * <pre>{@code
 * try (EventLog log = FileEventLog.open(directory, FileEventLog.Options.DEFAULT)) {
 *   State state = log.recovery().state();
 *   log.append(List.of(new LogEntry(indexed, System.currentTimeMillis())));
 *   log.commit(); // from here on it may be acknowledged
 * }
 * }</pre>
 *
 * <p>Threading: a log belongs to one thread. It blocks on the disk.
 */
@NullMarked
package org.exojvm.core.journal;

import org.jspecify.annotations.NullMarked;
