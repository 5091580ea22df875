package org.exojvm.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.exojvm.api.id.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one model. Whole files lie where the source has them; the store's own directory
 * beside them has the list of files, and parts with the tags of their versions. One thread at a
 * time changes a file.
 */
final class StoredModel {

  private final ModelId model;
  private final Path directory;
  private final Path own;

  StoredModel(Path root, ModelId model) {
    this.model = model;
    this.directory = root.resolve(StoreNames.directoryOf(model));
    this.own = directory.resolve(StoreNames.OWN);
  }

  Path directory() {
    return directory;
  }

  Path part(RemoteFile file) {
    return own.resolve("parts").resolve(file.path());
  }

  Path audience() {
    return own.resolve("told.jsonl");
  }

  private Path list() {
    return own.resolve("files.json");
  }

  private Path tag(RemoteFile file) {
    return own.resolve("tags").resolve(file.path());
  }

  private Path whole(RemoteFile file) {
    return directory.resolve(file.path());
  }

  /**
   * Returns the size of the model when all of it is there (D21), nothing otherwise. Looks at the
   * list and the sizes: only what was checked has got its name.
   */
  OptionalLong completeBytes() throws StoreException {
    Optional<ModelManifest> list = ManifestFile.read(list(), model);
    return list.isPresent() && list.get().files().stream().allMatch(this::isWhole)
        ? OptionalLong.of(list.get().totalBytes())
        : OptionalLong.empty();
  }

  boolean isWhole(RemoteFile file) {
    try {
      return Files.isRegularFile(whole(file)) && Files.size(whole(file)) == file.sizeBytes();
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns how much of a file is there, whole or in part. */
  long bytesOf(RemoteFile file) {
    return isWhole(file) ? file.sizeBytes() : Math.min(partBytes(file), file.sizeBytes());
  }

  long partBytes(RemoteFile file) {
    try {
      return Files.size(part(file));
    } catch (IOException absent) {
      return 0;
    }
  }

  /** Takes a new list of files: what has another content now is removed. */
  void adopt(ModelManifest fresh) throws IOException {
    Optional<ModelManifest> before = ManifestFile.read(list(), model);
    if (before.isPresent()) {
      ImmutableMap<String, RemoteFile> old =
          before.get().files().stream()
              .collect(ImmutableMap.toImmutableMap(RemoteFile::path, file -> file));
      for (RemoteFile file : fresh.files()) {
        RemoteFile earlier = old.get(file.path());
        if (earlier != null && !sameContent(earlier, file)) {
          Files.deleteIfExists(whole(file));
          drop(file);
        }
      }
    }
    ManifestFile.write(list(), model, fresh);
  }

  private static boolean sameContent(RemoteFile one, RemoteFile other) {
    return one.sizeBytes() == other.sizeBytes() && Objects.equals(one.sha256(), other.sha256());
  }

  /** Forgets what there is of a part. */
  void drop(RemoteFile file) throws IOException {
    Files.deleteIfExists(part(file));
    Files.deleteIfExists(tag(file));
  }

  /** Returns which version the part is of, as the server called it; null when it did not. */
  @Nullable String tagOf(RemoteFile file) throws IOException {
    return Files.exists(tag(file)) ? Files.readString(tag(file)) : null;
  }

  /** Notes the version of the part that begins now. */
  void note(RemoteFile file, @Nullable String version) throws IOException {
    if (version == null) {
      Files.deleteIfExists(tag(file));
    } else {
      Replacement.write(tag(file), version.getBytes(UTF_8));
    }
  }

  /** Gives a part that is whole, checked and on disk its name. */
  void finish(RemoteFile file) throws IOException {
    Files.createDirectories(Replacement.parentOf(whole(file)));
    Files.move(
        part(file),
        whole(file),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(tag(file));
  }

  /** Removes everything, the list first: what is left of a delete that fails is not complete. */
  void delete() throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.deleteIfExists(list());
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
