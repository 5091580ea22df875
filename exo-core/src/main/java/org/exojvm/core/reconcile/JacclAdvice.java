package org.exojvm.core.reconcile;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to do about an error of JACCL, MLX's RDMA back end over Thunderbolt. Its messages name the
 * call that failed and an error number, and mean nothing to the people who could help. Each rank
 * tells its own, so the advice is for the node whose error it follows.
 *
 * <p>The messages are those of JACCL in MLX 0.31 and 0.32 ({@code mlx/distributed/jaccl}).
 */
final class JacclAdvice {

  private static final String PREFIX = "[jaccl]";

  /** EBUSY, 16 on macOS and Linux: a device has ten queue pairs, and they are not given back. */
  private static final Pattern BUSY =
      Pattern.compile("ebusy|(?:errno[ =]|error: )16\\b|create queue pair|to init failed");

  /** The other end has not answered in the set-up of a queue pair: RTR and RTS need both. */
  private static final Pattern UNANSWERED =
      Pattern.compile(
          "to rt[rs] failed|couldn't connect|accept failed|timed? ?out|(?:error: )60\\b");

  private static final Pattern CLOSED =
      Pattern.compile("(?:send|recv) failed|connection reset|errno=5[47]\\b");

  private static final Pattern NO_DEVICE =
      Pattern.compile("could not (?:open|find) device|protection domain|no rdma|not enabled");

  private static final Pattern ADDRESS = Pattern.compile("\\bgid\\b|ipv4 address");

  private static final Pattern LAYOUT =
      Pattern.compile("valid mesh or a valid ring|device file|neighbou?r");

  private JacclAdvice() {}

  /** Returns the message, with the advice behind it when it is an error of JACCL that is known. */
  static String added(String message) {
    return of(message).map(advice -> message + " (" + advice + ")").orElse(message);
  }

  /** Returns what to do on the node that reports this. */
  static Optional<String> of(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (!text.contains(PREFIX) && !text.contains("ibv_")) {
      return Optional.empty();
    }
    if (BUSY.matcher(text).find()) {
      return Optional.of(
          "its RDMA devices have no queue pair left and give none back; restart this machine");
    }
    if (NO_DEVICE.matcher(text).find()) {
      return Optional.of(
          "RDMA is off or the port is gone; check with rdma_ctl status and ibv_devices, and switch"
              + " it on with rdma_ctl enable in recoveryOS");
    }
    if (ADDRESS.matcher(text).find()) {
      return Optional.of(
          "a Thunderbolt port has no IPv4 address; switch the Thunderbolt Bridge off and IPv4 on"
              + " for each port");
    }
    if (UNANSWERED.matcher(text).find()) {
      return Optional.of(
          "the other end did not answer; check the Thunderbolt cable, and that all machines run the"
              + " same build of macOS");
    }
    if (LAYOUT.matcher(text).find()) {
      return Optional.of("not all machines are cabled with each other; check the cables");
    }
    if (CLOSED.matcher(text).find()) {
      return Optional.of("another rank has gone; look at the errors of the others first");
    }
    return Optional.empty();
  }
}
