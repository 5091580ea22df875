package org.exojvm.core.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.card.CardOverlay;
import org.exojvm.core.card.ModelFacts;

/** The models whose cards are shipped with the project. */
public final class BundledModelCatalog implements ModelCatalog {

  private static final String RESOURCE = "model-cards.json";

  private final CardTable table;

  private BundledModelCatalog(CardTable table) {
    this.table = table;
  }

  /** Returns the catalogue; reads its resource. */
  public static BundledModelCatalog create() {
    try (InputStream resource = BundledModelCatalog.class.getResourceAsStream(RESOURCE)) {
      byte[] json = Objects.requireNonNull(resource, RESOURCE).readAllBytes();
      return new BundledModelCatalog(
          CardTable.of("the bundled catalogue", CardDocument.cards(json)));
    } catch (IOException e) {
      throw new UncheckedIOException("The resource " + RESOURCE + " cannot be read.", e);
    } catch (CardDocumentException e) {
      throw new IllegalStateException("The resource " + RESOURCE + " is broken: " + e.getMessage());
    }
  }

  @Override
  public ModelCard load(ModelId model) throws ModelCardException {
    return table.load(model);
  }

  @Override
  public ImmutableList<ModelId> known() {
    return table.known();
  }

  /** Returns what is known of a model beyond its card; nothing for an unknown model. */
  public ModelFacts facts(ModelId model) {
    return table.facts(model);
  }

  /** Returns what is known of every model beyond its card. */
  public ImmutableMap<ModelId, ModelFacts> facts() {
    return table.facts();
  }

  /** Returns the extension fields to lay over cards that come from elsewhere (D18). */
  public CardOverlay overlay() {
    return table.overlay();
  }
}
