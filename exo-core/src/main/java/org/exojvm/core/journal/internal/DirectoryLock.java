package org.exojvm.core.journal.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.exojvm.core.journal.JournalException;
import org.jspecify.annotations.Nullable;

/** Keeps a second owner, of this process or another one, out of a directory. */
public final class DirectoryLock implements AutoCloseable {

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a journal.
   *
   * @throws JournalException when somebody has it, or it cannot be taken
   */
  public static DirectoryLock take(Path directory) throws JournalException {
    return take(directory, "journal");
  }

  /**
   * Takes the lock.
   *
   * @param what what the directory is of, for messages
   * @throws JournalException when somebody has it, or it cannot be taken
   */
  public static DirectoryLock take(Path directory, String what) throws JournalException {
    try {
      FileChannel channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new JournalException(
            "The %s directory %s is in use. Maybe another node runs on it; give each its own."
                .formatted(what, directory));
      }
      return new DirectoryLock(channel);
    } catch (JournalException e) {
      throw e;
    } catch (IOException e) {
      throw new JournalException(
          "The %s directory %s cannot be locked: %s. Maybe it cannot be written to."
              .formatted(what, directory, e),
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
