package org.exojvm.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.exojvm.api.id.ModelId;
import org.jspecify.annotations.Nullable;

/**
 * Models of the Hugging Face hub, or of a server that speaks like it: {@code GET
 * BASE/api/models/ID/tree/REVISION?recursive=true} lists the files ({@code type}, {@code path},
 * {@code size}, and {@code lfs.oid}, the SHA-256, and {@code lfs.size} of large ones), {@code GET
 * BASE/ID/resolve/REVISION/PATH} serves one, often by a redirect. See <a
 * href="https://huggingface.co/docs/hub/api">the hub's API</a>.
 *
 * <p>Fetched is what an engine reads: weights as safetensors, configuration, tokenizers, templates
 * and code. Weights in other formats, pictures and documentation are not.
 *
 * <p>Threading: immutable.
 */
public final class HuggingFaceManifests implements ModelManifests {

  /** The public hub. */
  public static final URI PUBLIC = URI.create("https://huggingface.co/");

  /** Most pages of one list; the hub puts 1,000 files on a page. */
  public static final int MAX_PAGES = 100;

  private static final ImmutableList<String> WANTED =
      ImmutableList.of(
          ".safetensors", ".json", ".py", ".txt", ".jinja", ".model", ".tiktoken", ".jsonl");

  private final URI base;
  private final String revision;
  private final @Nullable String token;
  private final Predicate<String> wanted;

  private HuggingFaceManifests(
      URI base, String revision, @Nullable String token, Predicate<String> wanted) {
    this.base = base;
    this.revision = revision;
    this.token = token;
    this.wanted = wanted;
  }

  /** Returns the public hub at the revision {@code main}, without a token. */
  public static HuggingFaceManifests hub() {
    return at(PUBLIC);
  }

  /** Returns a hub at an address, such as a mirror, at the revision {@code main}. */
  public static HuggingFaceManifests at(URI base) {
    if (!Http.isWeb(base)) {
      throw new IllegalArgumentException(
          "The hub %s is no web address. Maybe begin it with https://.".formatted(base));
    }
    URI directory = base.getPath().endsWith("/") ? base : URI.create(base + "/");
    return new HuggingFaceManifests(directory, "main", null, HuggingFaceManifests::isUseful);
  }

  /** Returns the same hub at a branch, tag or commit. */
  public HuggingFaceManifests revision(String value) {
    return new HuggingFaceManifests(base, value, token, wanted);
  }

  /** Returns the same hub for the owner of a token, which is sent to the hub alone. */
  public HuggingFaceManifests token(String value) {
    return new HuggingFaceManifests(base, revision, value, wanted);
  }

  /** Returns the same hub, of whose files others are fetched. */
  public HuggingFaceManifests files(Predicate<String> paths) {
    return new HuggingFaceManifests(base, revision, token, paths);
  }

  @Override
  public Optional<String> authorization(URI uri) {
    boolean ours = uri.getScheme().equals(base.getScheme()) && samePlace(uri);
    return token == null || !ours ? Optional.empty() : Optional.of("Bearer " + token);
  }

  private boolean samePlace(URI uri) {
    return uri.getAuthority() != null && uri.getAuthority().equals(base.getAuthority());
  }

  @Override
  public ModelManifest list(ModelId model, WebDocuments web)
      throws StoreException, InterruptedException {
    String id = encoded(model.value());
    String at = URLEncoder.encode(revision, UTF_8);
    URI page = base.resolve("api/models/" + id + "/tree/" + at + "?recursive=true");
    ImmutableList.Builder<RemoteFile> files = ImmutableList.builder();
    for (int pages = 0; page != null; pages++) {
      if (pages == MAX_PAGES || !samePlace(page)) {
        throw new StoreException(
            "The list of %s goes on at %s after %d pages. Maybe ask who serves it."
                .formatted(model, page, pages));
      }
      WebDocuments.WebDocument document = web.get(page);
      add(model, document.text(), base.resolve(id + "/resolve/" + at + "/"), files);
      page = document.next();
    }
    return manifest(model, files.build());
  }

  private void add(
      ModelId model, String json, URI directory, ImmutableList.Builder<RemoteFile> files)
      throws StoreException {
    try {
      for (HubListing.Entry entry : HubListing.read(json)) {
        if (wanted.test(entry.path())) {
          files.add(
              new RemoteFile(
                  entry.path(),
                  entry.size(),
                  entry.sha256(),
                  directory.resolve(encoded(entry.path()))));
        }
      }
    } catch (IOException e) {
      throw new StoreException(
          "The list of %s cannot be read: %s. Maybe %s is no model hub."
              .formatted(model, Retries.reason(e), base),
          e);
    } catch (IllegalArgumentException e) {
      throw new StoreException("The list of %s is refused. %s".formatted(model, e.getMessage()), e);
    }
  }

  private static ModelManifest manifest(ModelId model, ImmutableList<RemoteFile> files)
      throws StoreException {
    try {
      return new ModelManifest(files);
    } catch (IllegalArgumentException e) {
      throw new StoreException("The list of %s is refused. %s".formatted(model, e.getMessage()), e);
    }
  }

  /** The path is encoded part by part, so that nothing in it is taken for another part or host. */
  private static String encoded(String path) {
    return StreamSupport.stream(Splitter.on('/').split(path).spliterator(), false)
        .map(part -> URLEncoder.encode(part, UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  private static boolean isUseful(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return WANTED.stream().anyMatch(name::endsWith);
  }
}
