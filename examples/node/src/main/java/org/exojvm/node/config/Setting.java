package org.exojvm.node.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A setting of a node. {@code transport.NAME} and {@code engine.NAME} come besides, for what only
 * the transport or the engine knows.
 *
 * <p>The texts here are what the command line's help and the messages say; {@code docs/node.md} has
 * the same table.
 */
public enum Setting {
  /** What the node is called by people. */
  NAME(
      Kind.ONE,
      "",
      "1 to 64 printable characters",
      "Name of the node for people; the machine's unless set."),
  /** Where the node keeps what it has to remember. */
  DATA_DIR(
      Kind.ONE,
      "~/.exo-node",
      "a directory",
      "Directory of the node: its identity, its journal. One node at a time uses it."),
  /** Where the API listens. */
  API(
      Kind.ONE,
      "127.0.0.1:52415",
      "HOST:PORT, such as 127.0.0.1:52415; port 0 takes a free one",
      "Where the HTTP API listens. Other addresses than loopback need a token file."),
  /** How nodes talk. */
  TRANSPORT(
      Kind.ONE,
      "memory",
      "the name of a transport",
      "How the nodes reach each other. memory: only within one process."),
  /** Addresses to begin with. */
  PEER(
      Kind.MANY,
      "",
      "addresses that the transport understands",
      "Address of a node to begin with."),
  /** Which nodes belong together. */
  NAMESPACE(
      Kind.ONE,
      "",
      "1 to 64 printable characters",
      "Nodes of another namespace are not talked to."),
  /** Where the transport listens. */
  LISTEN(
      Kind.MANY,
      "",
      "addresses that the transport understands",
      "Where other nodes reach this one; what the transport chooses unless set."),
  /** Whether to look for nodes. */
  MDNS(
      Kind.ONE,
      "",
      "on or off",
      "Whether nodes are looked for on the local network; what the transport chooses unless set."),
  /** Where to look for nodes. */
  INTERFACE(
      Kind.MANY, "", "the name of a network interface", "Interface on which nodes are looked for."),
  /** What the nodes of a cluster know. */
  SECRET_FILE(
      Kind.ONE,
      "",
      "a file that only its owner can read",
      "Secret that the nodes of the cluster share; others are not talked to."),
  /** The same as a key. */
  KEY_FILE(
      Kind.ONE,
      "",
      "a file that only its owner can read",
      "Key that the nodes of the cluster share, for a transport that has such; instead of namespace"
          + " and secret-file."),
  /** Who may be in the cluster. */
  ALLOW_PEER(
      Kind.MANY,
      "",
      "the id of a node",
      "Node that may take part; any that gets through may unless set."),
  /** What runs models. */
  ENGINE(
      Kind.ONE,
      "simulated",
      "the name of an engine",
      "What runs models. simulated: takes real time, computes nothing, downloads nothing."),
  /** Where models lie. */
  MODELS_DIR(
      Kind.ONE,
      "",
      "a directory",
      "Directory of downloaded models, for engines that read them; models in the data-dir unless"
          + " set."),
  /** Whether the node runs nothing. */
  NO_WORKER(Kind.SWITCH, "false", "true or false", "Run no models here; decide and serve only."),
  /** Whether the node shall be master. */
  FORCE_MASTER(
      Kind.SWITCH,
      "false",
      "true or false",
      "Be master rather than others that know equally much. Deposes nobody."),
  /** Who may change something. */
  TOKEN_FILE(
      Kind.ONE,
      "",
      "a file of tokens, one a line, that only its owner can read",
      "Tokens of which whoever changes something needs one."),
  /** Pages of whom may use the API. */
  ALLOWED_ORIGIN(
      Kind.MANY,
      "",
      "an origin such as https://console.example",
      "Pages of this origin may use the API from a browser."),
  /** Names under which the API is known. */
  ALLOWED_HOST(
      Kind.MANY,
      "",
      "a host name without port",
      "Name under which the API is reached, besides addresses and localhost."),
  /** Bound of connections. */
  MAX_CONNECTIONS(Kind.ONE, "2048", "1 to 65536", "Most connections at once; more wait."),
  /** Bound of streams. */
  MAX_STREAMS(Kind.ONE, "1024", "1 to 65536", "Most streams at once; more get 503."),
  /** Bound of a body. */
  MAX_BODY_BYTES(
      Kind.ONE, "1048576", "1024 to 67108864", "Largest body of a request; larger ones get 413."),
  /** Bound of a head. */
  MAX_HEADER_BYTES(
      Kind.ONE, "16384", "1024 to 1048576", "Largest head of a request; larger ones get 431."),
  /** Patience with a connection. */
  IDLE_MILLIS(
      Kind.ONE,
      "30000",
      "1000 to 3600000",
      "Time after which a connection is closed that sends or takes nothing."),
  /** Bound of requests. */
  REQUESTS_PER_SECOND(Kind.ONE, "2000", "1 to 1000000", "Requests of one address; more get 429."),
  /** How much is logged. */
  LOG_LEVEL(
      Kind.ONE, "info", "error, warn, info or debug", "How much is logged to standard error.");

  /** How often a setting may be given. */
  public enum Kind {
    /** Once. */
    ONE,
    /** Any number of times. */
    MANY,
    /** Once, and alone on the command line it means true. */
    SWITCH
  }

  /** What settings of the transport begin with. */
  public static final String TRANSPORT_PREFIX = "transport.";

  /** Settings of transports whose values nobody is shown. */
  private static final ImmutableSet<String> HIDDEN =
      ImmutableSet.of(TRANSPORT_PREFIX + "secret", TRANSPORT_PREFIX + "seed");

  /** What settings of the engine begin with. */
  public static final String ENGINE_PREFIX = "engine.";

  /** What variables of the environment begin with. */
  public static final String ENVIRONMENT_PREFIX = "EXO_NODE_";

  private static final ImmutableMap<String, Setting> BY_LABEL =
      Maps.uniqueIndex(Arrays.asList(values()), Setting::label);

  private final Kind kind;
  private final String fallback;
  private final String allowed;
  private final String description;

  Setting(Kind kind, String fallback, String allowed, String description) {
    this.kind = kind;
    this.fallback = fallback;
    this.allowed = allowed;
    this.description = description;
  }

  /** Returns the setting of that name. */
  public static Optional<Setting> find(String label) {
    return Optional.ofNullable(BY_LABEL.get(label));
  }

  /** Returns a value as messages and {@code --show-config} show it. */
  static String shown(String name, String value) {
    return HIDDEN.contains(name) ? "(not shown)" : value;
  }

  /** Returns whether a name is that of something that only the transport or the engine knows. */
  static boolean isOfPart(String name) {
    return Stream.of(TRANSPORT_PREFIX, ENGINE_PREFIX)
        .anyMatch(prefix -> name.startsWith(prefix) && name.length() > prefix.length());
  }

  /** Returns all names. */
  public static ImmutableList<String> labels() {
    return BY_LABEL.keySet().asList();
  }

  /** Returns the name, such as {@code data-dir}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the variable of the environment, such as {@code EXO_NODE_DATA_DIR}. */
  public String variable() {
    return ENVIRONMENT_PREFIX + name();
  }

  /** Returns how often it may be given. */
  public Kind kind() {
    return kind;
  }

  /** Returns the default; empty when it is not set unless given. */
  public String fallback() {
    return fallback;
  }

  /** Returns which values are allowed, for people. */
  public String allowed() {
    return allowed;
  }

  /** Returns what it does, for people. */
  public String description() {
    return description;
  }
}
