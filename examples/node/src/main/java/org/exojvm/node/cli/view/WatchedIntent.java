package org.exojvm.node.cli.view;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.exojvm.node.terminal.Text;

/**
 * What is known of an intent that somebody watches: its instances, their runners, and the downloads
 * that these wait for. Begins with a State and goes on event by event.
 *
 * @param id the intent
 * @param instances the instances that back it, by id
 * @param runners phases of their runners, by id
 * @param downloads downloads of their models on their nodes, by node and model
 * @param names what nodes are called for people, by id
 */
public record WatchedIntent(
    String id,
    ImmutableMap<String, InstanceFacts> instances,
    ImmutableMap<String, String> runners,
    ImmutableMap<String, DownloadFacts> downloads,
    ImmutableMap<String, String> names) {

  /** Cells of a bar. */
  private static final int BAR = 20;

  /** Phases that runners pass on their way up, in order. */
  private static final ImmutableList<String> WAY_UP =
      ImmutableList.of(
          "Idle", "Connecting", "Connected", "Loading", "Loaded", "WarmingUp", "Ready");

  /** Returns an intent of which nothing is known. */
  public static WatchedIntent nothing(String id) {
    return new WatchedIntent(
        id, ImmutableMap.of(), ImmutableMap.of(), ImmutableMap.of(), ImmutableMap.of());
  }

  /** Looks at a State. */
  public static WatchedIntent of(String id, ClusterFacts cluster) {
    ImmutableMap.Builder<String, InstanceFacts> instances = ImmutableMap.builder();
    ImmutableMap.Builder<String, String> runners = ImmutableMap.builder();
    for (InstanceFacts instance : cluster.instances().values()) {
      if (instance.intent().filter(id::equals).isPresent()) {
        instances.put(instance.id(), instance);
        instance.runnerByNode().values().forEach(r -> runners.put(r, cluster.runner(r)));
      }
    }
    Map<String, DownloadFacts> downloads = new LinkedHashMap<>();
    cluster.downloads().forEach(download -> downloads.put(key(download), download));
    return new WatchedIntent(
        id,
        instances.buildKeepingLast(),
        runners.buildKeepingLast(),
        ImmutableMap.copyOf(downloads),
        cluster.nodes().stream().collect(toImmutableMap(node -> node, cluster::name)));
  }

  private static String key(DownloadFacts download) {
    return download.node() + " " + download.model();
  }

  /** Returns what is known after an event, given as on the wire. */
  public WatchedIntent after(Look event) {
    Look body = event.tagged();
    return switch (event.tag()) {
      case "InstanceCreated" -> placed(InstanceFacts.of(body.at("instance")));
      case "InstanceDeleted" -> without(body.at("instance_id").raw().orElse(""));
      case "InstanceRetrying" -> restarted(body.at("instance_id").raw().orElse(""));
      case "RunnerStatusUpdated" ->
          reported(
              body.at("runner_id").raw().orElse(""),
              ClusterFacts.runnerPhase(body.at("runner_status")));
      case "NodeDownloadProgress" -> fetched(DownloadFacts.of(body.at("download_progress")));
      default -> this;
    };
  }

  private WatchedIntent placed(InstanceFacts instance) {
    return instance.intent().filter(id::equals).isEmpty()
        ? this
        : new WatchedIntent(id, put(instances, instance.id(), instance), runners, downloads, names);
  }

  private WatchedIntent without(String instance) {
    Map<String, InstanceFacts> left = new LinkedHashMap<>(instances);
    left.remove(instance);
    return new WatchedIntent(id, ImmutableMap.copyOf(left), runners, downloads, names);
  }

  private WatchedIntent restarted(String instance) {
    InstanceFacts facts = instances.get(instance);
    if (facts == null) {
      return this;
    }
    Map<String, String> left = new LinkedHashMap<>(runners);
    facts.runnerByNode().values().forEach(left::remove);
    return new WatchedIntent(id, instances, ImmutableMap.copyOf(left), downloads, names);
  }

  private WatchedIntent reported(String runner, String phase) {
    boolean isOurs =
        instances.values().stream().anyMatch(i -> i.runnerByNode().containsValue(runner));
    return isOurs
        ? new WatchedIntent(id, instances, put(runners, runner, phase), downloads, names)
        : this;
  }

  private WatchedIntent fetched(DownloadFacts download) {
    return new WatchedIntent(
        id, instances, runners, put(downloads, key(download), download), names);
  }

  private static <V> ImmutableMap<String, V> put(ImmutableMap<String, V> map, String key, V value) {
    Map<String, V> changed = new LinkedHashMap<>(map);
    changed.put(key, value);
    return ImmutableMap.copyOf(changed);
  }

  /** Returns whether an event speaks of what is watched. */
  public boolean isTouchedBy(String event) {
    return event.contains(id)
        || instances.values().stream().anyMatch(instance -> isTouchedBy(event, instance));
  }

  private static boolean isTouchedBy(String event, InstanceFacts instance) {
    return event.contains(instance.id())
        || instance.runnerByNode().values().stream().anyMatch(event::contains)
        || (event.contains("NodeDownloadProgress") && event.contains(instance.model()));
  }

  /** Returns a bar for each download that goes on, and one for each rank on its way up. */
  public ImmutableList<String> bars() {
    ImmutableList.Builder<String> bars = ImmutableList.builder();
    forEachRank(
        (node, rank) ->
            bars.add("  %s %s".formatted(Text.bar(rank.fraction(), BAR), rank.told(node))));
    return bars.build();
  }

  /**
   * Returns the same as words, which change seldom: a download is told at every tenth of it. For
   * output that is not written over.
   */
  public ImmutableList<String> steps() {
    ImmutableList.Builder<String> steps = ImmutableList.builder();
    forEachRank((node, rank) -> steps.add(rank.step(node)));
    return steps.build();
  }

  private interface RankVisitor {
    void visit(String node, RankProgress rank);
  }

  private void forEachRank(RankVisitor visitor) {
    for (InstanceFacts instance : instances.values()) {
      instance
          .runnerByNode()
          .forEach(
              (node, runner) -> {
                DownloadFacts download = downloads.get(node + " " + instance.model());
                String phase = runners.getOrDefault(runner, "");
                visitor.visit(
                    names.getOrDefault(node, Text.printable(node)),
                    download != null && download.phase() == DownloadFacts.Phase.ONGOING
                        ? new RankProgress.Fetching(download)
                        : new RankProgress.Rising(phase, WAY_UP.indexOf(phase), WAY_UP.size() - 1));
              });
    }
  }
}
