package org.exojvm.node.http;

import org.jspecify.annotations.Nullable;

/**
 * Why a request is not answered as asked, told to the client as {@code
 * {"error":{"message","type","param","code"}}} (the shape of OpenAI's API). Carries no stack trace:
 * it is an answer, not a failure of the program.
 */
public final class Problem extends Exception {

  private static final long serialVersionUID = 1L;

  /** What kinds of problems there are; {@code type} of the body. */
  private static final String INVALID = "invalid_request_error";

  private final int status;
  private final String type;
  private final String code;
  private final @Nullable String param;
  private final int retryAfterSeconds;

  private Problem(int status, String type, String code, String message, @Nullable String param) {
    this(status, type, code, message, param, 1);
  }

  private Problem(
      int status,
      String type,
      String code,
      String message,
      @Nullable String param,
      int retryAfterSeconds) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** 400: the request is malformed or contradicts itself. */
  public static Problem badRequest(String code, String message) {
    return new Problem(400, INVALID, code, message, null);
  }

  /** 400: one field or parameter is malformed. */
  public static Problem badParameter(String param, String message) {
    return new Problem(400, INVALID, "invalid_value", message, param);
  }

  /** 404: what the path or the body names is not there. */
  public static Problem notFound(String message) {
    return new Problem(404, INVALID, "not_found", message, null);
  }

  /** 409: it contradicts what the cluster is doing. */
  public static Problem conflict(String code, String message) {
    return new Problem(409, INVALID, code, message, null);
  }

  /** 503: it cannot be done now; the same request may work later. */
  public static Problem unavailable(String code, String message) {
    return new Problem(503, "service_unavailable", code, message, null);
  }

  /** Any other answer. */
  public static Problem of(int status, String type, String code, String message) {
    return new Problem(status, type, code, message, null);
  }

  /** The same about a field or parameter. */
  public Problem about(String name) {
    return new Problem(status, type, code, text(), name, retryAfterSeconds);
  }

  /** The same with another time after which a 429 or 503 is worth another try; 1 s unless set. */
  public Problem retryAfter(int seconds) {
    return new Problem(status, type, code, text(), param, seconds);
  }

  /** Returns the status of the response. */
  public int status() {
    return status;
  }

  /** Returns {@code type} of the body. */
  public String type() {
    return type;
  }

  /** Returns {@code code} of the body. */
  public String code() {
    return code;
  }

  /** Returns {@code param} of the body: the field that is to blame, if it is one. */
  public @Nullable String param() {
    return param;
  }

  /** Returns the seconds after which a 429 or 503 is worth another try. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** Returns {@code message} of the body: values and a hint. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** Returns the response. */
  public Reply reply() {
    return Reply.json(status, ErrorBody.of(this));
  }
}
