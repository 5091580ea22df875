package org.exojvm.examples.quickstart;

import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.topology.Connection;
import org.exojvm.examples.cluster.ClusterDescription;

/** Gathers links that come or go at one moment, so that a dead node is one line and not six. */
final class LinkNews {

  private static final int LISTED_MAX = 2;

  private final ClusterDescription cluster;
  private final List<Connection> gone = new ArrayList<>();
  private final List<Connection> back = new ArrayList<>();
  private long millis;

  LinkNews(ClusterDescription cluster) {
    this.cluster = cluster;
  }

  /** Takes note of a link that is gone. */
  void gone(long nowMillis, Connection connection) {
    millis = nowMillis;
    gone.add(connection);
  }

  /** Takes note of a link that is back. */
  void back(long nowMillis, Connection connection) {
    millis = nowMillis;
    back.add(connection);
  }

  /** Writes what was noted and forgets it. */
  void tell(Stage stage) {
    tell(stage, "gone", gone);
    tell(stage, "back", back);
  }

  private void tell(Stage stage, String what, List<Connection> links) {
    if (!links.isEmpty()) {
      stage.at(millis, "links " + what + ": " + names(links));
      links.clear();
    }
  }

  private String names(List<Connection> links) {
    String first = String.join(", ", links.stream().limit(LISTED_MAX).map(this::name).toList());
    int more = links.size() - LISTED_MAX;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private String name(Connection link) {
    return Links.name(link, cluster);
  }
}
