package org.exojvm.core.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Puts temporary directories into memory where the system offers that: a test that opens a journal
 * a thousand times need not wait for a disk a thousand times.
 */
public final class MemoryTempDir implements TempDirFactory {

  private static final Path IN_MEMORY = Path.of("/dev/shm");

  @Override
  public Path createTempDirectory(
      AnnotatedElementContext elementContext, ExtensionContext extensionContext)
      throws IOException {
    return Files.isWritable(IN_MEMORY)
        ? Files.createTempDirectory(IN_MEMORY, "journal")
        : Files.createTempDirectory("journal");
  }
}
