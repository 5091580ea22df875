package org.exojvm.benchmarks.network;

import com.google.protobuf.ByteString;
import java.util.Optional;

/** Messages of gossip from one publisher to one subscriber, each with a signature of its own. */
final class SignedMessages implements Workload {

  private static final int BYTES = 300;
  private static final int AT_A_TIME = 2_000;
  private static final int WARM_UP_SECONDS = 5;
  private static final int SECONDS = 10;

  @Override
  public String name() {
    return "signed messages of 300 B, one to one";
  }

  @Override
  public String goal() {
    return "4,000/s";
  }

  @Override
  public String java() throws Exception {
    ByteString data = ByteString.copyFrom(new byte[BYTES]);
    try (Host publisher = Host.start();
        Host subscriber = Host.start()) {
      publisher.connect(subscriber);
      Rate.measure(() -> publisher.publish(data), subscriber::heard, AT_A_TIME, WARM_UP_SECONDS);
      return Rate.text(
          Rate.measure(() -> publisher.publish(data), subscriber::heard, AT_A_TIME, SECONDS));
    }
  }

  @Override
  public Optional<String> js(JsPair peers) throws Exception {
    return Optional.of(peers.measure("signed", WARM_UP_SECONDS, SECONDS));
  }
}
