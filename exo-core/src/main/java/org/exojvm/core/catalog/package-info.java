/**
 * Model catalogues: {@link org.exojvm.core.catalog.BundledModelCatalog} knows the cards that are
 * shipped with the project, {@link org.exojvm.core.catalog.DirectoryModelCatalog} those of a
 * directory. Both lay the extension fields of {@link org.exojvm.core.card.CardOverlay} over what
 * they hand out. {@link org.exojvm.core.catalog.GrowingModelCatalog} takes further cards while it
 * is in use.
 *
 * <pre>{@code
 * ModelCatalog catalog = BundledModelCatalog.create();
 * ModelCard card = catalog.load(ModelId.of("mlx-community/Kimi-K2-Thinking"));
 * }</pre>
 *
 * <p>Threading: catalogues may be used by several threads at once. Files are read when a catalogue
 * is opened, and written when a card is added.
 */
@NullMarked
package org.exojvm.core.catalog;

import org.jspecify.annotations.NullMarked;
