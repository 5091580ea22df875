package org.exojvm.core.store;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

/** What the status of an answer means for who asked. */
final class Answers {

  private Answers() {}

  /**
   * Fails unless the answer is one of success.
   *
   * @throws StoreException when asking again would not help
   * @throws IOException when it may
   */
  static void requireSuccess(URI uri, HttpResponse<?> answer) throws IOException {
    int status = answer.statusCode();
    if (status == 200 || status == 206) {
      return;
    }
    String what = "The server answered %d to %s.".formatted(status, uri);
    if (status >= 500 || status == 408 || status == 416 || status == 425 || status == 429) {
      throw new IOException(what);
    }
    throw new StoreException(what + " " + hint(status));
  }

  private static String hint(int status) {
    return switch (status) {
      case 401, 403 -> "Maybe the model needs a token, or its terms have to be accepted first.";
      case 404, 410 -> "Maybe the model, its revision or the file has another name.";
      default -> "Maybe the address of the server is wrong.";
    };
  }
}
