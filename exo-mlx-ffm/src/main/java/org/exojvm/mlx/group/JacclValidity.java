package org.exojvm.mlx.group;

import com.google.common.collect.ImmutableList;
import java.util.regex.Pattern;
import org.exojvm.mlx.group.GroupProblem.Code;

/** Which device matrices JACCL takes. It checks less itself, and then waits for ever or crashes. */
final class JacclValidity {

  /**
   * Names of the verbs are at most 64 bytes (IBV_SYSFS_NAME_MAX of verbs.h) with the final zero.
   */
  private static final Pattern DEVICE_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,63}");

  private JacclValidity() {}

  /** Returns what keeps the matrix from being used by so many ranks; empty when nothing does. */
  static ImmutableList<GroupProblem> problems(
      DeviceMatrix matrix, int ranks, JacclTopology topology) {
    if (ranks < JacclLimits.RANKS_MIN || ranks > JacclLimits.MESH_RANKS_MAX) {
      return ImmutableList.of(size(ranks));
    }
    ImmutableList<GroupProblem> shape = shape(matrix, ranks);
    if (!shape.isEmpty()) {
      return shape;
    }
    ImmutableList.Builder<GroupProblem> problems = ImmutableList.builder();
    for (int from = 0; from < ranks; from++) {
      for (int to = 0; to < ranks; to++) {
        problems.addAll(cell(matrix, topology, from, to));
      }
    }
    return problems.build();
  }

  /** Returns whether two ranks exchange data directly. */
  static boolean arePartners(JacclTopology topology, int ranks, int from, int to) {
    int step = Math.floorMod(to - from, ranks);
    return switch (topology) {
      case MESH -> step != 0;
      case RING -> step == 1 || step == ranks - 1;
    };
  }

  private static GroupProblem size(int ranks) {
    return new GroupProblem(
        Code.SIZE,
        "A JACCL group of " + ranks + " ranks: it takes 2 to " + JacclLimits.MESH_RANKS_MAX + ".",
        "Use fewer nodes, or MlxRing over TCP.");
  }

  private static ImmutableList<GroupProblem> shape(DeviceMatrix matrix, int ranks) {
    ImmutableList.Builder<GroupProblem> problems = ImmutableList.builder();
    if (matrix.size() != ranks) {
      problems.add(shape("The device matrix has " + matrix.size() + " rows", ranks));
    }
    for (int row = 0; row < matrix.size(); row++) {
      int columns = matrix.rows().get(row).size();
      if (columns != ranks) {
        problems.add(
            shape("Row " + row + " of the device matrix has " + columns + " cells", ranks));
      }
    }
    return problems.build();
  }

  private static GroupProblem shape(String what, int ranks) {
    return new GroupProblem(
        Code.SHAPE,
        what + ", but the instance has " + ranks + " ranks.",
        "Place the instance anew.");
  }

  private static ImmutableList<GroupProblem> cell(
      DeviceMatrix matrix, JacclTopology topology, int from, int to) {
    ImmutableList<String> wires = matrix.wires(from, to);
    ImmutableList.Builder<GroupProblem> problems = ImmutableList.builder();
    for (String name : wires) {
      if (!DEVICE_NAME.matcher(name).matches()) {
        problems.add(deviceName(name, from, to));
      }
    }
    if (from == to && !wires.isEmpty()) {
      problems.add(diagonal(from, wires));
    }
    if (arePartners(topology, matrix.size(), from, to)) {
      problems.addAll(wires(matrix, topology, from, to));
    }
    return problems.build();
  }

  private static ImmutableList<GroupProblem> wires(
      DeviceMatrix matrix, JacclTopology topology, int from, int to) {
    int count = matrix.wires(from, to).size();
    if (count == 0) {
      return ImmutableList.of(
          new GroupProblem(
              Code.NO_WIRE,
              "Rank " + from + " has no RDMA device towards rank " + to + ".",
              "Connect the two machines by a Thunderbolt 5 cable, or use MlxRing over TCP."));
    }
    int expected = matrix.wires(0, 1).size();
    if (topology == JacclTopology.RING
        && (count > JacclLimits.RING_WIRES_MAX || count != expected)) {
      return ImmutableList.of(
          new GroupProblem(
              Code.WIRES,
              String.format(
                  "Rank %d has %d wires towards rank %d, rank 0 has %d towards rank 1.",
                  from, count, to, expected),
              "Give all neighbours of a JACCL ring equally many wires, at most "
                  + JacclLimits.RING_WIRES_MAX
                  + "."));
    }
    return ImmutableList.of();
  }

  private static GroupProblem deviceName(String name, int from, int to) {
    String shown = name.length() > 80 ? name.substring(0, 80) + "..." : name;
    return new GroupProblem(
        Code.DEVICE_NAME,
        "The device \"" + shown + "\" of rank " + from + " towards rank " + to + " is no name.",
        "Look the names up with ibv_devices; they read like rdma_en5.");
  }

  private static GroupProblem diagonal(int rank, ImmutableList<String> wires) {
    return new GroupProblem(
        Code.DIAGONAL,
        "Rank " + rank + " has the devices " + wires + " towards itself.",
        "The diagonal of a device matrix is empty; place the instance anew.");
  }
}
