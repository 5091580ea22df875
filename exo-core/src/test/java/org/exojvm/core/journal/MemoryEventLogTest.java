package org.exojvm.core.journal;

/** Goal: the log in memory keeps the contract; its disk outlives it. */
class MemoryEventLogTest extends EventLogContract {

  private final MemoryEventLog.Disk disk = new MemoryEventLog.Disk();

  @Override
  protected EventLog open() throws JournalException {
    return MemoryEventLog.open(disk);
  }
}
