package org.exojvm.node.launch;

import java.util.Map;
import org.exojvm.api.engine.Runner;
import org.exojvm.api.engine.RunnerEngine;
import org.exojvm.api.engine.RunnerEngineProvider;
import org.exojvm.api.engine.RunnerListener;
import org.exojvm.api.instance.BoundInstance;

/** An engine that an installation might offer; this machine has not what it needs if told so. */
public final class OfferedEngine implements RunnerEngineProvider {

  static final String NAME = "offered";

  /** Made by ServiceLoader. */
  public OfferedEngine() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RunnerEngine create(String models, Map<String, String> settings) {
    return switch (settings.getOrDefault("driver", "there")) {
      case "there" -> new Idle();
      case "missing" -> throw new IllegalStateException("No driver. Maybe install it.");
      default ->
          throw new IllegalArgumentException("driver is %s. Allowed: there.".formatted(settings));
    };
  }

  private static final class Idle implements RunnerEngine {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Runner start(BoundInstance bound, RunnerListener listener) {
      throw new AssertionError("Nothing is placed in these tests.");
    }
  }
}
