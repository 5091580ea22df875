package org.exojvm.core.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one file: goes on where an earlier part ends, checks length and hash, and gives the file
 * its name when it is whole. Belongs to one thread.
 */
final class FileFetch {

  private static final int BUFFER_BYTES = 1 << 18;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  private final FileProgress progress;
  private final RemoteFile file;
  private final StoredModel model;
  private final Http http;
  private final IdleWatch watch;
  private final Sha256 hash = new Sha256();

  FileFetch(FileProgress progress, StoredModel model, Http http, IdleWatch watch) {
    this.progress = progress;
    this.file = progress.file();
    this.model = model;
    this.http = http;
    this.watch = watch;
  }

  /**
   * Fetches until the file is whole.
   *
   * @throws StoreException when it cannot be had; what is there of it is kept, unless it is wrong
   */
  void run(Retries retries) throws StoreException, InterruptedException {
    try {
      Files.createDirectories(Replacement.parentOf(model.part(file)));
      retries.run("Fetching " + file.path(), progress::bytes, this::attempt);
      model.finish(file);
      progress.completed();
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw disk(e);
    }
  }

  private boolean attempt() throws IOException, InterruptedException {
    if (model.partBytes(file) > file.sizeBytes()) {
      model.drop(file);
    }
    long have = model.partBytes(file);
    progress.found(have);
    if (have < file.sizeBytes()) {
      transfer(have);
    } else if (file.sizeBytes() == 0) {
      Files.write(model.part(file), new byte[0]);
    }
    checkHash();
    return true;
  }

  private void transfer(long have) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = http.get(file.uri(), condition(have));
    try (InputStream body = watch.watched(answer.body())) {
      if (answer.statusCode() == 416) {
        model.drop(file);
      }
      Answers.requireSuccess(file.uri(), answer);
      boolean goesOn = answer.statusCode() == 206 && have > 0;
      if (goesOn) {
        checkRange(answer, have);
      } else {
        have = 0;
        checkLength(answer);
        begin(answer);
      }
      append(body, have);
    }
  }

  private Map<String, String> condition(long have) throws IOException {
    Map<String, String> headers = new HashMap<>();
    if (have > 0) {
      headers.put("Range", "bytes=" + have + "-");
      String version = model.tagOf(file);
      if (version != null) {
        headers.put("If-Range", version);
      }
    }
    return headers;
  }

  /** The server sends the whole file, whatever it was asked for. */
  private void begin(HttpResponse<?> answer) throws IOException {
    model.drop(file);
    model.note(file, version(answer));
    progress.found(0);
  }

  /** Weak tags do not promise equal bytes (RFC 9110, 8.8.1). */
  private static @Nullable String version(HttpResponse<?> answer) {
    return answer.headers().firstValue("ETag").filter(tag -> !tag.startsWith("W/")).orElse(null);
  }

  private void checkLength(HttpResponse<?> answer) throws StoreException {
    long length = answer.headers().firstValueAsLong("Content-Length").orElse(file.sizeBytes());
    if (answer.statusCode() == 200 && length != file.sizeBytes()) {
      throw wrongLength(Long.toString(length));
    }
  }

  /** A part that does not fit is thrown away, and the next try begins anew. */
  private void checkRange(HttpResponse<?> answer, long have) throws IOException {
    String range = answer.headers().firstValue("Content-Range").orElse("");
    Matcher matcher = CONTENT_RANGE.matcher(range);
    String version = version(answer);
    String kept = model.tagOf(file);
    boolean fits =
        matcher.matches()
            && Long.parseLong(matcher.group(1)) == have
            && (matcher.group(3).equals("*")
                || Long.parseLong(matcher.group(3)) == file.sizeBytes())
            && (version == null || kept == null || version.equals(kept));
    if (!fits) {
      model.drop(file);
      progress.found(0);
      throw new IOException(
          "The server was asked for bytes from %d on and sent \"%s\"".formatted(have, range));
    }
  }

  private void append(InputStream body, long have) throws IOException {
    hashFrom(have);
    byte[] buffer = new byte[BUFFER_BYTES];
    long at = have;
    try (FileOutputStream out = new FileOutputStream(model.part(file).toFile(), true)) {
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        if (count > file.sizeBytes() - at) {
          model.drop(file);
          throw wrongLength("more than " + file.sizeBytes());
        }
        write(out, buffer, count);
        at += count;
      }
      sync(out);
    }
    if (at < file.sizeBytes()) {
      throw new IOException(
          "The connection ended after %d of %d bytes".formatted(at, file.sizeBytes()));
    }
  }

  private void write(FileOutputStream out, byte[] buffer, int count) throws StoreException {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw disk(e);
    }
    if (file.sha256() != null) {
      hash.add(buffer, count);
    }
    progress.fetched(count);
  }

  private void sync(FileOutputStream out) throws StoreException {
    try {
      out.getFD().sync();
    } catch (IOException e) {
      throw disk(e);
    }
  }

  private void hashFrom(long have) throws StoreException {
    if (file.sha256() == null) {
      return;
    }
    try {
      hash.startFrom(model.part(file), have);
    } catch (IOException e) {
      throw disk(e);
    }
  }

  private void checkHash() throws IOException {
    if (file.sha256() == null) {
      return;
    }
    hashFrom(file.sizeBytes());
    String found = hash.result();
    if (!found.equals(file.sha256())) {
      model.drop(file);
      progress.found(0);
      throw new StoreException(
          "The file %s has SHA-256 %s and not %s as listed; it was removed. Maybe a proxy changes it, or the source is not to be trusted."
              .formatted(file.path(), found, file.sha256()));
    }
  }

  private StoreException wrongLength(String found) {
    return new StoreException(
        "The server has %s bytes of %s, and its list says %d. Maybe the model was changed just now; try again."
            .formatted(found, file.path(), file.sizeBytes()));
  }

  private StoreException disk(IOException cause) {
    return new StoreException(
        "The file %s cannot be kept in %s: %s. Maybe the disk is full or write-protected."
            .formatted(file.path(), model.directory(), Retries.reason(cause)),
        cause);
  }
}
