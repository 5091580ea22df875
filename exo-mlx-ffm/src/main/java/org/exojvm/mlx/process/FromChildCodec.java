package org.exojvm.mlx.process;

import org.exojvm.api.collection.Bytes;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.engine.TaskOutcome;

/** Messages from a child as frames. */
final class FromChildCodec {

  private static final byte GREETING = 65;
  private static final byte BEAT = 66;
  private static final byte REPORTED = 67;
  private static final byte PROGRESS = 68;
  private static final byte CHUNK = 69;
  private static final byte TASK_STOPPED = 70;
  private static final byte CONTRIBUTION = 71;
  private static final byte TRACES = 72;

  private FromChildCodec() {}

  static Frame encode(FromChild message) {
    BodyWriter body = new BodyWriter();
    return switch (message) {
      case FromChild.Greeting(long pid) -> body.number(pid).frame(GREETING);
      case FromChild.Beat(long count) -> body.number(count).frame(BEAT);
      case FromChild.Reported(RunnerStatus status) ->
          body.ordinal(PhaseName.of(status)).text(message(status)).frame(REPORTED);
      case FromChild.Progress(long done, long total) ->
          body.number(done).number(total).frame(PROGRESS);
      case FromChild.Chunk(var task, Bytes chunk) ->
          body.text(task.value()).bytes(chunk).frame(CHUNK);
      case FromChild.TaskStopped(var task, TaskOutcome outcome) ->
          body.text(task.value()).ordinal(outcome).frame(TASK_STOPPED);
      case FromChild.Contribution(long sequence, Bytes data) ->
          body.number(sequence).bytes(data).frame(CONTRIBUTION);
      case FromChild.Traces(var task, Bytes spans) ->
          body.text(task.value()).bytes(spans).frame(TRACES);
    };
  }

  private static String message(RunnerStatus status) {
    return status instanceof RunnerStatus.RunnerFailed(var message) && message != null
        ? message
        : "";
  }

  static FromChild decode(Frame frame) throws ProtocolException {
    BodyReader body = new BodyReader(frame.body());
    FromChild message =
        switch (frame.kind()) {
          case GREETING -> new FromChild.Greeting(body.number());
          case BEAT -> new FromChild.Beat(body.number());
          case REPORTED ->
              new FromChild.Reported(body.constant(PhaseName.values()).status(body.text()));
          case PROGRESS -> new FromChild.Progress(body.number(), body.number());
          case CHUNK -> new FromChild.Chunk(body.task(), body.bytes());
          case TASK_STOPPED ->
              new FromChild.TaskStopped(body.task(), body.constant(TaskOutcome.values()));
          case CONTRIBUTION -> new FromChild.Contribution(body.number(), body.bytes());
          case TRACES -> new FromChild.Traces(body.task(), body.bytes());
          default -> throw new ProtocolException("a message of kind " + frame.kind());
        };
    body.end();
    return message;
  }
}
