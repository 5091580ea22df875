package org.exojvm.node.http;

import java.io.IOException;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 server for {@link Routes}. Starts once and closes once.
 *
 * <p>Threading: all methods may be called by any thread.
 */
public final class ApiServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  /** Time that requests under way have when the server stops. */
  private static final long STOP_MILLIS = 2_000;

  /** Threads of Jetty's own: one that accepts, one that selects, and room for its chores. */
  private static final int CHORE_THREADS = 8;

  private final ServerSettings settings;
  private final ApiFront front;
  private final Server server;
  private final ServerConnector connector;
  private final ConnectionPatience patience;

  /** Creates a server that needs no tokens and tells nobody. */
  public ApiServer(ServerSettings settings, Routes routes) {
    this(settings, Tokens.none(), routes, (route, method, status, nanos) -> {});
  }

  /**
   * Creates a server.
   *
   * @param settings where and how much
   * @param tokens who may change something
   * @param routes what is answered
   * @param observer hears of every answer
   * @throws IllegalArgumentException when it could be reached by other machines and has no tokens
   */
  public ApiServer(
      ServerSettings settings, Tokens tokens, Routes routes, RequestObserver observer) {
    if (!settings.isLoopback() && !tokens.areRequired()) {
      throw new IllegalArgumentException(
          "Other machines could reach %s:%d and change this cluster without a token. Maybe give a token file, or bind 127.0.0.1."
              .formatted(settings.host(), settings.port()));
    }
    this.settings = settings;
    this.front = new ApiFront(settings, tokens, routes, observer);
    QueuedThreadPool threads = new QueuedThreadPool(CHORE_THREADS, 1);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-request-", 0).factory()));
    this.server = new Server(threads);
    this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
    connector.setHost(settings.bare());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleMillis());
    server.addConnector(connector);
    this.patience =
        new ConnectionPatience(
            connector.getScheduler(), settings.idleMillis(), front.sender()::isStreaming);
    connector.addBean(patience);
    server.addBean(new NetworkConnectionLimit(settings.maxConnections(), connector));
    server.setHandler(front);
    server.setStopTimeout(STOP_MILLIS);
    server.setErrorHandler(new ProblemPages());
  }

  private HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(settings.maxHeaderBytes());
    // What Jetty remembers of header fields takes 100 KB a connection and saves microseconds.
    http.setHeaderCacheSize(0);
    // Ids of models have slashes: %2F in a segment is theirs. Segments are decoded by us, once.
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "segments",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
    return http;
  }

  /**
   * Binds and begins to answer.
   *
   * @throws IOException when the address cannot be bound; says which
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new IOException(
          "The API cannot listen on %s:%d: %s. Maybe another node does; use another port."
              .formatted(settings.host(), settings.port(), e.getMessage()),
          e);
    }
  }

  /** Returns the port, once started. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Returns how many connections are open. */
  public int openConnections() {
    return patience.open();
  }

  /** Returns how many responses are streams that have not ended. */
  public int openStreams() {
    return front.sender().openStreams();
  }

  /** Returns the URL to reach it by, without a slash at its end. */
  public String url() {
    String host = settings.bare();
    boolean isWildcard = host.equals("0.0.0.0") || host.equals("::");
    String shown = isWildcard ? "127.0.0.1" : host;
    return "http://%s:%d".formatted(shown.contains(":") ? "[" + shown + "]" : shown, port());
  }

  /** Ends streams, lets requests under way finish for a moment, and closes all connections. */
  @Override
  public void close() {
    front.sender().stopStreams();
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("The API did not stop in order: {}", e.toString());
    }
  }
}
