package org.exojvm.core.journal.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.journal.JournalException;
import org.exojvm.core.state.State;

/**
 * A state on disk: header, CRC32C of the text (4 bytes), and the state as canonical JSON with
 * extensions.
 *
 * @param file the file
 * @param idx index of the last event in the state, as its name says
 */
public record SnapshotFile(Path file, long idx) {

  private static final byte[] MAGIC = "EXOJVMSN".getBytes(StandardCharsets.US_ASCII);
  private static final int TEXT_OFFSET = FileHeader.BYTES + Integer.BYTES;

  /** What a snapshot holds. */
  public sealed interface Content {

    /** A state. */
    record Usable(State state) implements Content {}

    /** Something else; the reason is for people. */
    record Unusable(String reason) implements Content {}
  }

  /**
   * Reads the state.
   *
   * @throws JournalException when the file is of another program or a newer version
   */
  public Content read() throws JournalException {
    byte[] bytes = readAll();
    JournalDirectory.requireOurs(file, FileHeader.verdict(MAGIC, bytes), bytes);
    if (bytes.length < TEXT_OFFSET
        || ByteBuffer.wrap(bytes).getInt(FileHeader.BYTES) != checksum(bytes, TEXT_OFFSET)) {
      return new Content.Unusable("its bytes are not what was written");
    }
    try {
      byte[] text = Arrays.copyOfRange(bytes, TEXT_OFFSET, bytes.length);
      State state = ExoJson.wireKeepingUnknownEvents().decode(WireTypes.STATE, text);
      return state.lastEventAppliedIdx() == idx
          ? new Content.Usable(state)
          : new Content.Unusable(
              "it is of event %d, its name says %d".formatted(state.lastEventAppliedIdx(), idx));
    } catch (MalformedMessageException e) {
      return new Content.Unusable(e.getMessage());
    }
  }

  private byte[] readAll() throws JournalException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new JournalException(
          "The snapshot %s cannot be read: %s. Maybe the permissions are wrong."
              .formatted(file.getFileName(), e),
          e);
    }
  }

  /** Writes a state so that it is there as a whole or not at all. */
  static void write(JournalDirectory directory, State state) throws IOException {
    write(directory, directory.snapshotFile(state.lastEventAppliedIdx()), state);
  }

  /** Writes a state under a name of the caller's. */
  static void write(JournalDirectory directory, Path file, State state) throws IOException {
    byte[] text = ExoJson.wire().encodeToBytes(WireTypes.STATE, state);
    if (text.length > ExoJson.MAX_MESSAGE_BYTES) {
      // It could not be read again, and the events it stands for would be gone by then.
      throw new IOException(
          "the state has %d bytes, at most %d can be read again"
              .formatted(text.length, ExoJson.MAX_MESSAGE_BYTES));
    }
    long idx = state.lastEventAppliedIdx();
    Path unfinished = directory.path().resolve(file.getFileName() + ".unfinished");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      writeFully(channel, FileHeader.write(MAGIC, idx));
      writeFully(channel, ByteBuffer.allocate(Integer.BYTES).putInt(checksum(text, 0)).flip());
      writeFully(channel, ByteBuffer.wrap(text));
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    directory.force();
  }

  static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static int checksum(byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }
}
