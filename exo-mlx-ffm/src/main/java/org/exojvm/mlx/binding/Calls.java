package org.exojvm.mlx.binding;

/**
 * Calls that return 0 or say that they failed, by what they take. Each is one {@code invokeExact};
 * with a constant as its function it compiles to the native call itself.
 */
public final class Calls {

  private Calls() {}

  public static int call(NativeFunction f) {
    try {
      return (int) f.handle().invokeExact();
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a) {
    try {
      return (int) f.handle().invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, int b) {
    try {
      return (int) f.handle().invokeExact(a, b);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b) {
    try {
      return (int) f.handle().invokeExact(a, b);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, long c) {
    try {
      return (int) f.handle().invokeExact(a, b, c);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, long c, long d) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, long c, long d, long e) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, int c, long d) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, int c, int d, long e) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, int c, long d, long e) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, long c, int d, long e) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, long c, long d, int e, long g) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, boolean c, long d) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, int c, boolean d, long e) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, boolean c) {
    try {
      return (int) f.handle().invokeExact(a, b, c);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, boolean b, long c) {
    try {
      return (int) f.handle().invokeExact(a, b, c);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }
}
