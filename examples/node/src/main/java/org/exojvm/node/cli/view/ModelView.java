package org.exojvm.node.cli.view;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import org.exojvm.api.model.Memory;
import org.exojvm.node.terminal.Table;
import org.exojvm.node.terminal.Text;

/** Models and their downloads. */
public final class ModelView {

  private static final long BYTES_PER_MEGABYTE = 1L << 20;

  private ModelView() {}

  /**
   * Returns the lines of the models whose id or family holds a text.
   *
   * @param body the body of {@code GET /models}
   */
  public static ImmutableList<String> list(Look body, String text, Layout layout) {
    Table table = new Table("MODEL", ">SIZE", "TENSOR", "QUANT", "TASKS");
    int shown = 0;
    for (Look model : body.at("data").elements()) {
      String id = model.at("id").text();
      String sought = (id + " " + model.at("family").text()).toLowerCase(Locale.ROOT);
      if (sought.contains(text.toLowerCase(Locale.ROOT))) {
        shown++;
        table.row(
            id,
            Text.gib(
                Memory.ofBytes(model.at("storage_size_megabytes").number(0) * BYTES_PER_MEGABYTE)),
            model.at("supports_tensor").isTrue() ? "yes" : "no",
            model.at("quantization").text(),
            tasks(model));
      }
    }
    return shown == 0
        ? ImmutableList.of("No model of the catalogue is like that. Maybe add it: models add FILE")
        : layout.lines(table);
  }

  private static String tasks(Look model) {
    return String.join(", ", model.at("tasks").elements().stream().map(Look::text).toList());
  }

  /** Returns the lines of downloads. */
  public static ImmutableList<String> downloads(
      List<DownloadFacts> downloads, ClusterFacts cluster, Layout layout) {
    if (downloads.isEmpty()) {
      return ImmutableList.of("No node has a model or fetches one.");
    }
    Table table = new Table("MODEL", "NODE", "");
    downloads.forEach(
        download -> table.row(download.model(), cluster.name(download.node()), download.told()));
    return layout.lines(table);
  }
}
