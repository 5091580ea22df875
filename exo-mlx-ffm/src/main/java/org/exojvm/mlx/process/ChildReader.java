package org.exojvm.mlx.process;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads what a child says until its output ends or makes no sense. */
final class ChildReader implements Runnable {

  private final RunnerProcess runner;
  private final Process process;

  ChildReader(RunnerProcess runner, Process process) {
    this.runner = runner;
    this.process = process;
  }

  @Override
  public void run() {
    try (InputStream in = new BufferedInputStream(process.getInputStream())) {
      Optional<Frame> frame = Frame.read(in);
      while (frame.isPresent()) {
        runner.heard(FromChildCodec.decode(frame.get()));
        frame = Frame.read(in);
      }
    } catch (ProtocolException e) {
      runner.kill("It broke the protocol by " + e.getMessage() + ", so it was killed.");
    } catch (IOException _) {
      // It ended within a message; its exit value tells the rest.
    } catch (RuntimeException e) {
      runner.kill("Its report was not taken (" + e + "), so it was killed.");
    }
    runner.outputEnded(process);
  }
}
