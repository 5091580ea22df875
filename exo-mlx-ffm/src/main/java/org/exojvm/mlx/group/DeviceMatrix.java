package org.exojvm.mlx.group;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import org.exojvm.api.instance.JacclRow;

/**
 * The RDMA devices of a group: row i, column j holds the devices on rank i whose cables lead to
 * rank j. Any shape can be represented; {@link JacclValidity} tells which ones JACCL takes.
 *
 * @param rows the rows
 */
public record DeviceMatrix(ImmutableList<ImmutableList<ImmutableList<String>>> rows) {

  /** Returns the matrix of an instance, which has at most one device per cell. */
  public static DeviceMatrix of(ImmutableList<JacclRow> rows) {
    return new DeviceMatrix(
        rows.stream()
            .map(
                row ->
                    row.devices().stream()
                        .map(cell -> cell.map(ImmutableList::of).orElse(ImmutableList.of()))
                        .collect(ImmutableList.toImmutableList()))
            .collect(ImmutableList.toImmutableList()));
  }

  /** Returns the number of rows. */
  public int size() {
    return rows.size();
  }

  /** Returns the devices of one rank towards another. */
  public ImmutableList<String> wires(int from, int to) {
    return rows.get(from).get(to);
  }

  /**
   * Returns the text of the file that {@code MLX_IBV_DEVICES} names: null, a name, or a list of
   * names per cell.
   */
  public String toJson() {
    return rows.stream()
        .map(
            row ->
                row.stream()
                    .map(DeviceMatrix::cellToJson)
                    .collect(Collectors.joining(",", "[", "]")))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String cellToJson(ImmutableList<String> wires) {
    return switch (wires.size()) {
      case 0 -> "null";
      case 1 -> quote(wires.getFirst());
      default -> wires.stream().map(DeviceMatrix::quote).collect(Collectors.joining(",", "[", "]"));
    };
  }

  private static String quote(String name) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
  }
}
