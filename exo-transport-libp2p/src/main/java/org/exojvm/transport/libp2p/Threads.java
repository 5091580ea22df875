package org.exojvm.transport.libp2p;

/** Waiting for threads. */
final class Threads {

  private Threads() {}

  /** Waits until a thread that has begun has ended; not for itself, and not beyond an interrupt. */
  static void join(Thread thread) {
    if (thread.equals(Thread.currentThread()) || thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
