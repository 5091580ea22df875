package org.exojvm.core.catalog;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.card.CardOverlay;
import org.exojvm.core.card.ModelFacts;

/** The models of one catalogue, in memory, extension fields overlaid. */
final class CardTable {

  private final String name;
  private final ImmutableSortedMap<ModelId, CatalogEntry> entries;
  private final ImmutableSortedMap<ModelId, ModelFacts> facts;
  private final CardOverlay overlay;

  private CardTable(String name, Map<ModelId, CatalogEntry> entries) {
    this.name = name;
    this.entries = ImmutableSortedMap.copyOf(entries);
    this.facts = factsOf(entries);
    this.overlay = CardOverlay.of(facts);
  }

  /**
   * Creates the table of a catalogue that is called {@code name} in messages; the last entry of a
   * model counts.
   */
  static CardTable of(String name, Iterable<CatalogEntry> entries) {
    Map<ModelId, CatalogEntry> byId = new TreeMap<>();
    entries.forEach(entry -> byId.put(entry.card().modelId(), entry));
    return new CardTable(name, byId);
  }

  private static ImmutableSortedMap<ModelId, ModelFacts> factsOf(
      Map<ModelId, CatalogEntry> entries) {
    ImmutableSortedMap.Builder<ModelId, ModelFacts> facts = ImmutableSortedMap.naturalOrder();
    entries.forEach((model, entry) -> facts.put(model, entry.facts()));
    return facts.buildOrThrow();
  }

  ModelCard load(ModelId model) throws ModelCardException {
    CatalogEntry entry = entries.get(model);
    if (entry == null) {
      throw new ModelCardException(NearestModels.unknown(model, known(), name));
    }
    return overlay.apply(entry.card());
  }

  ImmutableList<ModelId> known() {
    return entries.keySet().asList();
  }

  CardOverlay overlay() {
    return overlay;
  }

  ImmutableSortedMap<ModelId, ModelFacts> facts() {
    return facts;
  }

  ModelFacts facts(ModelId model) {
    return Objects.requireNonNullElse(facts.get(model), ModelFacts.UNKNOWN);
  }
}
