package org.exojvm.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.exojvm.api.id.ModelId;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.download.DownloadProgress.DownloadFailed;
import org.exojvm.core.store.LoopbackHub.Mishap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: models of a hub that speaks like Hugging Face are fetched, and a forged one does no harm.
 */
class HuggingFaceManifestsTest {

  private static final ModelId MODEL = ModelId.of("org/model");
  private static final String TREE = "/api/models/org/model/tree/main?recursive=true";
  private static final byte[] WEIGHTS = StoreRig.bytes(5_000, 1);
  private static final byte[] CONFIG = StoreRig.bytes(500, 2);

  @TempDir Path directory;
  private LoopbackHub hub;
  private LoopbackHub elsewhere;

  @BeforeEach
  void open() throws Exception {
    hub = new LoopbackHub();
    elsewhere = new LoopbackHub();
  }

  @AfterEach
  void close() {
    hub.close();
    elsewhere.close();
  }

  private static String large(String path, byte[] content) {
    return """
    {"type":"file","oid":"dc08351d","size":%d,"path":"%s","xetHash":"x",
     "lfs":{"oid":"%s","size":%d,"pointerSize":134}}\
    """
        .formatted(
            content.length, path, Hashing.sha256().hashBytes(content).toString(), content.length);
  }

  private static String small(String path, long size) {
    return "{\"type\":\"file\",\"oid\":\"fca794a5\",\"size\":%d,\"path\":\"%s\"}"
        .formatted(size, path);
  }

  private void lists(String page, String... entries) {
    String json = ImmutableList.copyOf(entries).stream().collect(Collectors.joining(",", "[", "]"));
    hub.serve(page, json.getBytes(UTF_8));
  }

  @Test
  void filesOfAllPagesAreFetchedWhereverTheyAreRedirected() throws Exception {
    String next = TREE + "&cursor=2";
    lists(
        TREE,
        "{\"type\":\"directory\",\"oid\":\"1\",\"size\":0,\"path\":\"sub\"}",
        large("sub/w 1.safetensors", WEIGHTS));
    hub.link(TREE, "<" + hub.base().resolve(next) + ">; rel=\"next\"");
    lists(next, small("config.json", CONFIG.length), small("README.md", 7), small("model.gguf", 9));
    hub.serve("/org/model/resolve/main/config.json", CONFIG);
    hub.serve(
        "/org/model/resolve/main/sub/w%201.safetensors",
        WEIGHTS, new Mishap.Redirect(elsewhere.base() + "blob"));
    elsewhere.serve("/blob", WEIGHTS);
    HuggingFaceManifests source = HuggingFaceManifests.at(hub.base()).token("secret");
    try (StoreRig rig = StoreRig.open(directory, source)) {
      DownloadCompleted end = (DownloadCompleted) rig.outcomeOf(MODEL);
      assertThat(end.totalBytes().inBytes()).isEqualTo(WEIGHTS.length + CONFIG.length);
    }
    assertThat(directory.resolve("org--model/sub/w 1.safetensors")).hasBinaryContent(WEIGHTS);
    assertThat(hub.asked)
        .allSatisfy(one -> assertThat(one.authorization()).isEqualTo("Bearer secret"));
    assertThat(elsewhere.asked)
        .singleElement()
        .satisfies(one -> assertThat(one.authorization()).isNull());
  }

  @Test
  void theHashOfALargeFileIsChecked() throws Exception {
    lists(TREE, large("w.safetensors", WEIGHTS));
    hub.serve("/org/model/resolve/main/w.safetensors", StoreRig.bytes(WEIGHTS.length, 7));
    try (StoreRig rig = StoreRig.open(directory, HuggingFaceManifests.at(hub.base()))) {
      assertThat(((DownloadFailed) rig.outcomeOf(MODEL)).errorMessage()).contains("SHA-256");
    }
  }

  @Test
  void aRevisionIsAskedFor() throws Exception {
    hub.serve(
        "/api/models/org/model/tree/v1?recursive=true",
        ("[" + small("config.json", CONFIG.length) + "]").getBytes(UTF_8));
    hub.serve("/org/model/resolve/v1/config.json", CONFIG);
    try (StoreRig rig =
        StoreRig.open(directory, HuggingFaceManifests.at(hub.base()).revision("v1"))) {
      assertThat(rig.outcomeOf(MODEL)).isInstanceOf(DownloadCompleted.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.json", "/etc/evil.json", "a/../../evil.json", ".exo/files.json"})
  void aListThatLeadsOutOfTheModelIsRefused(String path) throws Exception {
    lists(TREE, small(path, 5));
    assertRefused(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[{\"type\":\"file\"}]", "[1]", "[", "<html>"})
  void aListThatIsNoneIsRefused(String answer) throws Exception {
    hub.serve(TREE, answer.getBytes(UTF_8));
    assertRefused("list of org/model");
  }

  @Test
  void aListWithoutAnythingToFetchIsRefused() throws Exception {
    lists(TREE, small("README.md", 7));
    assertRefused("no bytes to fetch");
  }

  @Test
  void aListThatGoesOnElsewhereIsRefused() throws Exception {
    lists(TREE, small("config.json", CONFIG.length));
    hub.link(TREE, "<" + elsewhere.base() + "more>; rel=\"next\"");
    assertRefused("goes on at " + elsewhere.base());
    assertThat(elsewhere.asked).isEmpty();
  }

  @Test
  void aModelTheHubDoesNotHaveFails() throws Exception {
    assertRefused("404");
  }

  @Test
  void redirectsInACircleEnd() throws Exception {
    Mishap[] circle = new Mishap[Http.MAX_REDIRECTS + 1];
    Arrays.fill(circle, new Mishap.Redirect(TREE));
    hub.serve(TREE, new byte[0], circle);
    assertRefused("redirects more than " + Http.MAX_REDIRECTS);
  }

  private void assertRefused(String why) throws Exception {
    try (StoreRig rig = StoreRig.open(directory, HuggingFaceManifests.at(hub.base()))) {
      assertThat(((DownloadFailed) rig.outcomeOf(MODEL)).errorMessage())
          .contains(why)
          .contains("Maybe");
    }
  }
}
