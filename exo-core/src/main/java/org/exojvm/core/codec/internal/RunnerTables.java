package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Slots.parts;

import java.util.function.Supplier;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.RunnerStatus.RunnerConnected;
import org.exojvm.api.engine.RunnerStatus.RunnerConnecting;
import org.exojvm.api.engine.RunnerStatus.RunnerFailed;
import org.exojvm.api.engine.RunnerStatus.RunnerIdle;
import org.exojvm.api.engine.RunnerStatus.RunnerLoaded;
import org.exojvm.api.engine.RunnerStatus.RunnerLoading;
import org.exojvm.api.engine.RunnerStatus.RunnerReady;
import org.exojvm.api.engine.RunnerStatus.RunnerRunning;
import org.exojvm.api.engine.RunnerStatus.RunnerShutdown;
import org.exojvm.api.engine.RunnerStatus.RunnerShuttingDown;
import org.exojvm.api.engine.RunnerStatus.RunnerWarmingUp;

/** Where runners stand. */
public final class RunnerTables {

  public static final UnionCodec<RunnerStatus> RUNNER_STATUS =
      UnionCodec.<RunnerStatus>union("RunnerStatus")
          .variant(RunnerIdle.class, empty("RunnerIdle", RunnerIdle::new))
          .variant(RunnerConnecting.class, empty("RunnerConnecting", RunnerConnecting::new))
          .variant(RunnerConnected.class, empty("RunnerConnected", RunnerConnected::new))
          .variant(RunnerLoading.class, empty("RunnerLoading", RunnerLoading::new))
          .variant(RunnerLoaded.class, empty("RunnerLoaded", RunnerLoaded::new))
          .variant(RunnerWarmingUp.class, empty("RunnerWarmingUp", RunnerWarmingUp::new))
          .variant(RunnerReady.class, empty("RunnerReady", RunnerReady::new))
          .variant(RunnerRunning.class, empty("RunnerRunning", RunnerRunning::new))
          .variant(RunnerShuttingDown.class, empty("RunnerShuttingDown", RunnerShuttingDown::new))
          .variant(RunnerShutdown.class, empty("RunnerShutdown", RunnerShutdown::new))
          .variant(
              RunnerFailed.class,
              RecordCodec.<RunnerFailed>record("RunnerFailed")
                  .nullable("error_message", Scalars.STRING)
                  .build(s -> new RunnerFailed(s.at(0)), v -> parts(v.errorMessage())))
          .build();

  private RunnerTables() {}

  private static <T> RecordCodec<T> empty(String name, Supplier<T> constructor) {
    return RecordCodec.<T>record(name).build(s -> constructor.get(), v -> parts());
  }
}
