package org.exojvm.mlx.library;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * The group of tests that need libmlxc: they are tagged with {@link #TAG}, run where it is found,
 * and are left out elsewhere. Once per run it says which.
 */
public final class LibraryTests implements PostDiscoveryFilter {

  /** Marks a test that needs the library. */
  public static final String TAG = "libmlxc";

  private static final MlxLocation LOCATION = MlxLocation.find();

  private boolean told;

  @Override
  public FilterResult apply(TestDescriptor test) {
    if (!test.getTags().contains(TestTag.create(TAG))) {
      return FilterResult.included("needs no library");
    }
    boolean found = LOCATION instanceof MlxLocation.Found;
    if (!told) {
      told = true;
      System.out.println(
          "Tests that need libmlxc " + (found ? "run, with " : "are left out. ") + LOCATION.text());
    }
    return FilterResult.includedIf(found);
  }
}
