package org.exojvm.core.catalog;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.exojvm.api.catalog.ModelCardException;
import org.exojvm.api.catalog.ModelCatalog;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.model.ModelCard;

/**
 * The models whose cards lie in a directory: every file {@code *.json} is one card. A file that is
 * no card does not hide the others: it is told in {@link #problems} and wherever a model is missed.
 */
public final class DirectoryModelCatalog implements ModelCatalog {

  /** Most files read. Too small: cards are missed. Too large: opening takes long. */
  public static final int MAX_FILES = 10_000;

  /** Largest file read, in bytes; a card has about a kilobyte. */
  public static final long MAX_FILE_BYTES = 1 << 20;

  private final CardTable table;
  private final ImmutableList<String> problems;

  private DirectoryModelCatalog(CardTable table, ImmutableList<String> problems) {
    this.table = table;
    this.problems = problems;
  }

  /**
   * Returns the catalogue of a directory as it is now; later changes are not seen.
   *
   * @throws IOException when the directory cannot be listed
   */
  public static DirectoryModelCatalog open(Path directory) throws IOException {
    List<CatalogEntry> entries = new ArrayList<>();
    ImmutableList.Builder<String> problems = ImmutableList.builder();
    for (Path file : cardFiles(directory)) {
      try {
        entries.add(CardDocument.card(bytes(file)));
      } catch (CardDocumentException | IOException e) {
        problems.add("The file " + file + " is no model card: " + e.getMessage() + ".");
      }
    }
    return new DirectoryModelCatalog(
        CardTable.of("the directory " + directory, entries), problems.build());
  }

  private static ImmutableList<Path> cardFiles(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : listing) {
        if (files.size() == MAX_FILES) {
          throw new IOException(
              "The directory "
                  + directory
                  + " holds more than "
                  + MAX_FILES
                  + " cards. Maybe split it.");
        }
        files.add(file);
      }
    }
    return ImmutableList.sortedCopyOf(files);
  }

  private static byte[] bytes(Path file) throws IOException {
    long size = Files.size(file);
    if (size > MAX_FILE_BYTES) {
      throw new IOException("it has " + size + " bytes, more than " + MAX_FILE_BYTES);
    }
    return Files.readAllBytes(file);
  }

  @Override
  public ModelCard load(ModelId model) throws ModelCardException {
    try {
      return table.load(model);
    } catch (ModelCardException e) {
      throw problems.isEmpty()
          ? e
          : new ModelCardException(e.getMessage() + " " + String.join(" ", problems));
    }
  }

  @Override
  public ImmutableList<ModelId> known() {
    return table.known();
  }

  /** Returns which files are no model cards, and why; empty when all are. */
  public ImmutableList<String> problems() {
    return problems;
  }
}
