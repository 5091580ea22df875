package org.exojvm.mlx.group;

/**
 * Why a group of ranks cannot start.
 *
 * @param code what kind of problem
 * @param message what is wrong, with the values
 * @param hint what to do about it
 */
public record GroupProblem(Code code, String message, String hint) {

  /** Kinds of problems. */
  public enum Code {
    /** The shards of the instance do not number their ranks from 0 to the size of the group. */
    RANKS,
    /** The number of ranks is outside of what the back end can do. */
    SIZE,
    /** The device matrix has not one row and one column per rank. */
    SHAPE,
    /** A rank has a device towards itself. */
    DIAGONAL,
    /** Two ranks that need a wire have none. */
    NO_WIRE,
    /** The wires between neighbours of a ring are too many, or not equally many. */
    WIRES,
    /** The name of a device cannot be one. */
    DEVICE_NAME,
    /** A device of this node is not there. */
    NO_DEVICE,
    /** A device of this node has no IPv4 address. */
    NO_IPV4,
    /** A device of this node would need more queue pairs than it has. */
    QUEUE_PAIRS,
    /** RDMA is switched off on this node. */
    RDMA_OFF,
    /** The address of rank 0 is missing or unusable. */
    COORDINATOR,
    /** The host list of a ring is missing or unusable. */
    HOSTS,
    /** A path would be misread by MLX. */
    PATH
  }

  /** Returns message and hint. */
  public String text() {
    return message + " " + hint;
  }
}
