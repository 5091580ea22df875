package org.exojvm.core.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.core.command.Command;
import org.exojvm.core.explain.IntentPhase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Goal: whoever reads the log of a master sees the life of an intent, line by line. */
class LifecycleLogTest {

  @Test
  void theLifeOfAnIntentIsLogged(@TempDir Path root) throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("org.exojvm.lifecycle");
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try (TestNodes nodes = new TestNodes(root)) {
      ExoNode node = nodes.start(nodes.master("logged"));
      TestNodes.answer(node, TestNodes.declare("life", 1));
      TestNodes.await(node, TestNodes.readyOver(1));
      assertThat(node.explain(MetaInstanceId.of("life")).phase()).isEqualTo(IntentPhase.SERVING);
      TestNodes.answer(
          node, new Command.DeleteMetaInstance(CommandId.of("delete"), MetaInstanceId.of("life")));
    } finally {
      logger.detachAppender(lines);
    }
    List<String> told =
        List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(told)
        .anyMatch(line -> line.startsWith("Node logged has joined"))
        .anyMatch(
            line -> line.startsWith("Intent life is declared: model test/small, on at least 1 of"))
        .anyMatch(line -> line.matches("Intent life is placed: instance .* of test/small on .*"))
        .anyMatch(line -> line.matches("Intent life serves: instance .* is ready on .*"))
        .anyMatch(
            line ->
                line.equals(
                    "Intent life is deleted. What goes with it: instances 1, open requests 0."))
        .anyMatch(line -> line.matches("Instance .* of intent life is deleted from .*"));
  }
}
