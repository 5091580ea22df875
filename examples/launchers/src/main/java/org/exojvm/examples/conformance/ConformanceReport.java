package org.exojvm.examples.conformance;

import com.google.common.collect.ImmutableList;

/**
 * What came of all files.
 *
 * @param files one report a file
 */
public record ConformanceReport(ImmutableList<FileReport> files) {

  /** Returns how many lines failed. */
  public int failed() {
    return files.stream().mapToInt(file -> file.failures().size()).sum();
  }

  /** Returns the totals as they are printed. */
  @Override
  public String toString() {
    int passed = files.stream().mapToInt(FileReport::passed).sum();
    int deviated = files.stream().mapToInt(FileReport::deviated).sum();
    return "conformance: passed=%d deviated=%d failed=%d".formatted(passed, deviated, failed());
  }
}
