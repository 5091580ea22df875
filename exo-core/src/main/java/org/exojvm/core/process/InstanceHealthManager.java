package org.exojvm.core.process;

import org.exojvm.api.instance.Instance;
import org.exojvm.core.state.State;

/**
 * Deletes instances that lost a node or a link, starts failed ones anew in place, and forgets the
 * failures of intents whose instance serves again.
 *
 * <p>Every instance is judged against the counters at the start of the round. A missing link must
 * stay missing for a while, a missing node counts at once (D19). Failed runners are retried in
 * place up to a limit, then the instance is deleted; the count goes on over placements, so that
 * every placement has its retries and no crash loop is endless at full speed (D3). While a link is
 * in doubt failed runners wait: a retry over a broken link would only burn the limit. Runners that
 * stand still on their way up or down have failed, too ({@link PhasePatience}). Of the ranks of an
 * instance that fails at most one is charged, with its node ({@link
 * org.exojvm.core.reconcile.Blame}); a node that fails a model too often is not offered for it for
 * a while ({@link BreakerConfig}).
 */
public final class InstanceHealthManager implements ProcessManager<InstanceHealthMemory> {

  private final InstanceHealthConfig config;

  /** Creates a manager with the default patience. */
  public InstanceHealthManager() {
    this(InstanceHealthConfig.defaults());
  }

  /** Creates a manager with this patience. */
  public InstanceHealthManager(InstanceHealthConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "instance-health";
  }

  @Override
  public InstanceHealthMemory initialMemory() {
    return InstanceHealthMemory.empty();
  }

  @Override
  public Round<InstanceHealthMemory> reconcile(
      State state, InstanceHealthMemory memory, Tick tick) {
    InstanceHealthRound round = new InstanceHealthRound(config, state, memory, tick);
    for (Instance instance : state.instances().values()) {
      round.judge(instance);
    }
    return round.finish();
  }
}
