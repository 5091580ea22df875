package org.exojvm.mlx.verbs;

import com.google.common.base.Throwables;
import java.util.NoSuchElementException;

/**
 * Main class of the process that loads the verbs library: tries the libraries named by its
 * arguments, prints one line of JSON, and ends.
 */
public final class VerbsProbeMain {

  private VerbsProbeMain() {}

  /** Prints the answer of the first library that can be loaded. */
  public static void main(String[] libraries) {
    System.out.println(VerbsLine.write(ask(libraries)));
    System.out.flush();
    // A driver may have started threads; the answer is out, and nothing is worth waiting for.
    Runtime.getRuntime().halt(0);
  }

  private static VerbsResult ask(String[] libraries) {
    String absent = "none was named";
    for (String library : libraries) {
      try {
        return new VerbsLibrary(library).devices();
      } catch (IllegalArgumentException e) {
        absent = String.valueOf(e.getMessage());
      } catch (NoSuchElementException e) {
        return new VerbsResult.Absent(
            VerbsResult.Absence.NO_SYMBOL, library + ": " + e.getMessage());
      } catch (Throwable e) {
        return new VerbsResult.Unanswered(
            "failed: " + Throwables.getRootCause(e).getClass().getSimpleName());
      }
    }
    return new VerbsResult.Absent(VerbsResult.Absence.NO_LIBRARY, absent);
  }
}
