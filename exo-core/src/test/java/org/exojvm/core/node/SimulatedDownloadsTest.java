package org.exojvm.core.node;

import org.exojvm.api.id.ModelId;
import org.exojvm.core.engine.simulated.SimulatedTimings;
import org.junit.jupiter.api.AfterEach;

/** Goal: simulated downloads keep the contract. A gigabyte a second: a petabyte takes days. */
class SimulatedDownloadsTest extends DownloadsContract {

  private final SimulatedHardware hardware =
      new SimulatedHardware(SimulatedTimings.DEFAULT.withDownloadReportMillis(1));

  @Override
  protected Downloads.Provider provider() {
    return hardware.downloads();
  }

  @Override
  protected String directoryOf(ModelId model) {
    return "";
  }

  @AfterEach
  void close() {
    hardware.close();
  }
}
