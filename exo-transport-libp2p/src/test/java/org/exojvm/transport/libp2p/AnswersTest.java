package org.exojvm.transport.libp2p;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.api.id.NodeId;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.junit.jupiter.api.Test;

/** Goal: an answer that nobody waits for any more is kept by nobody. */
class AnswersTest {

  private final Told told = new Told();
  private final Deliveries deliveries = new Deliveries("test", told);
  private final Answers answers = new Answers(NodeId.of("self"), deliveries);

  @Test
  void answerThatIsGivenUpIsForgotten() {
    deliveries.start();
    var answer = answers.answer(PeerId.ofKey(new byte[] {1}), "wait".getBytes(UTF_8));
    TestNodes.await(told::hasWaiting);
    assertThat(answers.open()).isEqualTo(1);
    answer.cancel(false);

    assertThat(answers.open()).isZero();
    deliveries.close();
  }
}
