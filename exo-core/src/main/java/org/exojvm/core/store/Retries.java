package org.exojvm.core.store;

import java.io.IOException;
import java.util.function.LongSupplier;

/** Tries again what a network may do better the next time. */
final class Retries {

  /**
   * Most tries of one thing, those that brought some bytes included: a server that sends a byte a
   * connection must come to an end.
   */
  static final int MAX_TRIES = 1_000;

  /** One try. */
  @FunctionalInterface
  interface Attempt<T> {

    /**
     * Tries.
     *
     * @throws StoreException when trying again would not help
     * @throws IOException when it may
     */
    T run() throws IOException, InterruptedException;
  }

  private final StoreLimits limits;

  Retries(StoreLimits limits) {
    this.limits = limits;
  }

  /**
   * Tries until it succeeds or too many tries in a row have brought nothing.
   *
   * @param what what is tried, for the message
   * @param bytes how many bytes are there; a try that adds some is none in vain
   */
  <T> T run(String what, LongSupplier bytes, Attempt<T> attempt)
      throws StoreException, InterruptedException {
    int inVain = 0;
    for (int tries = 1; ; tries++) {
      long before = bytes.getAsLong();
      try {
        return attempt.run();
      } catch (StoreException e) {
        throw e;
      } catch (IOException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        inVain = bytes.getAsLong() > before ? 0 : inVain + 1;
        if (inVain >= limits.triesPerFile() || tries >= MAX_TRIES) {
          throw new StoreException(
              "%s failed after %d tries: %s. Maybe the network or the server is down."
                  .formatted(what, tries, reason(e)),
              e);
        }
        Thread.sleep(limits.backOffMillis(Math.max(1, inVain)));
      }
    }
  }

  static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : trimmed(message);
  }

  private static String trimmed(String message) {
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }
}
