package org.exojvm.core.event;

import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.RunnerId;
import org.jspecify.annotations.Nullable;

/** What happened to runners. */
public sealed interface RunnerEvent extends Event {

  /**
   * A runner reports. A report whose attempt is lower than that of its instance is ignored; one
   * without an attempt never is.
   *
   * @param eventId id of the event
   * @param runnerId the runner
   * @param runnerStatus status of the runner
   * @param attempt how often the instance was retried in place, 0 for the first try (extension)
   */
  public record RunnerStatusUpdated(
      EventId eventId, RunnerId runnerId, RunnerStatus runnerStatus, @Nullable Long attempt)
      implements RunnerEvent {}

  /**
   * A runner is forgotten, its binding to a node too.
   *
   * @param eventId id of the event
   * @param runnerId the runner
   */
  public record RunnerDeleted(EventId eventId, RunnerId runnerId) implements RunnerEvent {}
}
