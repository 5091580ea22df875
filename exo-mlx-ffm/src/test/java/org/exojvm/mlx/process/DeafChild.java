package org.exojvm.mlx.process;

import java.util.concurrent.CountDownLatch;

/** Greets, and then neither reads nor says anything, like a process that is stopped. */
final class DeafChild {

  private DeafChild() {}

  public static void main(String[] args) throws Exception {
    RunnerChildHost.openOutput().send(new FromChild.Greeting(ProcessHandle.current().pid()));
    new CountDownLatch(1).await();
  }
}
