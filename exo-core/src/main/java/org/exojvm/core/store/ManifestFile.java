package org.exojvm.core.store;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.exojvm.api.id.ModelId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The list of files of a model as it is kept on disk, in JSON. */
final class ManifestFile {

  /** Largest file read, in bytes. */
  private static final long MAX_BYTES = 16 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ManifestFile.class);
  private static final JsonFactory JSON = new JsonFactory();

  private ManifestFile() {}

  /**
   * Returns what was kept, nothing when there is no such file or it is damaged: then the source is
   * asked again.
   *
   * @throws StoreException when it is of another model
   */
  static Optional<ModelManifest> read(Path file, ModelId model) throws StoreException {
    Kept kept;
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      kept = kept(file);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "The list of files {} is damaged; the source is asked again: {}", file, e.toString());
      return Optional.empty();
    }
    if (!kept.model().equals(model.value())) {
      throw new StoreException(
          "The directory of model %s holds model %s, whose name differs in the case of letters only. Maybe delete the other."
              .formatted(model, kept.model()));
    }
    return Optional.of(kept.manifest());
  }

  private record Kept(String model, ModelManifest manifest) {}

  private static Kept kept(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("it has " + Files.size(file) + " bytes");
    }
    String model = "";
    ImmutableList.Builder<RemoteFile> files = ImmutableList.builder();
    try (JsonParser parser = JSON.createParser(Files.readAllBytes(file))) {
      require(parser.nextToken(), JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("model")) {
          model = parser.getText();
        } else if (name.equals("files")) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            files.add(file(parser));
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    return new Kept(model, new ModelManifest(files.build()));
  }

  private static RemoteFile file(JsonParser parser) throws IOException {
    String path = "";
    String uri = "";
    long size = -1;
    @Nullable String sha256 = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "path" -> path = parser.getText();
        case "size" -> size = parser.getLongValue();
        case "sha256" -> sha256 = parser.getText();
        case "uri" -> uri = parser.getText();
        default -> parser.skipChildren();
      }
    }
    return new RemoteFile(path, size, sha256, URI.create(uri));
  }

  private static void require(@Nullable JsonToken found, JsonToken wanted) throws IOException {
    if (found != wanted) {
      throw new IOException("it begins with " + found);
    }
  }

  static void write(Path file, ModelId model, ModelManifest manifest) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("model", model.value());
      json.writeArrayFieldStart("files");
      for (RemoteFile remote : manifest.files()) {
        json.writeStartObject();
        json.writeStringField("path", remote.path());
        json.writeNumberField("size", remote.sizeBytes());
        if (remote.sha256() != null) {
          json.writeStringField("sha256", remote.sha256());
        }
        json.writeStringField("uri", remote.uri().toString());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    Replacement.write(file, out.toByteArray());
  }
}
