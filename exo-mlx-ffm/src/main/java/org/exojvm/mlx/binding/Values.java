package org.exojvm.mlx.binding;

import java.lang.invoke.MethodHandle;

/**
 * Calls that return a value: a handle, a pointer, a size or a number. They have no result to say
 * that they failed, so they are given only what was checked before.
 */
public final class Values {

  private Values() {}

  public static long handle(MethodHandle f) {
    try {
      return (long) f.invokeExact();
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(MethodHandle f, boolean a) {
    try {
      return (long) f.invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(MethodHandle f, float a) {
    try {
      return (long) f.invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(MethodHandle f, int a) {
    try {
      return (long) f.invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(MethodHandle f, int a, int b) {
    try {
      return (long) f.invokeExact(a, b);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(MethodHandle f, long a) {
    try {
      return (long) f.invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(MethodHandle f, long a, long b) {
    try {
      return (long) f.invokeExact(a, b);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static long handle(MethodHandle f, long a, long b, int c, int d) {
    try {
      return (long) f.invokeExact(a, b, c, d);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int number(MethodHandle f, long a) {
    try {
      return (int) f.invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static int number(MethodHandle f, long a, int b) {
    try {
      return (int) f.invokeExact(a, b);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }

  public static boolean truth(MethodHandle f, long a) {
    try {
      return (boolean) f.invokeExact(a);
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
  }
}
