package org.exojvm.examples.processes;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.node.cli.client.Answer;
import org.exojvm.node.cli.client.ApiPath;
import org.exojvm.node.cli.view.Look;
import org.exojvm.node.terminal.Ink;
import org.exojvm.node.terminal.Table;
import org.exojvm.node.terminal.Text;

/**
 * Four nodes as processes: an intent is declared at one and placed on all, a worker is killed, then
 * the master, and both come back.
 */
public final class ProcessStory {

  private static final ImmutableList<String> NAMES =
      ImmutableList.of("node-1", "node-2", "node-3", "node-4");

  /** Nodes of the story. */
  static final int NODES = NAMES.size();

  private final Wish wish;
  private final TimeLine timeLine;
  private final Map<String, String> idByName = new LinkedHashMap<>();
  private final List<Healed> healed = new ArrayList<>();

  /** Creates a story that is written to {@code out}. */
  public ProcessStory(Wish wish, PrintWriter out, Ink ink) {
    this.wish = wish;
    this.timeLine = new TimeLine(out, ink);
  }

  /**
   * Plays it.
   *
   * @throws ProcessException when something does not end as promised; says what was seen instead
   * @throws IOException when the directory for the processes cannot be made
   */
  public void tell() throws ProcessException, IOException, InterruptedException {
    timeLine.line(timeLine.ink().heading("exo for the JVM: quickstart of processes"));
    timeLine.line(
        timeLine
            .ink()
            .aside("nodes are processes over libp2p on this machine; the engine is simulated"));
    timeLine.line("");
    try (ProcessCluster cluster = new ProcessCluster()) {
      Map<String, String> urls = new LinkedHashMap<>();
      for (String name : NAMES) {
        cluster.prepare(name);
      }
      for (String name : NAMES) {
        Greeting greeting = start(name, cluster);
        urls.put(greeting.id(), greeting.url());
      }
      View whole = meet(urls.values().iterator().next(), cluster);
      String watched = firstOf(urls.keySet(), whole.master(), "");
      try (Observer observer =
          new Observer(urls.getOrDefault(watched, ""), Wish.INTENT, whole, cluster, timeLine)) {
        play(cluster, observer, watched);
      }
    }
    summarise();
  }

  /** Returns what was healed, in order. */
  ImmutableList<Healed> healed() {
    return ImmutableList.copyOf(healed);
  }

  private Greeting start(String name, ProcessCluster cluster)
      throws ProcessException, InterruptedException {
    Greeting greeting = cluster.start(name);
    timeLine.tell(
        "%s runs: process %d, listens at %s"
            .formatted(name, process(greeting.id(), cluster).pid(), greeting.place()));
    String before = idByName.putIfAbsent(name, greeting.id());
    if (before != null && !before.equals(greeting.id())) {
      throw new ProcessException(
          "%s came back as %s, and was %s before.".formatted(name, greeting.id(), before));
    }
    return greeting;
  }

  private static NodeProcess process(String id, ProcessCluster cluster) throws ProcessException {
    return cluster
        .byId(id)
        .orElseThrow(() -> new ProcessException("No process has the node %s.".formatted(id)));
  }

  /**
   * Waits at a node until all have found each other; the story goes on at one that is no master.
   */
  private View meet(String url, ProcessCluster cluster)
      throws ProcessException, InterruptedException {
    try (Observer observer = new Observer(url, Wish.INTENT, View.NOTHING, cluster, timeLine)) {
      return observer.await(
          "All nodes know each other",
          view -> view.isWhole(NODES) && !view.master().equals(Look.NONE));
    }
  }

  private static String firstOf(Iterable<String> nodes, String not, String norThis)
      throws ProcessException {
    for (String node : nodes) {
      if (!node.equals(not) && !node.equals(norThis)) {
        return node;
      }
    }
    throw new ProcessException("There is no node but %s and %s.".formatted(not, norThis));
  }

  private void play(ProcessCluster cluster, Observer observer, String watched)
      throws ProcessException, InterruptedException {
    View whole = observer.await("The node that is asked knows all", view -> view.isWhole(NODES));
    declare(observer, whole.name(watched));
    View served =
        observer.await(
            "The model is served on all nodes",
            view -> view.isServed() && holders(view).size() == NODES);
    ask(observer);
    kill("worker", firstOf(holders(served), served.master(), watched), cluster, observer);
    kill("master", observer.view().master(), cluster, observer);
    for (Healed death : healed) {
      cluster.prepare(death.before().name(death.killed()));
    }
    for (Healed death : healed) {
      start(death.before().name(death.killed()), cluster);
    }
    observer.await(
        "The nodes that were killed are back",
        view -> view.isWhole(NODES) && view.isDeclared() && view.isServed());
    ask(observer);
  }

  private static ImmutableList<String> holders(View view) {
    return view.placed()
        .map(instance -> instance.layersByNode().keySet().asList())
        .orElse(ImmutableList.of());
  }

  private void declare(Observer observer, String at) throws ProcessException {
    timeLine.tell("asking %s for %s".formatted(at, wish.model()));
    require(observer.client().post(ApiPath.of("meta_instance"), wish.body()));
  }

  private void ask(Observer observer) throws ProcessException {
    Look answer =
        require(observer.client().post(ApiPath.of("v1", "chat", "completions"), wish.question()));
    timeLine.tell(
        "a request is answered with %s"
            .formatted(Text.count(answer.at("usage").at("completion_tokens").number(0), "token")));
  }

  private static Look require(Answer answer) throws ProcessException {
    return switch (answer) {
      case Answer.Ok(var _, var body) -> new Look(body);
      case Answer.Failure failure -> throw new ProcessException(failure.sentence());
    };
  }

  private void kill(String role, String node, ProcessCluster cluster, Observer observer)
      throws ProcessException, InterruptedException {
    View before = observer.view();
    NodeProcess process = process(node, cluster);
    timeLine.tell(
        "%s process %d: %s, %s"
            .formatted(
                timeLine.ink().bad("kill -9"),
                process.pid(),
                before.name(node),
                node.equals(before.master()) ? "the master" : "a worker"));
    long killed = timeLine.millis();
    cluster.kill(process);
    observer.await(
        "The cluster goes on without the " + role, view -> !view.nodes().containsKey(node));
    long noticed = timeLine.millis() - killed;
    View after =
        observer.await(
            "The model is served without the " + role,
            view -> view.isDeclared() && view.isServed() && !holders(view).contains(node));
    healed.add(
        new Healed(role + " killed", node, before, after, noticed, timeLine.millis() - killed));
    ask(observer);
  }

  private void summarise() {
    Table table = new Table("step", "", "result");
    for (Healed death : healed) {
      table.row(
          death.step(),
          "ok",
          "noticed after %s, Ready on %s after %s; intent kept"
              .formatted(
                  Text.seconds(death.noticedMillis()),
                  Text.count(holders(death.after()).size(), "node"),
                  Text.seconds(death.readyMillis())));
    }
    timeLine.line("");
    timeLine.line(timeLine.ink().heading("Summary"));
    table.lines(timeLine.ink()::aside).forEach(timeLine::line);
  }
}
