package org.exojvm.mlx.process;

/**
 * Codes with which a child ends itself. None is above 128, where those of signals begin, nor one
 * that a JVM uses.
 */
enum ChildExit {
  /** It was asked to stop. */
  STOPPED(0),
  /** Its input has ended: the supervisor is gone, and nobody will ever ask for anything. */
  INPUT_ENDED(81),
  /** The supervisor broke the protocol. */
  PROTOCOL(82),
  /** The work failed; the report went before. */
  FAILED(83),
  /** Nobody takes its reports. */
  OUTPUT_ENDED(84);

  private final int code;

  ChildExit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Ends the process at once, whatever its other threads do, native code included. */
  void now() {
    Runtime.getRuntime().halt(code);
  }
}
