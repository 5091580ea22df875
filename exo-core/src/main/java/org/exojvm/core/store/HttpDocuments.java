package org.exojvm.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Documents by HTTP. May be used by any thread. */
final class HttpDocuments implements WebDocuments {

  private static final Pattern NEXT = Pattern.compile("<([^>]{1,4000})>\\s*;[^,]*rel=\"?next\\b");

  private final Http http;
  private final IdleWatch watch;
  private final Retries retries;

  HttpDocuments(Http http, IdleWatch watch, Retries retries) {
    this.http = http;
    this.watch = watch;
    this.retries = retries;
  }

  @Override
  public WebDocument get(URI uri) throws StoreException, InterruptedException {
    return retries.run("Reading " + uri, () -> 0, () -> attempt(uri));
  }

  private WebDocument attempt(URI uri) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = http.get(uri, Map.of());
    try (InputStream body = watch.watched(answer.body())) {
      Answers.requireSuccess(uri, answer);
      byte[] bytes = body.readNBytes(MAX_DOCUMENT_BYTES + 1);
      if (bytes.length > MAX_DOCUMENT_BYTES) {
        throw new StoreException(
            "The document %s has more than %d bytes. Maybe it is no list of files."
                .formatted(uri, MAX_DOCUMENT_BYTES));
      }
      return new WebDocument(
          new String(bytes, UTF_8), next(uri, answer.headers().allValues("Link")));
    }
  }

  private static @Nullable URI next(URI base, List<String> links) throws StoreException {
    for (String link : links) {
      Matcher matcher = NEXT.matcher(link);
      if (matcher.find()) {
        try {
          return base.resolve(matcher.group(1));
        } catch (IllegalArgumentException e) {
          throw new StoreException(
              "%s continues at \"%s\", which is no address. Maybe ask who serves it."
                  .formatted(base, matcher.group(1)),
              e);
        }
      }
    }
    return null;
  }
}
