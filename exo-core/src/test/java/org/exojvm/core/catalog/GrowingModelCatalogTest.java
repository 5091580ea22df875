package org.exojvm.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.catalog.ModelCatalogContract;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.Memory;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.catalog.GrowingModelCatalog.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: cards that are added are kept, and what is known from the beginning stays as it is. */
class GrowingModelCatalogTest extends ModelCatalogContract {

  private static final BundledModelCatalog BASE = BundledModelCatalog.create();
  private static final ModelCard BUNDLED = card(BASE.known().getFirst());
  private static final ModelCard OWN = BUNDLED.withModelId(ModelId.of("../own/odd: name?"));

  @TempDir Path root;

  private static ModelCard card(ModelId model) {
    try {
      return BASE.load(model);
    } catch (ModelCardException e) {
      throw new AssertionError(e);
    }
  }

  private GrowingModelCatalog open() {
    try {
      return GrowingModelCatalog.open(BASE, root.resolve("cards"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected ModelCatalog catalog() {
    try {
      GrowingModelCatalog grown = open();
      assertThat(grown.add(OWN)).isIn(Outcome.ADDED, Outcome.PRESENT);
      return grown;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anAddedCardIsKeptInItsDirectoryWhateverItsName() throws Exception {
    assertThat(open().add(OWN)).isEqualTo(Outcome.ADDED);
    GrowingModelCatalog again = open();
    assertThat(again.load(OWN.modelId())).isEqualTo(OWN);
    assertThat(again.isAdded(OWN.modelId())).isTrue();
    assertThat(again.isAdded(BUNDLED.modelId())).isFalse();
    assertThat(again.known()).hasSize(BASE.known().size() + 1);
    assertThat(again.add(OWN)).isEqualTo(Outcome.PRESENT);
    try (Stream<Path> files = Files.list(root)) {
      assertThat(files).containsExactly(root.resolve("cards"));
    }
  }

  @Test
  void nothingThatIsKnownIsReplaced() throws Exception {
    GrowingModelCatalog catalog = open();
    assertThat(catalog.add(OWN)).isEqualTo(Outcome.ADDED);
    Memory other = new Memory(BUNDLED.storageSize().inBytes() + 1);
    assertThat(catalog.add(OWN.withStorageSize(other))).isEqualTo(Outcome.TAKEN);
    assertThat(catalog.add(BUNDLED.withStorageSize(other))).isEqualTo(Outcome.TAKEN);
    assertThat(catalog.add(BUNDLED)).isEqualTo(Outcome.PRESENT);
    assertThat(catalog.load(BUNDLED.modelId())).isEqualTo(BUNDLED);
    assertThat(catalog.load(OWN.modelId())).isEqualTo(OWN);
  }

  @Test
  void aFileThatIsNoCardIsToldWhenItIsOpened() throws Exception {
    Files.createDirectories(root.resolve("cards"));
    Files.writeString(root.resolve("cards/x.json"), "{}", UTF_8);
    assertThatThrownBy(this::open).hasMessageContaining("x.json").hasMessageContaining("Maybe");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsTold() throws Exception {
    Files.writeString(root.resolve("cards"), "", UTF_8);
    assertThatThrownBy(this::open)
        .hasMessageContaining(root.resolve("cards").toString())
        .hasMessageContaining("Maybe");
  }

  @Test
  void noMoreThanTheBoundAreAdded() throws Exception {
    GrowingModelCatalog catalog = GrowingModelCatalog.open(BASE, root.resolve("cards"), 2);
    for (int i = 0; i < 2; i++) {
      assertThat(catalog.add(OWN.withModelId(ModelId.of("own/" + i)))).isEqualTo(Outcome.ADDED);
    }
    assertThat(catalog.add(OWN)).isEqualTo(Outcome.FULL);
    assertThat(catalog.isAdded(OWN.modelId())).isFalse();
  }
}
