package org.exojvm.node.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.exojvm.node.config.LogLevel;
import org.slf4j.LoggerFactory;

/** Sets how much this process logs. */
final class LogLevels {

  private LogLevels() {}

  /**
   * Lets the project log that much. The HTTP server stays at warnings whatever is asked for: below
   * that it logs heads of requests, and tokens are in them.
   */
  static void apply(LogLevel level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      Level wanted = Level.toLevel(level.name());
      context.getLogger("org.exojvm").setLevel(wanted);
      context.getLogger("org.exojvm.lifecycle").setLevel(wanted);
      context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
      // Warns of requests that are malformed, in their words: clients would write this log.
      context.getLogger("org.eclipse.jetty.http.HttpParser").setLevel(Level.ERROR);
    }
  }
}
