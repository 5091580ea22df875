package org.exojvm.core.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Comparator;
import org.exojvm.api.model.Memory;
import org.exojvm.core.download.DownloadProgressData;

/** The figures of a download, as they appear in State. */
final class Figures {

  /**
   * Most files told apart in one report, those under way first: every report is an event that all
   * nodes get and the master keeps.
   */
  static final int MAX_FILES_TOLD = 32;

  private Figures() {}

  /**
   * Returns the figures.
   *
   * @param millis time since the download was started
   */
  static DownloadProgressData of(ImmutableList<FileProgress> files, long millis) {
    ImmutableMap<String, DownloadProgressData> told =
        files.stream()
            .sorted(Comparator.comparing(Figures::isUnderWay).reversed())
            .limit(MAX_FILES_TOLD)
            .collect(
                ImmutableMap.toImmutableMap(
                    file -> file.file().path(), file -> ofFile(file, millis)));
    return figures(
        files.stream().mapToLong(file -> file.file().sizeBytes()).sum(),
        files.stream().mapToLong(FileProgress::bytes).sum(),
        files.stream().mapToLong(FileProgress::sessionBytes).sum(),
        (int) files.stream().filter(FileProgress::isComplete).count(),
        files.size(),
        millis,
        told);
  }

  private static boolean isUnderWay(FileProgress file) {
    return !file.isComplete() && file.sessionBytes() > 0;
  }

  private static DownloadProgressData ofFile(FileProgress file, long millis) {
    return figures(
        file.file().sizeBytes(),
        file.bytes(),
        file.sessionBytes(),
        file.isComplete() ? 1 : 0,
        1,
        millis,
        ImmutableMap.of());
  }

  private static DownloadProgressData figures(
      long total,
      long done,
      long session,
      int completed,
      int files,
      long millis,
      ImmutableMap<String, DownloadProgressData> told) {
    double bytesPerSecond = session * 1000.0 / Math.max(1, millis);
    long etaMillis = session == 0 ? 0 : (long) ((total - done) * 1000.0 / bytesPerSecond);
    return new DownloadProgressData(
        Memory.ofBytes(total),
        Memory.ofBytes(done),
        Memory.ofBytes(session),
        completed,
        files,
        bytesPerSecond,
        etaMillis,
        told);
  }
}
