package org.exojvm.transport.libp2p;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** The key of a node in a file that only its owner can read, as other libp2p programs store it. */
final class IdentityFile {

  /** Bytes of a key file. */
  private static final int MAX_BYTES = 1_024;

  private IdentityFile() {}

  /**
   * Reads the key, making one if there is no file.
   *
   * @throws IllegalArgumentException when others can read or change the file; says what to do
   * @throws UncheckedIOException when the file cannot be used, or holds no key
   */
  static Identity readOrMake(Path file) {
    try {
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? read(file) : make(file);
    } catch (FileAlreadyExistsException raced) {
      return readOrMake(file);
    } catch (WireException e) {
      throw new UncheckedIOException(
          "The file " + file + " holds no Ed25519 key. Maybe delete it, for a new one.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The key file %s cannot be used (%s). Maybe name another one.".formatted(file, e), e);
    }
  }

  private static Identity read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new WireException("A key file of " + Files.size(file) + " bytes is none.");
    }
    Identity identity = Identity.ofProtobuf(Files.readAllBytes(file));
    SecretFile.refuseOpenFile(file);
    return identity;
  }

  private static Identity make(Path file) throws IOException {
    Identity identity = Identity.generate();
    Path parent = file.toAbsolutePath().resolveSibling("");
    Files.createDirectories(parent);
    Path whole = Files.createTempFile(parent, "identity", ".new", ownerOnly());
    try {
      write(whole, identity.toProtobuf());
      // Fails if another process was faster; its key counts then.
      Files.createLink(file, whole);
    } finally {
      Files.delete(whole);
    }
    return identity;
  }

  /** To the disk, before the key has its name: a node without its key is lost. */
  private static void write(Path file, byte[] key) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(key);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
