package org.exojvm.node.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.common.collect.ImmutableList;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.exojvm.node.config.LogLevel;
import org.exojvm.node.http.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Goal: a token is never logged nor sent back, whatever level is asked for and whoever sends it.
 */
class TokenSecrecyTest {

  private static final String TOKEN = "the-token-of-this-test-0123456789";
  private static final String WRONG = "another-token-that-fits-nowhere-42";

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private List<Logger> loggers = List.of();
  private List<Level> levels = List.of();

  @TempDir Path directory;

  @BeforeEach
  void logEverything() {
    loggers =
        ImmutableList.of(
            root,
            context.getLogger("org.exojvm"),
            context.getLogger("org.exojvm.lifecycle"),
            context.getLogger("org.eclipse.jetty"));
    levels = loggers.stream().map(Logger::getLevel).toList();
    logged.start();
    root.detachAppender("console");
    root.addAppender(logged);
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void restore() {
    for (int i = 0; i < loggers.size(); i++) {
      loggers.get(i).setLevel(levels.get(i));
    }
    root.detachAppender(logged);
  }

  @Test
  void aTokenIsNeitherLoggedNorSentBack() throws Exception {
    LogLevels.apply(LogLevel.DEBUG);
    StringBuilder answers = new StringBuilder();
    try (var node =
        TestPrograms.start(
            TestPrograms.config(directory)
                .withTokens(Tokens.of(ImmutableList.of(TOKEN)))
                .withLogLevel(LogLevel.DEBUG))) {
      for (String authorization :
          ImmutableList.of("Bearer " + TOKEN, "Bearer " + WRONG, "Basic " + TOKEN, TOKEN)) {
        for (String path : ImmutableList.of("/meta_instance", "/nowhere", "/health")) {
          var answer =
              node.send(
                  node.request(path, "Authorization", authorization)
                      .POST(BodyPublishers.ofString("{\"model_id\":")));
          answers.append(answer.statusCode()).append(answer.body()).append(answer.headers().map());
        }
      }
      assertThat(node.program.greeting()).contains("need a token").doesNotContain(TOKEN);
    }
    String log =
        ImmutableList.copyOf(logged.list).stream()
            .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
            .reduce("", String::concat);
    assertThat(log).as("the capture works").contains("has started");
    assertThat(log + answers).doesNotContain(TOKEN).doesNotContain(WRONG);
    assertThat(answers.toString()).contains("400", "401", "404", "405");
  }
}
