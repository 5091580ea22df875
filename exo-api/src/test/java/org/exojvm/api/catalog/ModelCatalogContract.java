package org.exojvm.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.exojvm.api.id.ModelId;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ModelCatalog} must do. Extend it, hand in a catalogue that knows at least one
 * model, and run it.
 */
public abstract class ModelCatalogContract {

  /** Returns the catalogue under test; it knows at least one model. */
  protected abstract ModelCatalog catalog();

  @Test
  void knownModelsAreSortedAndDistinct() {
    List<ModelId> known = catalog().known();
    assertThat(known).isNotEmpty().isSorted().doesNotHaveDuplicates();
  }

  @Test
  void everyKnownModelLoadsItsOwnCard() throws ModelCardException {
    ModelCatalog catalog = catalog();
    for (ModelId model : catalog.known()) {
      assertThat(catalog.load(model).modelId()).isEqualTo(model);
    }
  }

  @Test
  void loadingTwiceGivesEqualCards() throws ModelCardException {
    ModelCatalog catalog = catalog();
    ModelId model = catalog.known().getFirst();
    assertThat(catalog.load(model)).isEqualTo(catalog.load(model));
  }

  @Test
  void anUnknownModelIsAnErrorThatNamesItAndEndsWithAHint() {
    ModelId unknown = ModelId.of("nobody/has-this-model");
    assertThatThrownBy(() -> catalog().load(unknown))
        .isInstanceOf(ModelCardException.class)
        .hasMessageContaining(unknown.value())
        .hasMessageEndingWith(".");
  }
}
