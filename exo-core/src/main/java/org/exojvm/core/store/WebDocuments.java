package org.exojvm.core.store;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Reads documents from the web for a source of models. */
@FunctionalInterface
public interface WebDocuments {

  /**
   * Largest document, in bytes. A list of {@link ModelManifest#MAX_FILES} files in pages is smaller
   * by far.
   */
  int MAX_DOCUMENT_BYTES = 16 << 20;

  /**
   * Fetches a document, following redirects, trying again where that may help.
   *
   * @throws StoreException when it is not there, too large, or the server does not answer
   * @throws InterruptedException when the download was cancelled meanwhile
   */
  WebDocument get(URI uri) throws StoreException, InterruptedException;

  /**
   * A document.
   *
   * @param text its content, from UTF-8
   * @param next where the next page is, as its {@code Link} header says (RFC 8288); null on the
   *     last
   */
  record WebDocument(String text, @Nullable URI next) {}
}
