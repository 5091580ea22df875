package org.exojvm.node.cli.view;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.exojvm.node.terminal.Table;

/** Intents. */
public final class IntentView {

  private IntentView() {}

  /**
   * Returns the lines of a list.
   *
   * @param intents the body of {@code GET /meta_instances}
   * @param reports explanations of them, by id; perhaps not of all
   */
  public static ImmutableList<String> list(
      Look intents, ImmutableMap<String, IntentReport> reports, Layout layout) {
    ImmutableMap<String, Look> all = intents.entries();
    if (all.isEmpty()) {
      return ImmutableList.of("There is no intent. Make one: intent create MODEL");
    }
    Table table = new Table("ID", "PHASE", "MODEL", ">NODES", "");
    for (Map.Entry<String, Look> intent : all.entrySet()) {
      IntentReport report = reports.get(intent.getKey());
      table.row(
          intent.getKey(),
          report == null ? "?" : report.phase(),
          intent.getValue().at("model_id").text(),
          nodes(intent.getValue()),
          report == null || report.isServing() ? "" : report.summary());
    }
    return layout.lines(table);
  }

  private static String nodes(Look intent) {
    String least = intent.at("min_nodes").text();
    Look most = intent.at("max_nodes");
    return most.isThere() ? least + "-" + most.text() : least + "+";
  }

  /** Returns the lines of one. */
  public static ImmutableList<String> one(Look intent, IntentReport report, Layout layout) {
    Table table = new Table("INTENT", intent.at("meta_instance_id").text());
    table
        .row("phase", report.phase())
        .row("model", intent.at("model_id").text())
        .row("sharding", intent.at("sharding").text())
        .row("instance meta", intent.at("instance_meta").text())
        .row("nodes", nodes(intent));
    optional(table, "required", nodes(intent, "node_ids"));
    optional(table, "preferred", nodes(intent, "preferred_nodes"));
    optional(table, "forbidden", nodes(intent, "forbidden_nodes"));
    optional(table, "policy", intent.at("required_node_policy").text());
    optional(table, "strategy", intent.at("strategy").text());
    optional(table, "preference", intent.at("preference").text());
    optional(table, "context", intent.at("context_tokens").text());
    optional(table, "concurrency", intent.at("concurrency").text());
    table.row("generation", Long.toString(intent.at("generation").number(0)));
    table.row("failures", intent.at("consecutive_failures").text());
    optional(table, "last failure", intent.at("last_failure_error").text());
    table.row("state", report.summary());
    report.details().forEach(detail -> table.row("", detail));
    return layout.lines(table);
  }

  private static String nodes(Look intent, String field) {
    String nodes =
        intent.at(field).elements().stream().map(Look::text).collect(Collectors.joining(", "));
    return nodes.isEmpty() ? Look.NONE : nodes;
  }

  private static void optional(Table table, String name, String value) {
    if (!value.equals(Look.NONE)) {
      table.row(name, value);
    }
  }
}
