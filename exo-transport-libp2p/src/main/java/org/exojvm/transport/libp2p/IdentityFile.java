package org.exojvm.transport.libp2p;

import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** Reads the key, making one if there is no file. */
  static Identity readOrMake(Path file) {
    try {
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? read(file) : make(file);
    } catch (FileAlreadyExistsException raced) {
      return readOrMake(file);
    } catch (WireException e) {
      throw new UncheckedIOException(
          "The file " + file + " holds no Ed25519 key. Maybe delete it, for a new one.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The key file " + file + " cannot be used.", e);
    }
  }

  private static Identity read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new WireException("A key file of " + Files.size(file) + " bytes is none.");
    }
    return Identity.ofProtobuf(Files.readAllBytes(file));
  }

  private static Identity make(Path file) throws IOException {
    Identity identity = Identity.generate();
    Path parent = file.toAbsolutePath().resolveSibling("");
    Files.createDirectories(parent);
    Path whole = Files.createTempFile(parent, "identity", ".new", ownerOnly());
    try {
      Files.write(whole, identity.toProtobuf(), StandardOpenOption.TRUNCATE_EXISTING);
      // Fails if another process was faster; its key counts then.
      Files.createLink(file, whole);
    } finally {
      Files.delete(whole);
    }
    return identity;
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
