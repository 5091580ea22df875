package org.exojvm.core.journal;

/** Hears from {@link GroupCommit} what is durable. Called on its thread; must not block. */
public interface CommitListener {

  /** Everything before an index is durable. */
  void committed(long committedIdx);

  /** The log takes nothing more; called once, and nothing is called after it. */
  void failed(JournalException reason);
}
