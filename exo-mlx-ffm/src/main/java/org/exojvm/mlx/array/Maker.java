package org.exojvm.mlx.array;

import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.WideCalls;

/**
 * Makes arrays by functions of mlx-c, by what these take between the slot for the result and the
 * stream. The slot is asked for first, and with it the thread.
 */
final class Maker {

  private final Session session;

  Maker(Session session) {
    this.session = session;
  }

  MlxArray of(NativeFunction f, MlxArray a) {
    return session.array(f, Calls.call(f, session.slot(), a.handle(), session.stream()));
  }

  MlxArray of(NativeFunction f, MlxArray a, MlxArray b) {
    return session.array(
        f, Calls.call(f, session.slot(), a.handle(), b.handle(), session.stream()));
  }

  MlxArray of(NativeFunction f, MlxArray a, MlxArray b, MlxArray c) {
    return session.array(
        f, Calls.call(f, session.slot(), a.handle(), b.handle(), c.handle(), session.stream()));
  }

  MlxArray of(NativeFunction f, MlxArray a, int n) {
    return session.array(f, Calls.call(f, session.slot(), a.handle(), n, session.stream()));
  }

  MlxArray of(NativeFunction f, MlxArray a, int n, int m) {
    return session.array(f, Calls.call(f, session.slot(), a.handle(), n, m, session.stream()));
  }

  MlxArray of(NativeFunction f, MlxArray a, boolean flag) {
    return session.array(f, Calls.call(f, session.slot(), a.handle(), flag, session.stream()));
  }

  MlxArray of(NativeFunction f, MlxArray a, int n, boolean flag) {
    return session.array(f, Calls.call(f, session.slot(), a.handle(), n, flag, session.stream()));
  }

  MlxArray of(NativeFunction f, MlxArray a, int n, boolean flag, boolean other) {
    return session.array(
        f, WideCalls.call(f, session.slot(), a.handle(), n, flag, other, session.stream()));
  }

  MlxArray of(NativeFunction f, MlxArray a, int n, boolean flag, int m) {
    return session.array(
        f, WideCalls.call(f, session.slot(), a.handle(), n, flag, m, session.stream()));
  }

  MlxArray of(NativeFunction f, MlxArray a, MlxArray b, int n) {
    return session.array(
        f, Calls.call(f, session.slot(), a.handle(), b.handle(), n, session.stream()));
  }

  MlxArray of(NativeFunction f, MlxArray a, MlxArray b, MlxArray c, int n) {
    return session.array(
        f, Calls.call(f, session.slot(), a.handle(), b.handle(), c.handle(), n, session.stream()));
  }

  MlxArray of(NativeFunction f, MlxArray a, int[] list) {
    return session.array(
        f,
        Calls.call(
            f,
            session.slot(),
            a.handle(),
            session.list(list),
            (long) list.length,
            session.stream()));
  }

  MlxArray of(NativeFunction f, long vector, int n) {
    return session.array(f, Calls.call(f, session.slot(), vector, n, session.stream()));
  }

  /** The list comes first: a shape to be filled. */
  MlxArray of(NativeFunction f, int[] shape, Dtype dtype) {
    return session.array(
        f,
        Calls.call(
            f,
            session.slot(),
            session.list(shape),
            (long) shape.length,
            dtype.number(),
            session.stream()));
  }
}
