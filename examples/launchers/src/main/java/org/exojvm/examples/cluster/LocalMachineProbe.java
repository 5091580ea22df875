package org.exojvm.examples.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.exojvm.core.probe.OshiProbe;

/** Measures this machine. */
final class LocalMachineProbe {

  private LocalMachineProbe() {}

  static LocalMachine measure() {
    OshiProbe probe = new OshiProbe(Path.of(".").toAbsolutePath());
    try {
      return new LocalMachine(
          probe.identity().withFriendlyName("this machine"),
          probe.memory(),
          probe.disk(),
          probe.interfaces());
    } catch (IOException e) {
      throw new UncheckedIOException("This machine cannot be measured.", e);
    }
  }
}
