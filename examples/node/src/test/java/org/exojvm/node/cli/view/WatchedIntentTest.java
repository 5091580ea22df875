package org.exojvm.node.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.exojvm.node.cli.States;
import org.junit.jupiter.api.Test;

/** Goal: what is shown of a watched intent is what State and events say. */
class WatchedIntentTest {

  private static Look look(String json) {
    return Look.parse(json).orElseThrow();
  }

  private static WatchedIntent of(String state) {
    return WatchedIntent.of("chat", new ClusterFacts(look(state)));
  }

  private static Look created() {
    return look("{\"InstanceCreated\":{\"instance\":" + States.instance(false) + "}}");
  }

  @Test
  void eventsLeadToWhatTheStateSays() {
    WatchedIntent followed =
        of(States.state("", "", ""))
            .after(created())
            .after(
                look(
                    "{\"RunnerStatusUpdated\":{\"runner_id\":\"r-a\",\"runner_status\":{\"RunnerReady\":{}}}}"))
            .after(
                look(
                    "{\"RunnerStatusUpdated\":{\"runner_id\":\"r-b\",\"runner_status\":{\"RunnerLoading\":{}}}}"));
    assertThat(followed).isEqualTo(of(States.placed()));
    assertThat(followed.bars())
        .containsExactly(
            "  [####################] studio-1: Ready",
            "  [##########----------] studio?[31m-2: Loading");
  }

  @Test
  void aDownloadThatGoesOnIsShownInPlaceOfTheRank() {
    WatchedIntent watched =
        of(States.placed())
            .after(
                look(
                    "{\"NodeDownloadProgress\":{\"download_progress\":"
                        + States.download("n-b", 1L << 29, 1L << 30)
                        + "}}"));
    assertThat(watched.bars())
        .contains("  [##########----------] studio?[31m-2:  50 % of 1.0 GiB, 50 MB/s, 7 s left");
    assertThat(watched.steps()).contains("studio?[31m-2: downloading, 50 %");
  }

  @Test
  void aRetryBeginsAnewAndADeletionEndsIt() {
    WatchedIntent retried =
        of(States.placed()).after(look("{\"InstanceRetrying\":{\"instance_id\":\"i-1\"}}"));
    assertThat(retried.steps())
        .containsExactly("studio-1: no report yet", "studio?[31m-2: no report yet");
    assertThat(retried.after(look("{\"InstanceDeleted\":{\"instance_id\":\"i-1\"}}")).bars())
        .isEmpty();
  }

  @Test
  void instancesOfOthersAndUnknownEventsChangeNothing() {
    WatchedIntent other = WatchedIntent.of("other", new ClusterFacts(look(States.placed())));
    assertThat(other.instances()).isEmpty();
    assertThat(other.after(created())).isEqualTo(other);
    assertThat(other.after(look("{\"OfTheFuture\":{\"x\":[1]}}"))).isEqualTo(other);
    assertThat(other.after(look("[1]"))).isEqualTo(other);
  }

  @Test
  void whatTouchesItIsKnownByIds() {
    WatchedIntent watched = of(States.placed());
    assertThat(watched.isTouchedBy("{\"X\":{\"runner_id\":\"r-b\"}}")).isTrue();
    assertThat(watched.isTouchedBy("{\"NodeGatheredInfo\":{\"node_id\":\"n-z\"}}")).isFalse();
  }
}
