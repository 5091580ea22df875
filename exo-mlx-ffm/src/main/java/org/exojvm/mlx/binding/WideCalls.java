package org.exojvm.mlx.binding;

/** As {@link Calls}, for the shapes that one or two functions have. */
public final class WideCalls {

  private WideCalls() {}

  public static int call(NativeFunction f, long a, long b, long c, long d, long e, long g, long h) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(
      NativeFunction f, long a, long b, long c, long d, long e, long g, long h, long i, long j) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h, i, j);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(
      NativeFunction f,
      long a,
      long b,
      long c,
      long d,
      long e,
      long g,
      long h,
      long i,
      long j,
      long k) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h, i, j, k);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, int c, boolean d, int e, long g) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, int c, boolean d, boolean e, long g) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, double b, double c, double d, int e, long g) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, long c, float d, long e) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, long c, long d, float e, long g) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(
      NativeFunction f, long a, long b, long c, long d, float e, float g, long h) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(
      NativeFunction f, long a, long b, long c, long d, long e, boolean g, long h) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(NativeFunction f, long a, long b, long c, int d, int e, long g, long h) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(
      NativeFunction f, long a, long b, long c, int d, float e, float g, long h, long i) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h, i);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(
      NativeFunction f, long a, long b, long c, long d, long e, int g, long h, long i) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h, i);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(
      NativeFunction f, long a, long b, long c, long d, float e, long g, long h, long i, long j) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h, i, j);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(
      NativeFunction f, long a, long b, int c, boolean d, long e, float g, int h, long i, long j) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h, i, j);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(
      NativeFunction f, long a, long b, int c, boolean d, long e, float g, long h, long i, long j) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h, i, j);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(
      NativeFunction f,
      long a,
      long b,
      long c,
      long d,
      long e,
      boolean g,
      long h,
      long i,
      long j,
      long k) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h, i, j, k);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int call(
      NativeFunction f,
      long a,
      long b,
      long c,
      long d,
      long e,
      long g,
      long h,
      boolean i,
      long j,
      long k,
      long l,
      boolean m,
      long n) {
    try {
      return (int) f.handle().invokeExact(a, b, c, d, e, g, h, i, j, k, l, m, n);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }
}
