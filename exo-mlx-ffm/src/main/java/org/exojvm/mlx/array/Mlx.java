package org.exojvm.mlx.array;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.exojvm.mlx.binding.Bindings;
import org.exojvm.mlx.binding.Calls;
import org.exojvm.mlx.binding.NativeFunction;
import org.exojvm.mlx.binding.Unexpected;
import org.exojvm.mlx.library.MlxLibrary;

/**
 * The session of MLX in this process: everything is called through it, by the thread that opened
 * it. There is one per process and it ends with it.
 */
public final class Mlx {

  private static final AtomicBoolean OPENED = new AtomicBoolean();

  /** Functions of the session itself; a class of its own, for it needs the library bound. */
  private static final class Functions {

    private static final NativeFunction EVAL = Bindings.function("mlx_eval");
    private static final NativeFunction ASYNC_EVAL = Bindings.function("mlx_async_eval");
    private static final NativeFunction DEPENDS = Bindings.function("mlx_depends");
  }

  private final MlxLibrary library;
  private final Session session;
  private final Operations operations;

  private Mlx(MlxLibrary library, Session session) {
    this.library = library;
    this.session = session;
    this.operations = Operations.of(session);
  }

  /**
   * Opens the session; the calling thread is the only one that may use it. Errors of MLX become
   * exceptions from now on.
   *
   * @throws IllegalStateException if there was a session before, the thread is virtual, or handles
   *     do not survive a call on this machine
   */
  public static Mlx open(MlxLibrary library) {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException(
          "A virtual thread changes its carrier, and MLX its state; open with a platform thread.");
    }
    if (!OPENED.compareAndSet(false, true)) {
      throw new IllegalStateException("This process has a session of MLX; use that one.");
    }
    try {
      library.bind();
    } catch (IllegalStateException e) {
      OPENED.set(false);
      throw e;
    }
    try {
      NativeErrors.install();
    } catch (Throwable thrown) {
      throw Unexpected.from(thrown);
    }
    Session session = new Session();
    SelfTest.run(session);
    return new Mlx(library, session);
  }

  /** Opens a scope within the present one; what is made from now on belongs to it. */
  public MlxScope scope() {
    session.check();
    MlxScope scope = new MlxScope(session, session.scope());
    session.enter(scope);
    return scope;
  }

  /** Computes arrays, and waits. */
  public void eval(MlxArray... arrays) {
    Vectors.with(
        session,
        List.of(arrays),
        vector -> {
          session.done(Functions.EVAL, Calls.call(Functions.EVAL, vector));
          return vector;
        });
  }

  /** Starts to compute arrays; {@link MlxArray#await}, or to read one, waits for it. */
  public void evalAsync(MlxArray... arrays) {
    Vectors.with(
        session,
        List.of(arrays),
        vector -> {
          session.done(Functions.ASYNC_EVAL, Calls.call(Functions.ASYNC_EVAL, vector));
          return vector;
        });
    for (MlxArray array : arrays) {
      array.started();
    }
  }

  /** Returns arrays that are computed after others were: what is sent, for one. */
  public ImmutableList<MlxArray> after(List<MlxArray> arrays, List<MlxArray> others) {
    return Vectors.with(
        session,
        arrays,
        inputs ->
            Vectors.with(
                session,
                others,
                dependencies ->
                    Vectors.result(
                        session,
                        Functions.DEPENDS,
                        Calls.call(Functions.DEPENDS, session.slot(), inputs, dependencies))));
  }

  /** Returns what the library is and can do. */
  public MlxCapabilities capabilities() {
    return Inspection.of(library, session, groups(), streams());
  }

  /** Returns arrays from values and from nothing. */
  public MlxCreate create() {
    return operations.create();
  }

  /** Returns operations on the elements of one array. */
  public MlxMath math() {
    return operations.math();
  }

  /** Returns operations on two arrays. */
  public MlxArithmetic arithmetic() {
    return operations.arithmetic();
  }

  /** Returns comparisons and choices. */
  public MlxLogic logic() {
    return operations.logic();
  }

  /** Returns sums and the like. */
  public MlxReduce reduce() {
    return operations.reduce();
  }

  /** Returns sorting, choosing and softmax. */
  public MlxOrder order() {
    return operations.order();
  }

  /** Returns shapes and types. */
  public MlxShapes shapes() {
    return operations.shapes();
  }

  /** Returns parts of arrays. */
  public MlxParts parts() {
    return operations.parts();
  }

  /** Returns products of matrices. */
  public MlxLinear linear() {
    return operations.linear();
  }

  /** Returns quantised weights. */
  public MlxQuant quant() {
    return operations.quant();
  }

  /** Returns norms, positions and attention. */
  public MlxFast fast() {
    return operations.fast();
  }

  /** Returns random numbers. */
  public MlxRandom random() {
    return operations.random();
  }

  /** Returns figures and limits of memory. */
  public MlxMemory memory() {
    return operations.memory();
  }

  /** Returns files of tensors. */
  public MlxFiles files() {
    return operations.files();
  }

  /** Returns streams. */
  public MlxStreams streams() {
    return operations.streams();
  }

  /** Returns functions of arrays that MLX traces once and fuses. */
  public MlxCompile compile() {
    return operations.compile();
  }

  /** Returns groups of ranks. */
  public MlxGroups groups() {
    return operations.groups();
  }
}
