package org.exojvm.transport.libp2p.multistream;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.exojvm.transport.libp2p.duplex.Delimited;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.multiformats.Uvarint;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** One message of a negotiation: length, text, end of line. */
final class Line {

  static final String HEADER = "/multistream/1.0.0";
  static final String REFUSAL = "na";
  static final String LIST = "ls";

  /**
   * Longest message that is read, in bytes. Others allow 16,383; no name of a protocol is that
   * long, and this is read before anybody is authenticated.
   */
  static final int MAX_BYTES = 1024;

  private Line() {}

  /** Reads a message, or empty if the stream ends. */
  static Optional<String> readOrEnd(Duplex in) throws IOException {
    return read(in, MAX_BYTES);
  }

  private static Optional<String> read(Duplex in, int maxBytes) throws IOException {
    Optional<byte[]> message = Delimited.read(in, maxBytes);
    return message.isPresent() ? Optional.of(text(message.get())) : Optional.empty();
  }

  static String read(Duplex in) throws IOException {
    return orEnded(readOrEnd(in));
  }

  private static String orEnded(Optional<String> message) throws EOFException {
    return message.orElseThrow(() -> new EOFException("The stream ended before the agreement."));
  }

  private static String text(byte[] message) throws WireException {
    int length = message.length - 1;
    if (length < 0 || message[length] != '\n') {
      throw new WireException(
          "A message of "
              + message.length
              + " bytes does not end with a line. Maybe the keys of"
              + " the private network differ.");
    }
    for (int i = 0; i < length; i++) {
      if (message[i] < ' ' || message[i] == 0x7f) {
        throw new WireException("A message names a protocol with the character " + message[i]);
      }
    }
    return new String(message, 0, length, StandardCharsets.US_ASCII);
  }

  static void write(Duplex out, String text) throws IOException {
    Delimited.write(out, (text + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  static void writeList(Duplex out, Collection<String> protocols) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String protocol : protocols) {
      byte[] line = (protocol + "\n").getBytes(StandardCharsets.US_ASCII);
      body.writeBytes(Uvarint.encode(line.length));
      body.writeBytes(line);
    }
    body.write('\n');
    Delimited.write(out, body.toByteArray());
  }

  static void expectHeader(Duplex in) throws IOException {
    // A longer one is refused at once: under a wrong key, its bytes would be waited for.
    String header = orEnded(read(in, HEADER.length() + 1));
    if (!header.equals(HEADER)) {
      throw new WireException(
          "The negotiation began with \"" + header + "\" instead of " + HEADER + ".");
    }
  }
}
