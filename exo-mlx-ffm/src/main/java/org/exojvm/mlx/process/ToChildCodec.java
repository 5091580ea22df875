package org.exojvm.mlx.process;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.Bytes;

/** Messages to a child as frames. */
final class ToChildCodec {

  /** Most contributions of a round; no group is larger. */
  static final int RANKS_MAX = 256;

  private static final byte BEGIN = 1;
  private static final byte CONNECT = 2;
  private static final byte LOAD = 3;
  private static final byte WARM_UP = 4;
  private static final byte RUN = 5;
  private static final byte CANCEL = 6;
  private static final byte DELIVER = 7;
  private static final byte CLOSE = 8;

  private ToChildCodec() {}

  static Frame encode(ToChild message) {
    BodyWriter body = new BodyWriter();
    return switch (message) {
      case ToChild.Begin(Bytes settings) -> body.bytes(settings).frame(BEGIN);
      case ToChild.Connect() -> body.frame(CONNECT);
      case ToChild.Load() -> body.frame(LOAD);
      case ToChild.WarmUp() -> body.frame(WARM_UP);
      case ToChild.Run(var task, Bytes request) ->
          body.text(task.value()).bytes(request).frame(RUN);
      case ToChild.Cancel(var task) -> body.text(task.value()).frame(CANCEL);
      case ToChild.Deliver(long sequence, var gathered) -> {
        body.number(sequence).number(gathered.size());
        gathered.forEach(body::bytes);
        yield body.frame(DELIVER);
      }
      case ToChild.Close() -> body.frame(CLOSE);
    };
  }

  static ToChild decode(Frame frame) throws ProtocolException {
    BodyReader body = new BodyReader(frame.body());
    ToChild message =
        switch (frame.kind()) {
          case BEGIN -> new ToChild.Begin(body.bytes());
          case CONNECT -> new ToChild.Connect();
          case LOAD -> new ToChild.Load();
          case WARM_UP -> new ToChild.WarmUp();
          case RUN -> new ToChild.Run(body.task(), body.bytes());
          case CANCEL -> new ToChild.Cancel(body.task());
          case DELIVER -> new ToChild.Deliver(body.number(), contributions(body));
          case CLOSE -> new ToChild.Close();
          default -> throw new ProtocolException("a message of kind " + frame.kind());
        };
    body.end();
    return message;
  }

  private static ImmutableList<Bytes> contributions(BodyReader body) throws ProtocolException {
    long count = body.number();
    if (count < 0 || count > RANKS_MAX) {
      throw new ProtocolException("a round of " + count + " ranks, of at most " + RANKS_MAX);
    }
    ImmutableList.Builder<Bytes> contributions = ImmutableList.builder();
    for (long i = 0; i < count; i++) {
      contributions.add(body.bytes());
    }
    return contributions.build();
  }
}
