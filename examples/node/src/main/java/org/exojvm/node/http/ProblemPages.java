package org.exojvm.node.http;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty itself refuses (a head too large, a malformed request) is told in our shape too. */
final class ProblemPages implements Request.Handler {

  /** Longest reason that is told, in characters. */
  private static final int MAX_REASON = 120;

  private static final CharMatcher NOT_PRINTABLE = CharMatcher.inRange(' ', '~').negate();

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    String name = HttpStatus.getMessage(status);
    Problem problem =
        Problem.of(
            status,
            status < 500 ? "invalid_request_error" : "server_error",
            name.toLowerCase(Locale.ROOT).replace(' ', '_'),
            "%s. Maybe look at /openapi.json for what is understood here."
                .formatted(name + reason(request, status, name)));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Reply.JSON);
    ReplySender.ALWAYS.forEach(response.getHeaders()::put);
    // Jetty does not go on behind a request that it could not read; its client has to know.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.write(
        true,
        ByteBuffer.wrap(ErrorBody.of(problem).toString().getBytes(StandardCharsets.UTF_8)),
        callback);
    return true;
  }

  /** Returns what Jetty found wrong with a request, behind a colon, where that says more. */
  private static String reason(Request request, int status, String name) {
    Object said = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    String reason = said == null ? "" : said.toString();
    return HttpStatus.isServerError(status) || reason.isEmpty() || reason.equals(name)
        ? ""
        : ": " + NOT_PRINTABLE.replaceFrom(Ascii.truncate(reason, MAX_REASON, "..."), '?');
  }
}
