package org.exojvm.mlx.process;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.exojvm.api.collection.Bytes;
import org.exojvm.api.id.TaskId;

/** The reports of a child, one frame at a time. */
final class ChildOutput implements ChildReports {

  private final OutputStream out;
  private final AtomicLong beats = new AtomicLong();

  ChildOutput(OutputStream out) {
    this.out = out;
  }

  void send(FromChild message) {
    Frame frame = FromChildCodec.encode(message);
    try {
      synchronized (out) {
        frame.write(out);
      }
    } catch (IOException _) {
      ChildExit.OUTPUT_ENDED.now();
    }
  }

  void beat() {
    send(new FromChild.Beat(beats.incrementAndGet()));
  }

  @Override
  public void progress(long done, long total) {
    send(new FromChild.Progress(done, total));
  }

  @Override
  public void chunk(TaskId task, Bytes chunk) {
    send(new FromChild.Chunk(task, chunk));
  }

  @Override
  public void traces(TaskId task, Bytes spans) {
    send(new FromChild.Traces(task, spans));
  }

  @Override
  public void contribution(long sequence, Bytes data) {
    send(new FromChild.Contribution(sequence, data));
  }
}
