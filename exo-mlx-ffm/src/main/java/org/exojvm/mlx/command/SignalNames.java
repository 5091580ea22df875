package org.exojvm.mlx.command;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of the signals that end processes, as {@code strsignal} of the GNU C library spells them.
 * The numbers differ between systems where both lists name them (signal.h of Linux on x86-64 and
 * arm64, and of macOS).
 */
public enum SignalNames {
  /** The numbers of Linux. */
  LINUX(
      ImmutableMap.<Integer, String>builder()
          .putAll(Common.NAMES)
          .put(7, "Bus error")
          .put(10, "User defined signal 1")
          .put(12, "User defined signal 2")
          .put(31, "Bad system call")
          .buildOrThrow()),
  /** The numbers of macOS. */
  MACOS(
      ImmutableMap.<Integer, String>builder()
          .putAll(Common.NAMES)
          .put(10, "Bus error")
          .put(12, "Bad system call")
          .put(30, "User defined signal 1")
          .put(31, "User defined signal 2")
          .buildOrThrow());

  private final ImmutableMap<Integer, String> names;

  SignalNames(ImmutableMap<Integer, String> names) {
    this.names = names;
  }

  /** Returns the names of the system this JVM runs on. */
  public static SignalNames ofThisSystem() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")
        ? MACOS
        : LINUX;
  }

  /** Returns the name of a signal, or empty for a number that is none of these. */
  public Optional<String> of(int signal) {
    return Optional.ofNullable(names.get(signal));
  }

  private static final class Common {
    private static final ImmutableMap<Integer, String> NAMES =
        ImmutableMap.<Integer, String>builder()
            .put(1, "Hangup")
            .put(2, "Interrupt")
            .put(3, "Quit")
            .put(4, "Illegal instruction")
            .put(5, "Trace/breakpoint trap")
            .put(6, "Aborted")
            .put(8, "Floating point exception")
            .put(9, "Killed")
            .put(11, "Segmentation fault")
            .put(13, "Broken pipe")
            .put(14, "Alarm clock")
            .put(15, "Terminated")
            .put(24, "CPU time limit exceeded")
            .put(25, "File size limit exceeded")
            .buildOrThrow();
  }
}
