package org.exojvm.core.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.command.ForwarderCommand;
import org.exojvm.core.election.SessionAnnouncement;
import org.exojvm.core.election.SessionId;
import org.exojvm.core.election.SessionStart;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.ForwarderEvent;
import org.exojvm.core.event.StreamEvent.ChunkGenerated;
import org.exojvm.core.master.RejectionCode;
import org.exojvm.core.state.StateSnapshot;

/**
 * What nodes ask of each other point to point, and how that is written. A request is one letter for
 * its kind and a payload; an answer is words and, after a blank, a text for people. The reference
 * has no such messages.
 */
sealed interface NodeRequest {

  /** Output travels in the shape of the reference's event, but is none here. */
  EventId UNNUMBERED = EventId.of("output");

  /**
   * Decide on a command.
   *
   * @param message the command
   */
  record Decide(ForwarderCommand message) implements NodeRequest {}

  /**
   * Take this state: a master sends it to a follower that is far behind. Answered by nothing.
   *
   * @param snapshot the state
   */
  record TakeSnapshot(StateSnapshot snapshot) implements NodeRequest {}

  /**
   * Take these events: a master sends them to a follower that has missed them. Answered by nothing;
   * what is lost is asked for again.
   *
   * @param events consecutive events of one session
   */
  record TakeEvents(ImmutableList<ForwarderEvent> events) implements NodeRequest {

    /** Most bytes of one request beside its last event. Larger: other requests wait behind it. */
    static final int MAX_BYTES = 256 << 10;

    /** Cuts events into requests of a bounded size. */
    static ImmutableList<TakeEvents> parts(ImmutableList<ForwarderEvent> events) {
      ImmutableList.Builder<TakeEvents> parts = ImmutableList.builder();
      int begin = 0;
      int bytes = 0;
      for (int i = 0; i < events.size(); i++) {
        bytes += ExoJson.wire().encodeToBytes(WireTypes.FORWARDER_EVENT, events.get(i)).length;
        if (bytes >= MAX_BYTES || i == events.size() - 1) {
          parts.add(new TakeEvents(events.subList(begin, i + 1)));
          begin = i + 1;
          bytes = 0;
        }
      }
      return parts.build();
    }

    private byte[] lines() {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      for (ForwarderEvent event : events) {
        lines.writeBytes(ExoJson.wire().encodeToBytes(WireTypes.FORWARDER_EVENT, event));
        lines.write('\n');
      }
      return lines.toByteArray();
    }

    private static TakeEvents read(byte[] lines) throws MalformedMessageException {
      ImmutableList.Builder<ForwarderEvent> events = ImmutableList.builder();
      int begin = 0;
      for (int i = 0; i < lines.length; i++) {
        if (lines[i] == '\n') {
          events.add(
              ExoJson.wire()
                  .decode(WireTypes.FORWARDER_EVENT, Arrays.copyOfRange(lines, begin, i)));
          begin = i + 1;
        }
      }
      return new TakeEvents(events.build());
    }
  }

  /**
   * Hand this to the client of yours that asked for it. Answered by nothing.
   *
   * @param command the request
   * @param chunk a piece of its output
   */
  record TakeOutput(CommandId command, GenerationChunk chunk) implements NodeRequest {}

  /**
   * Say when everything up to an event is on your disk: a master asks it of those that follow.
   * Answered by nothing, then; refused by a node that keeps no log of this session.
   *
   * @param session the session of the master
   * @param idx index of the event
   */
  record Confirm(SessionId session, long idx) implements NodeRequest {

    /** As a session that begins there: the same two facts. */
    private byte[] json() {
      return ExoJson.wire()
          .encodeToBytes(
              WireTypes.SESSION_ANNOUNCEMENT,
              new SessionAnnouncement(ImmutableList.of(new SessionStart(session, idx))));
    }

    private static Confirm read(byte[] json) throws MalformedMessageException {
      SessionStart read =
          ExoJson.wire().decode(WireTypes.SESSION_ANNOUNCEMENT, json).history().getLast();
      return new Confirm(read.session(), read.firstIdx());
    }
  }

  /** Returns the request as it is sent. */
  default byte[] encoded() {
    return switch (this) {
      case Decide(var message) ->
          Bytes.concat(
              new byte[] {'C'}, ExoJson.wire().encodeToBytes(WireTypes.FORWARDER_COMMAND, message));
      case TakeSnapshot(var snapshot) ->
          Bytes.concat(
              new byte[] {'N'}, ExoJson.wire().encodeToBytes(WireTypes.STATE_SNAPSHOT, snapshot));
      case TakeOutput(var command, var chunk) ->
          Bytes.concat(
              new byte[] {'K'},
              ExoJson.wire()
                  .encodeToBytes(WireTypes.EVENT, new ChunkGenerated(UNNUMBERED, command, chunk)));
      case TakeEvents events -> Bytes.concat(new byte[] {'E'}, events.lines());
      case Confirm confirm -> Bytes.concat(new byte[] {'F'}, confirm.json());
    };
  }

  /** Reads a request; nothing when it is of no known kind, or longer than its kind may be. */
  static Optional<NodeRequest> decode(byte[] bytes) throws MalformedMessageException {
    if (bytes.length == 0 || (bytes[0] == 'C' && bytes.length > CommandBounds.MAX_BYTES + 1)) {
      return Optional.empty();
    }
    byte[] rest = Arrays.copyOfRange(bytes, 1, bytes.length);
    return switch (bytes[0]) {
      case 'C' -> Optional.of(new Decide(ExoJson.wire().decode(WireTypes.FORWARDER_COMMAND, rest)));
      case 'N' ->
          Optional.of(new TakeSnapshot(ExoJson.wire().decode(WireTypes.STATE_SNAPSHOT, rest)));
      case 'E' -> Optional.of(TakeEvents.read(rest));
      case 'K' -> output(ExoJson.wire().decode(WireTypes.EVENT, rest));
      case 'F' -> Optional.of(Confirm.read(rest));
      default -> Optional.empty();
    };
  }

  private static Optional<NodeRequest> output(Event event) {
    return event instanceof ChunkGenerated(EventId _, CommandId command, GenerationChunk chunk)
        ? Optional.of(new TakeOutput(command, chunk))
        : Optional.empty();
  }

  /** Returns the answer to {@link Decide}. */
  static byte[] encoded(CommandResult result) {
    String text =
        switch (result) {
          case CommandResult.Accepted accepted -> "accepted " + accepted.durability() + " ";
          case CommandResult.Rejected rejected ->
              "rejected " + rejected.code() + " " + rejected.reason();
          case CommandResult.Undecided undecided -> "undecided - " + undecided.reason();
        };
    return text.getBytes(UTF_8);
  }

  /** Reads the answer to {@link Decide}; one that cannot be read decides nothing. */
  static CommandResult decodeResult(CommandId command, byte[] bytes) {
    String[] words = new String(bytes, UTF_8).split(" ", 3);
    try {
      return switch (words.length < 3 ? "" : words[0]) {
        case "accepted" -> new CommandResult.Accepted(command, Durability.valueOf(words[1]));
        case "rejected" ->
            new CommandResult.Rejected(command, RejectionCode.valueOf(words[1]), words[2]);
        case "undecided" -> new CommandResult.Undecided(command, words[2]);
        default -> unreadable(command);
      };
    } catch (IllegalArgumentException newer) {
      return unreadable(command);
    }
  }

  private static CommandResult unreadable(CommandId command) {
    return new CommandResult.Undecided(
        command, "The answer of the master cannot be read. Maybe it is of a newer version.");
  }
}
