package org.exojvm.core.store;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import org.exojvm.api.id.ModelId;
import org.exojvm.core.node.Downloads;
import org.exojvm.core.node.DownloadsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Goal: a store keeps the contract of downloads. */
class StoreDownloadsTest extends DownloadsContract {

  @TempDir Path directory;
  private LoopbackHub hub;
  private ModelStore store;

  @Override
  protected Downloads.Provider provider() throws Exception {
    hub = new LoopbackHub();
    byte[] small = StoreRig.bytes((int) SMALL_BYTES, 1);
    byte[] large = StoreRig.bytes(100_000, 2);
    hub.serve("/small", small);
    hub.serve("/large", large, new LoopbackHub.Mishap.Stall(10_000));
    ModelManifests source =
        ModelManifests.fixed(
            ImmutableMap.of(
                SMALL, new ModelManifest(ImmutableList.of(hub.file("small", small))),
                ENDLESS, new ModelManifest(ImmutableList.of(hub.file("large", large)))));
    store = ModelStore.open(directory, source, StoreRig.LIMITS);
    return store;
  }

  @Override
  protected String directoryOf(ModelId model) {
    return store.directoryOf(model).toString();
  }

  @AfterEach
  void close() {
    store.close();
    hub.close();
  }
}
