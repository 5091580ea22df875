package org.exojvm.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.id.ModelId;

/** Goal: no name from outside leads out of its directory, and no two models share one. */
class StoreNamesProperties {

  private static final Path ROOT = Path.of("/models");

  @Property(tries = 2_000)
  void theDirectoryOfAModelIsAPlainChildOfTheRoot(@ForAll("nasty") String id) {
    String name = StoreNames.directoryOf(ModelId.of(id));
    assertThat(name).matches("[A-Za-z0-9_%~-][A-Za-z0-9._%~-]*").hasSizeLessThan(256);
    assertThat(ROOT.resolve(name).normalize().getParent()).isEqualTo(ROOT);
  }

  @Property(tries = 2_000)
  void twoModelsHaveTwoDirectories(@ForAll("nasty") String one, @ForAll("nasty") String other) {
    assertThat(
            StoreNames.directoryOf(ModelId.of(one))
                .equals(StoreNames.directoryOf(ModelId.of(other))))
        .isEqualTo(one.equals(other));
  }

  @Property(tries = 2_000)
  void aPathThatIsAcceptedStaysBelowItsModelAndOutOfTheStoresOwn(@ForAll("nasty") String path) {
    if (StoreNames.problemOf(path).isEmpty()) {
      Path file = ROOT.resolve(path);
      assertThat(file.normalize()).isEqualTo(file).startsWithRaw(ROOT).isNotEqualTo(ROOT);
      assertThat(file.startsWith(ROOT.resolve(".exo"))).isFalse();
    }
  }

  @Provide
  Arbitrary<String> nasty() {
    return Arbitraries.of(
            "a", "B", "..", ".", "/", "-", "--", "%2F", "\\", ".exo", "é", " ", ":", "~")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Example
  void idsOfTheHubAreReadable() {
    assertThat(StoreNames.directoryOf(ModelId.of("mlx-community/Qwen3-0.6B-4bit")))
        .isEqualTo("mlx-community--Qwen3-0.6B-4bit");
  }

  @Example
  void aLongIdIsToldByItsHash() {
    String long1 = "org/" + "x".repeat(5_000);
    assertThat(StoreNames.directoryOf(ModelId.of(long1)))
        .startsWith("org--xxx")
        .hasSizeLessThan(200)
        .isNotEqualTo(StoreNames.directoryOf(ModelId.of(long1 + "x")));
  }

  @Example
  void pathsThatLeadElsewhereAreRefused() {
    for (String path :
        new String[] {
          "",
          "/etc/passwd",
          "../x",
          "a/../../x",
          "a//b",
          "./a",
          "a/.",
          "a\\..\\b",
          "C:\\x",
          "c:x",
          "a\u0000b",
          ".exo/files.json",
          ".EXO/files.json",
          "a/.exo/b",
          "x".repeat(256),
          "a/".repeat(600) + "b"
        }) {
      assertThatThrownBy(() -> new RemoteFile(path, 1, null, URI.create("http://localhost/x")))
          .as(path)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Maybe");
    }
    assertThat(StoreNames.problemOf("sub/model-00001-of-00163.safetensors")).isEmpty();
  }
}
