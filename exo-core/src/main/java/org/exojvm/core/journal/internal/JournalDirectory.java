package org.exojvm.core.journal.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exojvm.core.journal.JournalException;

/**
 * Names and orders the files of a journal.
 *
 * @param path the directory
 */
public record JournalDirectory(Path path) {

  private static final Pattern SEGMENT = Pattern.compile("events-(\\d{20})\\.log");
  private static final Pattern SNAPSHOT = Pattern.compile("snapshot-(\\d{20})\\.json");

  private static final Pattern RESET = Pattern.compile("reset-(\\d{20})\\.json");

  /** Most files of a journal that are looked at; far more than its bounds leave. */
  private static final int MAX_FILES = 100_000;

  /** Returns the segments by their first index. */
  public List<Segment> segments() throws JournalException {
    return list(SEGMENT).stream().map(f -> new Segment(f, idx(SEGMENT, f))).toList();
  }

  /** Returns the snapshots, newest first. */
  public List<SnapshotFile> snapshots() throws JournalException {
    return list(SNAPSHOT).reversed().stream()
        .map(f -> new SnapshotFile(f, idx(SNAPSHOT, f)))
        .toList();
  }

  Path segmentFile(long firstIdx) {
    return path.resolve("events-%020d.log".formatted(firstIdx));
  }

  Path snapshotFile(long idx) {
    return path.resolve("snapshot-%020d.json".formatted(idx));
  }

  Path resetFile(long idx) {
    return path.resolve("reset-%020d.json".formatted(idx));
  }

  /**
   * Finishes a replacement of everything by a state, if one has begun: once its file is there, all
   * else goes out of the way. A crash in between is made good here when the journal is opened.
   */
  public void finishReset() throws IOException {
    for (Path reset : list(RESET)) {
      if (new SnapshotFile(reset, idx(RESET, reset)).read()
          instanceof SnapshotFile.Content.Unusable) {
        setAside(reset);
        continue;
      }
      for (SnapshotFile snapshot : snapshots()) {
        setAside(snapshot.file());
      }
      for (Segment segment : segments()) {
        setAside(segment.file());
      }
      Files.move(reset, snapshotFile(idx(RESET, reset)), StandardCopyOption.ATOMIC_MOVE);
      force();
    }
  }

  private static long idx(Pattern pattern, Path file) {
    Matcher matcher = pattern.matcher(file.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }

  /** The numbers are padded, so the order of names is that of indices. */
  private List<Path> list(Pattern pattern) throws JournalException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .limit(MAX_FILES)
          .filter(file -> pattern.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      throw new JournalException(
          "There is no journal directory %s. Maybe the path is misspelled.".formatted(path), e);
    } catch (NotDirectoryException e) {
      throw new JournalException(
          "%s is a file, a journal is a directory. Maybe name the directory it is in."
              .formatted(path),
          e);
    } catch (IOException e) {
      throw new JournalException(
          "The journal directory %s cannot be read: %s. Maybe the permissions are wrong."
              .formatted(path, e),
          e);
    }
  }

  /** Makes changes of names durable. */
  void force() throws IOException {
    try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** Puts a file out of the way, under a name that is no longer looked at; returns that name. */
  String setAside(Path file) throws IOException {
    for (int number = 0; number < MAX_FILES; number++) {
      Path aside = path.resolve(file.getFileName() + ".set-aside-" + number);
      if (Files.notExists(aside)) {
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        return aside.getFileName().toString();
      }
    }
    throw new IOException("%s has been set aside %d times".formatted(file, MAX_FILES));
  }

  static void requireOurs(Path file, FileHeader.Verdict verdict, byte[] bytes)
      throws JournalException {
    switch (verdict) {
      case READABLE, DAMAGED -> {
        // A damaged header is made good by the name of the file; every record has its own sum.
      }
      case NEWER ->
          throw new JournalException(
              ("The journal file %s is of version %d, this program reads up to %d."
                      + " Maybe install the newer program; nothing has been changed.")
                  .formatted(file.getFileName(), FileHeader.version(bytes), FileHeader.VERSION));
      case FOREIGN ->
          throw new JournalException(
              ("The file %s is not a journal file. Maybe the directory belongs to another program;"
                      + " name an empty one. Nothing has been changed.")
                  .formatted(file.getFileName()));
    }
  }
}
