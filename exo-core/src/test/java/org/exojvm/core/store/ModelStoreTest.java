package org.exojvm.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.core.command.DownloadCommand.StartDownload;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.download.DownloadProgress.DownloadFailed;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.download.DownloadProgress.DownloadPending;
import org.exojvm.core.download.DownloadProgressData;
import org.exojvm.core.node.Downloads;
import org.exojvm.core.node.DownloadsContract;
import org.exojvm.core.store.LoopbackHub.Mishap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: what a store calls complete is what the source has, whatever breaks on the way, and nothing
 * is fetched twice. Method: a real store against a server on the loopback interface that misbehaves
 * as told; tests follow reports and never sleep.
 */
class ModelStoreTest {

  private static final ModelId MODEL = ModelId.of("org/model");
  private static final byte[] WEIGHTS = StoreRig.bytes(200_000, 1);
  private static final byte[] CONFIG = StoreRig.bytes(500, 2);

  @TempDir Path directory;
  private LoopbackHub hub;

  @BeforeEach
  void open() throws IOException {
    hub = new LoopbackHub();
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private ModelManifests weights() {
    return StoreRig.of(MODEL, hub.file("weights", WEIGHTS));
  }

  private Path stored(String path) {
    return directory.resolve("org--model").resolve(path);
  }

  private Path part(String path) {
    return stored(".exo/parts").resolve(path);
  }

  @Test
  void allFilesOfAModelEndUpWhereTheSourceHasThem() throws Exception {
    hub.serve("/weights", WEIGHTS);
    hub.serve("/sub/config.json", CONFIG);
    hub.serve("/empty.txt", new byte[0]);
    ModelManifests source =
        StoreRig.of(
            MODEL,
            hub.file("weights", WEIGHTS),
            hub.file("sub/config.json", CONFIG),
            hub.file("empty.txt", new byte[0]));
    try (StoreRig rig = StoreRig.open(directory, source)) {
      DownloadCompleted end = (DownloadCompleted) rig.outcomeOf(MODEL);
      assertThat(end.totalBytes().inBytes()).isEqualTo(WEIGHTS.length + CONFIG.length);
      assertThat(Path.of(end.modelDirectory())).isEqualTo(rig.store.directoryOf(MODEL));
    }
    assertThat(stored("weights")).hasBinaryContent(WEIGHTS);
    assertThat(stored("sub/config.json")).hasBinaryContent(CONFIG);
    assertThat(stored("empty.txt")).isEmptyFile();
    assertThat(hub.asked).hasSize(2);
  }

  @Test
  void progressTellsTheWholeAndEveryFileUnderWay() throws Exception {
    hub.serve("/weights", WEIGHTS, new Mishap.Stall(50_000));
    hub.serve("/config.json", CONFIG);
    ModelManifests source =
        StoreRig.of(MODEL, hub.file("weights", WEIGHTS), hub.file("config.json", CONFIG));
    try (StoreRig rig = StoreRig.open(directory, source)) {
      rig.start(MODEL);
      DownloadProgressData figures = rig.until(DownloadOngoing.class).downloadProgress();
      while (figures.downloadedBytes().inBytes() < 50_000 + CONFIG.length
          || figures.completedFiles() < 1) {
        figures = rig.until(DownloadOngoing.class).downloadProgress();
      }
      assertThat(figures.totalBytes().inBytes()).isEqualTo(WEIGHTS.length + CONFIG.length);
      assertThat(figures.totalFiles()).isEqualTo(2);
      assertThat(figures.completedFiles()).isOne();
      assertThat(figures.speed()).isPositive();
      assertThat(figures.etaMs()).isPositive();
      assertThat(figures.files().keySet()).containsExactlyInAnyOrder("weights", "config.json");
      assertThat(figures.files().get("weights").downloadedBytes().inBytes()).isEqualTo(50_000);
    }
  }

  @Test
  void aCutConnectionIsResumedWhereItBroke() throws Exception {
    hub.serve("/weights", WEIGHTS, new Mishap.Cut(60_000), new Mishap.Cut(10_000));
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      assertThat(rig.outcomeOf(MODEL)).isInstanceOf(DownloadCompleted.class);
    }
    assertResumed(2);
    assertThat(stored("weights")).hasBinaryContent(WEIGHTS);
  }

