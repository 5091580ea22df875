package org.exojvm.core.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.hash.Hashing;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeMap;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.WireTypes;

/**
 * A catalogue to which cards can be added while it is in use. They lie in a directory, a file each,
 * and are there again the next time it is opened. What the catalogue below knows cannot be
 * replaced.
 *
 * <p>Threading: all methods may be called by any thread; {@link #add} waits for the disk.
 */
public final class GrowingModelCatalog implements ModelCatalog {

  /** Most cards that are added. Fewer: people are turned away. More: opening takes longer. */
  public static final int MAX_ADDED = 1_000;

  /** What became of a card that was to be added. */
  public enum Outcome {
    /** It is there now, and will be. */
    ADDED,
    /** The same card was there. */
    PRESENT,
    /** Another card of this model is there. */
    TAKEN,
    /** {@link #MAX_ADDED} are there. */
    FULL
  }

  private final ModelCatalog base;
  private final Path directory;
  private final int maxAdded;
  private volatile ImmutableSortedMap<ModelId, ModelCard> added;

  private GrowingModelCatalog(
      ModelCatalog base,
      Path directory,
      int maxAdded,
      ImmutableSortedMap<ModelId, ModelCard> added) {
    this.base = base;
    this.directory = directory;
    this.maxAdded = maxAdded;
    this.added = added;
  }

  /**
   * Opens a catalogue.
   *
   * @param base what it knows from the beginning
   * @param directory where added cards lie, see {@link DirectoryModelCatalog}; made when there is
   *     none
   * @throws IOException when the directory cannot be made or listed, or a file in it is no card
   */
  public static GrowingModelCatalog open(ModelCatalog base, Path directory) throws IOException {
    return open(base, directory, MAX_ADDED);
  }

  static GrowingModelCatalog open(ModelCatalog base, Path directory, int maxAdded)
      throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (FileSystemException e) {
      throw new IOException(
          "The directory %s for model cards cannot be made (%s). Maybe choose another place, or look at who may write there."
              .formatted(directory, e),
          e);
    }
    DirectoryModelCatalog found = DirectoryModelCatalog.open(directory);
    if (!found.problems().isEmpty()) {
      throw new IOException(String.join(" ", found.problems()) + " Maybe move it away.");
    }
    TreeMap<ModelId, ModelCard> cards = new TreeMap<>();
    for (ModelId model : found.known()) {
      try {
        cards.put(model, found.load(model));
      } catch (ModelCardException e) {
        throw new IOException(e);
      }
    }
    return new GrowingModelCatalog(base, directory, maxAdded, ImmutableSortedMap.copyOf(cards));
  }

  @Override
  public ModelCard load(ModelId model) throws ModelCardException {
    ModelCard own = added.get(model);
    return own == null ? base.load(model) : own;
  }

  @Override
  public ImmutableList<ModelId> known() {
    return ImmutableSortedSet.<ModelId>naturalOrder()
        .addAll(base.known())
        .addAll(added.keySet())
        .build()
        .asList();
  }

  /** Returns whether a card was added here. */
  public boolean isAdded(ModelId model) {
    return added.containsKey(model);
  }

  /**
   * Adds a card.
   *
   * @throws IOException when it cannot be kept; it is not added then
   */
  public synchronized Outcome add(ModelCard card) throws IOException {
    ModelCard present = added.get(card.modelId());
    if (present != null) {
      return present.equals(card) ? Outcome.PRESENT : Outcome.TAKEN;
    }
    if (base.known().contains(card.modelId())) {
      return isOfBase(card) ? Outcome.PRESENT : Outcome.TAKEN;
    }
    if (added.size() >= maxAdded) {
      return Outcome.FULL;
    }
    write(card);
    TreeMap<ModelId, ModelCard> more = new TreeMap<>(added);
    more.put(card.modelId(), card);
    added = ImmutableSortedMap.copyOf(more);
    return Outcome.ADDED;
  }

  private boolean isOfBase(ModelCard card) {
    try {
      return base.load(card.modelId()).equals(card);
    } catch (ModelCardException e) {
      return false;
    }
  }

  /** A crash leaves the whole file or none; ids may hold what no file name may. */
  private void write(ModelCard card) throws IOException {
    String name = Hashing.sha256().hashString(card.modelId().value(), UTF_8).toString();
    Path fresh = directory.resolve(name + ".new");
    try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
      out.write(ExoJson.wire().encodeToBytes(WireTypes.MODEL_CARD, card));
      out.getFD().sync();
    }
    Files.move(
        fresh,
        directory.resolve(name + ".json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
