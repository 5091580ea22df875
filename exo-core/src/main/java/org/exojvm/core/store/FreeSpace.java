package org.exojvm.core.store;

import java.io.IOException;
import java.nio.file.Path;

/** Tells how much may still be written. */
@FunctionalInterface
interface FreeSpace {

  /** Returns the bytes that may be written on the volume of a directory. */
  long bytes(Path directory) throws IOException;
}