  @Test
  void aServerThatIgnoresRangesStartsTheFileAnew() throws Exception {
    hub.serve("/weights", WEIGHTS, new Mishap.Cut(60_000), new Mishap.IgnoreRange());
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      assertThat(rig.outcomeOf(MODEL)).isInstanceOf(DownloadCompleted.class);
    }
    assertThat(stored("weights")).hasBinaryContent(WEIGHTS);
  }

  @Test
  void aPartOfAnOlderVersionIsNotContinued() throws Exception {
    byte[] older = StoreRig.bytes(WEIGHTS.length, 9);
    RemoteFile unhashed =
        new RemoteFile("weights", WEIGHTS.length, null, hub.base().resolve("/weights"));
    hub.serve("/weights", older, new Mishap.Stall(60_000));
    try (StoreRig rig = StoreRig.open(directory, StoreRig.of(MODEL, unhashed))) {
      rig.start(MODEL);
      while (rig.until(DownloadOngoing.class).downloadProgress().downloadedBytes().inBytes()
          < 60_000) {
        // More of it comes.
      }
    }
    hub.serve("/weights", WEIGHTS);
    try (StoreRig rig = StoreRig.open(directory, StoreRig.of(MODEL, unhashed))) {
      assertThat(rig.outcomeOf(MODEL)).isInstanceOf(DownloadCompleted.class);
    }
    assertThat(stored("weights")).hasBinaryContent(WEIGHTS);
  }

  @Test
  void aTransferThatStallsIsCutAndResumed() throws Exception {
    hub.serve("/weights", WEIGHTS, new Mishap.Stall(60_000));
    StoreLimits impatient = StoreRig.LIMITS.withIdleMillis(200);
    try (StoreRig rig = StoreRig.open(directory, weights(), impatient, root -> Long.MAX_VALUE)) {
      assertThat(rig.outcomeOf(MODEL)).isInstanceOf(DownloadCompleted.class);
    }
    assertResumed(1);
  }

  /** What a client had received and not yet handed out when a connection broke may be lost. */
  private void assertResumed(int times) {
    assertThat(hub.rangesOf("/weights")).hasSize(times + 1).startsWith((String) null);
    assertThat(hub.rangesOf("/weights").subList(1, times + 1))
        .allSatisfy(range -> assertThat(range).matches("bytes=[1-9]\\d+-"));
  }

  @Test
  void aWrongHashRemovesTheFileAndNamesBoth() throws Exception {
    byte[] forged = StoreRig.bytes(WEIGHTS.length, 3);
    hub.serve("/weights", forged);
    RemoteFile listed = hub.file("weights", WEIGHTS);
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      DownloadFailed end = (DownloadFailed) rig.outcomeOf(MODEL);
      assertThat(end.errorMessage())
          .contains(listed.sha256())
          .contains(hub.file("weights", forged).sha256())
          .contains("Maybe");
      assertThat(stored("weights")).doesNotExist();
      assertThat(part("weights")).doesNotExist();
      hub.serve("/weights", WEIGHTS);
      assertThat(rig.outcomeOf(MODEL)).isInstanceOf(DownloadCompleted.class);
    }
  }

  @Test
  void aWrongLengthFailsAndSaysBoth() throws Exception {
    hub.serve("/weights", StoreRig.bytes(123, 3));
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      DownloadFailed end = (DownloadFailed) rig.outcomeOf(MODEL);
      assertThat(end.errorMessage()).contains("123 bytes").contains("" + WEIGHTS.length);
    }
  }

  @Test
  void aMissingFileFailsAtOnce() throws Exception {
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      DownloadFailed end = (DownloadFailed) rig.outcomeOf(MODEL);
      assertThat(end.errorMessage()).contains("404").contains("Maybe");
    }
    assertThat(hub.asked).hasSize(1);
  }

  @Test
  void aServerThatStumblesIsAskedAgainAndOneThatIsDownGivenUp() throws Exception {
    hub.serve("/weights", WEIGHTS, new Mishap.Status(500), new Mishap.Status(503));
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      assertThat(rig.outcomeOf(MODEL)).isInstanceOf(DownloadCompleted.class);
      rig.delete(MODEL);
      rig.until(DownloadPending.class);
      Mishap down = new Mishap.Status(500);
      hub.serve("/weights", WEIGHTS, down, down, down);
      DownloadFailed end = (DownloadFailed) rig.outcomeOf(MODEL);
      assertThat(end.errorMessage()).contains("3 tries").contains("500");
    }
  }

  @Test
  void aCancelledDownloadKeepsItsPartAndGoesOnFromThere() throws Exception {
    hub.serve("/weights", WEIGHTS, new Mishap.Stall(60_000));
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      rig.start(MODEL);
      while (rig.until(DownloadOngoing.class).downloadProgress().downloadedBytes().inBytes()
          < 60_000) {
        // More of it comes.
      }
      rig.cancel(MODEL);
      rig.until(DownloadPending.class);
      assertThat(part("weights")).hasSize(60_000);
      assertThat(rig.outcomeOf(MODEL)).isInstanceOf(DownloadCompleted.class);
    }
    assertThat(hub.rangesOf("/weights")).containsExactly(null, "bytes=60000-");
  }

  @Test
  void d21AModelIsCompleteAfterARestartWithoutAskingAnybody() throws Exception {
    hub.serve("/weights", WEIGHTS);
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      rig.outcomeOf(MODEL);
    }
    hub.asked.clear();
    ModelManifests nobody = ModelManifests.fixed(ImmutableMap.of());
    try (StoreRig rig = StoreRig.open(directory, nobody)) {
      rig.start(MODEL);
      assertThat(rig.next())
          .isInstanceOfSatisfying(
              DownloadCompleted.class,
              end -> assertThat(end.totalBytes().inBytes()).isEqualTo(WEIGHTS.length));
    }
    assertThat(hub.asked).isEmpty();
  }

  @Test
  void aFileThatLostBytesIsFetchedAgain() throws Exception {
    hub.serve("/weights", WEIGHTS);
    hub.serve("/config.json", CONFIG);
    ModelManifests source =
        StoreRig.of(MODEL, hub.file("weights", WEIGHTS), hub.file("config.json", CONFIG));
    try (StoreRig rig = StoreRig.open(directory, source)) {
      rig.outcomeOf(MODEL);
      Files.write(stored("config.json"), new byte[3]);
      assertThat(rig.outcomeOf(MODEL)).isInstanceOf(DownloadCompleted.class);
    }
    assertThat(stored("config.json")).hasBinaryContent(CONFIG);
    assertThat(hub.rangesOf("/weights")).hasSize(1);
  }

  @Test
  void aDamagedListOfFilesIsAskedForAgainAndNoFileIs() throws Exception {
    hub.serve("/weights", WEIGHTS);
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      rig.outcomeOf(MODEL);
      Files.writeString(stored(".exo/files.json"), "{\"model\":");
      assertThat(rig.outcomeOf(MODEL)).isInstanceOf(DownloadCompleted.class);
    }
    assertThat(hub.asked).hasSize(1);
  }

  @Test
  void aModelDeletedAfterARestartIsPendingForWhomItWasComplete() throws Exception {
    hub.serve("/weights", WEIGHTS);
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      rig.outcomeOf(MODEL);
    }
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      rig.delete(MODEL);
      assertThat(rig.next()).isInstanceOf(DownloadPending.class);
      assertThat(rig.store.directoryOf(MODEL)).doesNotExist();
    }
  }

  @Test
  void twoModelsAreFetchedAtOnceAndAThirdWaits() throws Exception {
    ImmutableList<ModelId> models =
        ImmutableList.of(ModelId.of("a"), ModelId.of("b"), ModelId.of("c"));
    ImmutableMap.Builder<ModelId, ModelManifest> known = ImmutableMap.builder();
    for (ModelId model : models) {
      hub.serve("/" + model, WEIGHTS, new Mishap.Stall(1_000));
      known.put(model, new ModelManifest(ImmutableList.of(hub.file(model.value(), WEIGHTS))));
    }
    try (StoreRig rig = StoreRig.open(directory, ModelManifests.fixed(known.buildOrThrow()))) {
      models.forEach(rig::start);
      while (!(partOf("a") && partOf("b"))) {
        rig.next();
      }
      assertThat(partOf("c")).isFalse();
      rig.cancel(models.getFirst());
      while (!partOf("c")) {
        rig.next();
      }
    }
  }

  @Test
  void nodesThatShareAStoreAreToldOfOneDownloadThatLastsAsLongAsOneWantsIt() throws Exception {
    hub.serve("/weights", WEIGHTS, new Mishap.Stall(60_000));
    try (StoreRig rig = StoreRig.open(directory, weights())) {
      BlockingQueue<DownloadProgress> others = new LinkedBlockingQueue<>();
      NodeId other = NodeId.of("other");
      ShardMetadata shard = DownloadsContract.shard(MODEL);
      CommandId command = CommandId.of("c");
      Downloads ofOther = rig.store.open(other, others::add);
      rig.start(MODEL);
      while (rig.until(DownloadOngoing.class).downloadProgress().downloadedBytes().inBytes() == 0) {
        // The head of the answer is not there yet.
      }
      ofOther.perform(new StartDownload(command, other, shard));
      rig.cancel(MODEL);
      rig.until(DownloadPending.class);
      hub.release();
      DownloadProgress told = others.poll(60, TimeUnit.SECONDS);
      while (told instanceof DownloadPending || told instanceof DownloadOngoing) {
        told = others.poll(60, TimeUnit.SECONDS);
      }
      assertThat(told).isInstanceOf(DownloadCompleted.class);
      assertThat(rig.next()).isInstanceOf(DownloadCompleted.class);
    }
    assertResumed(1);
  }

  private boolean partOf(String model) {
    return Files.exists(directory.resolve(model).resolve(".exo/parts").resolve(model));
  }

  @Test
  void withoutRoomNothingIsFetched() throws Exception {
    hub.serve("/weights", WEIGHTS);
    StoreLimits careful = StoreRig.LIMITS.withKeptFreeBytes(1_000);
    try (StoreRig rig =
        StoreRig.open(directory, weights(), careful, root -> WEIGHTS.length + 999)) {
      DownloadFailed end = (DownloadFailed) rig.outcomeOf(MODEL);
      assertThat(end.errorMessage())
          .contains("" + WEIGHTS.length)
          .contains("" + (WEIGHTS.length + 999))
          .contains("Maybe delete a model");
    }
    assertThat(hub.asked).isEmpty();
  }

  @Test
  void whatIsThereAlreadyNeedsNoRoom() throws Exception {
    hub.serve("/weights", WEIGHTS);
    Files.createDirectories(stored("."));
    Files.write(stored("weights"), WEIGHTS);
    try (StoreRig rig = StoreRig.open(directory, weights(), StoreRig.LIMITS, root -> 0)) {
      assertThat(rig.outcomeOf(MODEL)).isInstanceOf(DownloadCompleted.class);
    }
    assertThat(hub.asked).isEmpty();
  }

  @Test
  void aClosedStoreLeavesNoThreadAndKeepsWhatCame() throws Exception {
    hub.serve("/weights", WEIGHTS, new Mishap.Stall(60_000));
    StoreRig rig = StoreRig.open(directory, weights());
    rig.start(MODEL);
    while (rig.until(DownloadOngoing.class).downloadProgress().downloadedBytes().inBytes()
        < 60_000) {
      // More of it comes.
    }
    rig.close();
    rig.close();
    assertThat(rig.threads).isNotEmpty().allSatisfy(ModelStoreTest::ends);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("HttpClient"))
        .allSatisfy(ModelStoreTest::ends);
    assertThat(part("weights")).hasSize(60_000);
    StoreRig.open(directory, weights()).close();
  }

  /** A thread whose work is done is alive for a moment more. */
  private static void ends(Thread thread) throws InterruptedException {
    assertThat(thread.join(Duration.ofSeconds(30))).as(thread.toString()).isTrue();
  }

  @Test
  void aDirectoryHasOneStoreAtATime() throws Exception {
    StoreRig first = StoreRig.open(directory, weights());
    assertThatThrownBy(() -> StoreRig.open(directory, weights()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use");
    first.close();
    StoreRig.open(directory, weights()).close();
  }

  @Test
  void nothingIsWrittenOutsideOfTheDirectoryWhateverTheIdOfAModel() throws Exception {
    hub.serve("/weights", WEIGHTS);
    Path root = directory.resolve("models");
    ModelId climber = ModelId.of("../../climber");
    ModelManifests source = StoreRig.of(climber, hub.file("weights", WEIGHTS));
    try (StoreRig rig = StoreRig.open(root, source)) {
      assertThat(rig.outcomeOf(climber)).isInstanceOf(DownloadCompleted.class);
      assertThat(rig.store.directoryOf(climber).getParent()).isEqualTo(root.toRealPath());
    }
    try (Stream<Path> beside = Files.list(directory)) {
      assertThat(beside).containsExactly(root);
    }
  }
}
