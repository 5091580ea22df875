package org.exojvm.transport.libp2p.multistream;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** Negotiates the protocol of a duplex. */
public final class Multistream {

  /** Most messages that a listener answers before it gives up; nobody proposes as many. */
  public static final int MAX_PROPOSALS = 32;

  private Multistream() {}

  /**
   * Proposes protocols until the listener takes one.
   *
   * @return the protocol agreed on, or empty if the listener refused all or left after a refusal
   * @throws WireException if the answer is none
   */
  public static Optional<String> propose(Duplex duplex, List<String> protocols) throws IOException {
    Line.write(duplex, Line.HEADER);
    boolean headerRead = false;
    for (String protocol : protocols) {
      Line.write(duplex, protocol);
      duplex.flush();
      if (!headerRead) {
        Line.expectHeader(duplex);
        headerRead = true;
      }
      Optional<String> answer = Line.readOrEnd(duplex);
      if (answer.isEmpty() || answer.get().equals(protocol)) {
        return answer;
      }
      expectRefusal(protocol, answer.get());
    }
    return Optional.empty();
  }

  static void expectRefusal(String protocol, String answer) throws WireException {
    if (!answer.equals(Line.REFUSAL)) {
      throw new WireException(
          "The answer to the proposal " + protocol + " is \"" + answer + "\", not it and not na.");
    }
  }

  /**
   * Proposes a single protocol and returns at once: what the protocol sends goes out behind the
   * proposal, without a round trip. The answer is read before the first byte of the protocol; a
   * refusal is a {@link WireException} of that read.
   */
  public static Duplex proposeLazily(Duplex duplex, String protocol) throws IOException {
    Line.write(duplex, Line.HEADER);
    Line.write(duplex, protocol);
    return new LazyDuplex(duplex, protocol);
  }

  /**
   * Answers proposals until one of a protocol that is spoken here comes.
   *
   * @return the protocol agreed on, or empty if the dialler left after a refusal or proposed too
   *     much
   * @throws WireException if it sends anything else
   */
  public static Optional<String> accept(Duplex duplex, Collection<String> protocols)
      throws IOException {
    Line.expectHeader(duplex);
    Line.write(duplex, Line.HEADER);
    // At once: some diallers wait for it.
    duplex.flush();
    for (int i = 0; i < MAX_PROPOSALS; i++) {
      Optional<String> proposal = i == 0 ? Optional.of(Line.read(duplex)) : Line.readOrEnd(duplex);
      if (proposal.isEmpty()) {
        return proposal;
      }
      boolean agreed = answer(duplex, proposal.get(), protocols);
      duplex.flush();
      if (agreed) {
        return proposal;
      }
    }
    return Optional.empty();
  }

  private static boolean answer(Duplex duplex, String proposal, Collection<String> protocols)
      throws IOException {
    if (proposal.equals(Line.LIST)) {
      Line.writeList(duplex, protocols);
      return false;
    }
    boolean agreed = protocols.contains(proposal);
    Line.write(duplex, agreed ? proposal : Line.REFUSAL);
    return agreed;
  }
}
