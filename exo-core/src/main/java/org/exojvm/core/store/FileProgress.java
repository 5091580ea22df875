package org.exojvm.core.store;

import java.util.concurrent.atomic.AtomicLong;

/** How far one file is: written by the thread that fetches it, read by any. */
final class FileProgress {

  private final RemoteFile file;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong session = new AtomicLong();
  private volatile boolean complete;

  FileProgress(RemoteFile file) {
    this.file = file;
  }

  RemoteFile file() {
    return file;
  }

  /** Returns the bytes on disk. */
  long bytes() {
    return bytes.get();
  }

  /** Returns the bytes fetched since the download was started. */
  long sessionBytes() {
    return session.get();
  }

  long missingBytes() {
    return Math.max(0, file.sizeBytes() - bytes.get());
  }

  /** Returns a number that changes with everything there is to tell of the file. */
  long steps() {
    return bytes.get() + (complete ? 1 : 0);
  }

  boolean isComplete() {
    return complete;
  }

  void found(long count) {
    bytes.set(count);
  }

  void fetched(long count) {
    bytes.addAndGet(count);
    session.addAndGet(count);
  }

  void completed() {
    bytes.set(file.sizeBytes());
    complete = true;
  }
}
