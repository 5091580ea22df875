package org.exojvm.mlx.command;

/**
 * How a process ended, spelled as the reference spells it.
 *
 * <p>Java reports a process killed by signal n as exit value 128 + n, and one that ends itself with
 * that code alike. A value of a known signal is read as the signal: processes of this module never
 * end themselves with such a code, and a native crash always does.
 */
public sealed interface Termination {

  /** The exit value Java reports for a signal is the signal and this. */
  int SIGNAL_BASE = 128;

  /** Returns {@code Terminated (exitcode=1)} or {@code Terminated (signal=9 (Killed))}. */
  String text();

  /**
   * Reads an exit value.
   *
   * @param exitValue as {@link Process#exitValue} returns it
   * @param names names of the signals of this system
   */
  static Termination of(int exitValue, SignalNames names) {
    int signal = exitValue - SIGNAL_BASE;
    return names
        .of(signal)
        .<Termination>map(name -> new Signalled(signal, name))
        .orElseGet(() -> new Exited(exitValue));
  }

  /**
   * It ended itself.
   *
   * @param exitCode its code, 0 for success
   */
  record Exited(int exitCode) implements Termination {
    @Override
    public String text() {
      return "Terminated (exitcode=" + exitCode + ")";
    }
  }

  /**
   * A signal ended it: killed from outside, or crashed in native code.
   *
   * @param signal number of the signal
   * @param name what the system calls it, such as {@code Killed}
   */
  record Signalled(int signal, String name) implements Termination {
    @Override
    public String text() {
      return "Terminated (signal=" + signal + " (" + name + "))";
    }
  }
}
