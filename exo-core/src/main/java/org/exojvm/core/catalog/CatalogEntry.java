package org.exojvm.core.catalog;

import org.exojvm.api.model.ModelCard;
import org.exojvm.core.card.ModelFacts;

/**
 * A model as a document describes it.
 *
 * @param card the card as written
 * @param facts what is known beyond it
 */
record CatalogEntry(ModelCard card, ModelFacts facts) {}
