package org.exojvm.core.simulation;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a simulation can do to a cluster. The names are those of {@code --faults}. */
public enum FaultKind {
  /** For a while messages are lost. */
  DROP,
  /** For a while messages take up to two seconds. */
  DELAY,
  /** For a while messages overtake each other. */
  REORDER,
  /** For a while messages come twice. */
  DUPLICATE,
  /** Some machines cannot reach the others. */
  PARTITION,
  /** Some machines reach the others, but not the other way round. */
  ONE_WAY_PARTITION,
  /** A cable between two machines comes loose. */
  LINK_FLAP,
  /** A Thunderbolt port goes down: its RDMA links are gone. */
  RDMA_PORT_DOWN,
  /** The Thunderbolt devices of a machine have no queue pairs left until somebody resets them. */
  QUEUE_PAIRS,
  /** A machine stands still for up to 5 s. */
  PAUSE,
  /** A machine loses power for a while. */
  CRASH,
  /** A node, often the master, loses power while it writes its journal. */
  CRASH_MID_WRITE,
  /** Likewise, and what was not durable yet is torn or corrupted when it comes back. */
  TORN_TAIL,
  /** The disk of a node is full for a while. */
  DISK_FULL,
  /** A node is started anew under its own id. */
  RESTART_SAME_ID,
  /** A node is started anew under another id. */
  RESTART_NEW_ID,
  /** Two nodes have the same id. */
  CLONED_ID,
  /** The wall clock of a machine jumps. */
  CLOCK_JUMP,
  /** A runner does nothing any more, in any of its phases. */
  RUNNER_HANG,
  /** A runner runs out of memory while it loads. */
  RUNNER_OOM,
  /** Something else on a machine takes memory under a placement. */
  MEMORY_SHRINKS,
  /** Another node becomes master, perhaps while the first one still is. */
  MASTER_FLIP,
  /** A snapshot is lost in transfer. */
  SNAPSHOT_LOST,
  /** An intent is edited or deleted in the middle of a placement. */
  INTENT_EDIT;

  /** Returns the name as it is written on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the fault of this name. */
  public static Optional<FaultKind> labelled(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }

  /** Returns all faults. */
  public static ImmutableSortedSet<FaultKind> all() {
    return ImmutableSortedSet.copyOf(values());
  }
}
