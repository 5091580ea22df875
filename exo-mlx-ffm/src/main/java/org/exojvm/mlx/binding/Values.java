package org.exojvm.mlx.binding;

/**
 * Calls that return a value: a handle, a pointer, a size or a number. They have no result to say
 * that they failed, so they are given only what was checked before.
 */
public final class Values {

  private Values() {}

  public static long handle(NativeFunction f) {
    try {
      return (long) f.handle().invokeExact();
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(NativeFunction f, boolean a) {
    try {
      return (long) f.handle().invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(NativeFunction f, float a) {
    try {
      return (long) f.handle().invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(NativeFunction f, int a) {
    try {
      return (long) f.handle().invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(NativeFunction f, int a, int b) {
    try {
      return (long) f.handle().invokeExact(a, b);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(NativeFunction f, long a) {
    try {
      return (long) f.handle().invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(NativeFunction f, long a, long b) {
    try {
      return (long) f.handle().invokeExact(a, b);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(NativeFunction f, long a, long b, long c) {
    try {
      return (long) f.handle().invokeExact(a, b, c);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(NativeFunction f, long a, long b, int c, int d, long e, long g) {
    try {
      return (long) f.handle().invokeExact(a, b, c, d, e, g);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(NativeFunction f, long a, long b, int c, int d) {
    try {
      return (long) f.handle().invokeExact(a, b, c, d);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int number(NativeFunction f, long a) {
    try {
      return (int) f.handle().invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int number(NativeFunction f, long a, int b) {
    try {
      return (int) f.handle().invokeExact(a, b);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static boolean truth(NativeFunction f, long a) {
    try {
      return (boolean) f.handle().invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }
}
