package org.exojvm.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.TimeUnit;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.TaskId;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.IndexedEvent;
import org.exojvm.core.event.InstanceEvent.InstanceCreated;
import org.exojvm.core.event.TaskEvent.TaskStatusUpdated;
import org.exojvm.core.task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decodes and encodes, as UTF-8 bytes, the two messages of the reference's own measurement: an
 * indexed InstanceCreated of two nodes (1.5 kB) and a TaskStatusUpdated (108 bytes). The codec has
 * met whole states before, as in a running node, so that nothing is specialised for the message at
 * hand.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CodecBenchmark {

  private static final ExoJson JSON = ExoJson.wire();
  private static final int MEETINGS = 2_000;
  private static final String ID_TAIL = "-0000-4000-8000-000000000000";

  private final Event statusUpdated =
      new TaskStatusUpdated(
          new EventId("e1234567-0a1b2c3d4e"), new TaskId("t1234567-0a1b2c"), TaskStatus.RUNNING);
  private final byte[] statusUpdatedText = JSON.encodeToBytes(WireTypes.EVENT, statusUpdated);
  private byte[] instanceCreatedText = new byte[0];
  private @Nullable IndexedEvent instanceCreated;

  /** Makes the larger message; ids are shortened to make it as long as the reference's. */
  @Setup
  public void setUp() throws MalformedMessageException {
    Event created = new InstanceCreated(new EventId("e123-0a1b2c"), ClusterParts.ring(0, 1));
    String text = JSON.encode(WireTypes.INDEXED_EVENT, new IndexedEvent(1234, created, null));
    instanceCreated = JSON.decode(WireTypes.INDEXED_EVENT, text.replace(ID_TAIL, ""));
    instanceCreatedText = JSON.encodeToBytes(WireTypes.INDEXED_EVENT, instanceCreated);
    meetOtherTypes();
  }

  /** Many times, in both directions. */
  private static void meetOtherTypes() throws MalformedMessageException {
    org.exojvm.core.state.State state = ClusterStates.of(4);
    for (int i = 0; i < MEETINGS; i++) {
      byte[] text = JSON.encodeToBytes(WireTypes.STATE, state);
      state = JSON.decode(WireTypes.STATE, text);
    }
  }

  /** Decodes an indexed InstanceCreated. */
  @Benchmark
  public IndexedEvent decodeInstanceCreated() throws MalformedMessageException {
    return JSON.decode(WireTypes.INDEXED_EVENT, instanceCreatedText);
  }

  /** Encodes an indexed InstanceCreated. */
  @Benchmark
  public byte[] encodeInstanceCreated() {
    return JSON.encodeToBytes(WireTypes.INDEXED_EVENT, requireNonNull(instanceCreated));
  }

  /** Decodes a TaskStatusUpdated. */
  @Benchmark
  public Event decodeTaskStatusUpdated() throws MalformedMessageException {
    return JSON.decode(WireTypes.EVENT, statusUpdatedText);
  }

  /** Encodes a TaskStatusUpdated. */
  @Benchmark
  public byte[] encodeTaskStatusUpdated() {
    return JSON.encodeToBytes(WireTypes.EVENT, statusUpdated);
  }
}
