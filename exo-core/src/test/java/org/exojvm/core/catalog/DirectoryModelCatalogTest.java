package org.exojvm.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.catalog.ModelCatalogContract;
import org.exojvm.api.id.ModelId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of cards keeps the contract; broken files are told and hide nothing. */
class DirectoryModelCatalogTest extends ModelCatalogContract {

  private static final String CARD =
      """
      {"model_id": "%s", "storage_size": {"in_bytes": 1000}, "n_layers": 4, "hidden_size": 64,
       "supports_tensor": true, "tasks": ["TextGeneration"]%s}
      """;

  @TempDir Path directory;

  @BeforeEach
  void writeCards() throws IOException {
    write("small.json", CARD.formatted("own/small", ""));
    write(
        "no-pipeline.json",
        CARD.formatted("own/wide", ", \"facts\": {\"supports_pipeline\": false}"));
    write("README.md", "not a card");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text, UTF_8);
  }

  @Override
  protected ModelCatalog catalog() {
    return open();
  }

  private DirectoryModelCatalog open() {
    try {
      return DirectoryModelCatalog.open(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyJsonFileIsOneCard() {
    assertThat(open().known()).containsExactly(ModelId.of("own/small"), ModelId.of("own/wide"));
    assertThat(open().problems()).isEmpty();
  }

  @Test
  void factsOfACardAreLaidOverIt() throws ModelCardException {
    assertThat(open().load(ModelId.of("own/wide")).supportsPipeline()).isFalse();
    assertThat(open().load(ModelId.of("own/small")).supportsPipeline()).isTrue();
  }

  @Test
  void anActiveShareOfNothingOrMoreThanAllIsTold() throws IOException {
    for (String share : new String[] {"0", "1.5", "-0.1"}) {
      write(
          "odd.json", CARD.formatted("own/odd", ", \"facts\": {\"active_share\": " + share + "}"));
      assertThat(open().problems()).singleElement().asString().contains("active_share is");
    }
    write("odd.json", CARD.formatted("own/odd", ", \"facts\": {\"active_share\": 1}"));
    assertThat(open().problems()).isEmpty();
  }

  @Test
  void aBrokenFileIsToldAndHidesNothing() throws IOException {
    write("broken.json", "{\"model_id\": ");
    write("strange.json", CARD.formatted("own/strange", ", \"colour\": \"red\""));
    write("two.json", CARD.formatted("own/a", "") + CARD.formatted("own/b", ""));
    DirectoryModelCatalog catalog = open();
    assertThat(catalog.known()).hasSize(2);
    assertThat(catalog.problems())
        .hasSize(3)
        .anySatisfy(problem -> assertThat(problem).contains("broken.json", "not JSON"))
        .anySatisfy(problem -> assertThat(problem).contains("strange.json", "colour"))
        .anySatisfy(problem -> assertThat(problem).contains("two.json", "more after the card"));
  }

  @Test
  void aMissedModelIsToldTogetherWithTheBrokenFiles() throws IOException {
    write("broken.json", "[]");
    assertThatThrownBy(() -> open().load(ModelId.of("own/smal")))
        .isInstanceOf(ModelCardException.class)
        .hasMessageContaining("own/smal")
        .hasMessageContaining("Maybe you mean one of: own/small")
        .hasMessageContaining("broken.json");
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    write("huge.json", " ".repeat((int) DirectoryModelCatalog.MAX_FILE_BYTES + 1));
    assertThat(open().problems().getFirst()).contains("huge.json", "more than 1048576");
  }

  @Test
  void aDirectoryThatIsNoneCannotBeOpened() {
    assertThatThrownBy(() -> DirectoryModelCatalog.open(directory.resolve("nowhere")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> DirectoryModelCatalog.open(directory.resolve("small.json")))
        .isInstanceOf(NotDirectoryException.class);
  }
}
