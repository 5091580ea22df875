package org.exojvm.examples.quickstart;

import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.engine.RunnerStatus.RunnerWarmingUp;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.MetaInstance;
import org.exojvm.node.terminal.Text;
import org.jspecify.annotations.Nullable;

/** Lets a runner crash again and again: retried in place at first, then placed anew. */
final class RunnerChapter implements Chapter {

  private static final String STEP = "runner failed";
  private static final String CRASH = "Terminated (signal=9 (Killed))";

  /** Most crashes played; three retries and the one that places anew are four. */
  private static final int CRASHES_MAX = 8;

  /** Time after which earlier failures are forgiven; an instance must serve for a minute. */
  private static final long RECOVERY_MILLIS_MAX = 5 * 60_000;

  @Override
  public String title() {
    return "Let a runner crash until it is placed anew";
  }

  @Override
  public Outcome play(Scene scene) {
    scene.await(() -> failures(scene) == 0, RECOVERY_MILLIS_MAX);
    InstanceId old = scene.serving().instanceId();
    long start = scene.cluster().nowMillis();
    int retriesBefore = scene.narrator().retries();
    for (int crashes = 0; scene.isBackedBy(old); crashes++) {
      if (crashes == CRASHES_MAX) {
        return Outcome.failed(STEP, "still not placed anew after " + CRASHES_MAX + " crashes");
      }
      crash(scene, old);
    }
    if (!scene.awaitServing(old)) {
      return Outcome.failed(STEP, scene.explainRefusal());
    }
    showError(scene);
    int retries = scene.narrator().retries() - retriesBefore;
    return Outcome.healed(
        STEP, scene, start, retries == 1 ? "1 retry in place" : retries + " retries in place");
  }

  private static int failures(Scene scene) {
    MetaInstance intent = scene.intent();
    return intent == null ? 0 : intent.status().consecutiveFailures();
  }

  private static void crash(Scene scene, InstanceId old) {
    Instance instance = scene.serving();
    Rank victim = Rank.of(instance).getLast();
    scene
        .stage()
        .at(
            scene.cluster().nowMillis(),
            scene.stage().ink().bad("crash")
                + ": rank "
                + victim.shard().deviceRank()
                + " on "
                + scene.name(victim.node()));
    int retries = scene.narrator().retries();
    scene.cluster().failRunner(victim.runner(), CRASH);
    scene.await(
        () -> scene.narrator().retries() > retries || !scene.isBackedBy(old),
        Scene.PATIENCE_MILLIS);
    scene.await(
        () -> !scene.isBackedBy(old) || isLoadingOrBeyond(scene.status(victim)),
        Scene.PATIENCE_MILLIS);
  }

  /** A small shard may be loaded between two looks. */
  private static boolean isLoadingOrBeyond(@Nullable RunnerStatus status) {
    return status instanceof RunnerLoading
        || status instanceof RunnerLoaded
        || status instanceof RunnerWarmingUp
        || (status != null && status.isServing());
  }

  private static void showError(Scene scene) {
    MetaInstance intent = scene.intent();
    if (intent != null) {
      scene
          .stage()
          .below(
              "the intent remembers: %s, last \"%s\""
                  .formatted(
                      Text.count(intent.status().consecutiveFailures(), "failure"),
                      intent.status().lastFailureError()));
    }
  }
}
