package org.exojvm.mlx.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.exojvm.api.collection.Bytes;
import org.exojvm.mlx.command.ChildJvm;
import org.exojvm.mlx.group.RankEnvironment;

/**
 * What a runner process is.
 *
 * @param name for threads and messages, such as the id of the runner
 * @param command program and arguments
 * @param environment variables to set, such as those of {@code RankEnvironment}; what the group of
 *     a rank is told by is taken away before
 * @param directory its working directory
 * @param settings what {@link RunnerChild#begin} is given
 * @param limits how long it may be silent
 */
public record RunnerProcessSpec(
    String name,
    ImmutableList<String> command,
    ImmutableMap<String, String> environment,
    Path directory,
    Bytes settings,
    PhaseLimits limits) {

  /**
   * Gives the frames a descriptor of their own, and sends the standard output where the errors go:
   * a JVM that warns or crashes prints there, and so does native code, in the middle of a frame. A
   * crash leaves no image of a memory that is full of weights, but it is still a signal.
   */
  private static final String FRAMES_APART =
      "ulimit -c 0; exec \"$@\" " + RunnerChildHost.FRAMES_DESCRIPTOR + ">&1 1>&2";

  /**
   * Returns the command of a child JVM.
   *
   * @param main a main class that calls {@link RunnerChildHost#serve}
   * @param directory where the JVM writes its report of a native crash
   * @param options further options of the JVM, such as {@code -Xmx8g}
   */
  public static ImmutableList<String> jvm(Class<?> main, Path directory, List<String> options) {
    return ImmutableList.<String>builder()
        .add("/bin/sh", "-c", FRAMES_APART, "sh")
        .addAll(
            ChildJvm.command(
                main,
                ImmutableList.<String>builder()
                    .add("-XX:ErrorFile=" + directory.resolve("hs_err_%p.log"))
                    .addAll(options)
                    .build(),
                ImmutableList.of()))
        .build();
  }

  ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> variables = builder.environment();
    RankEnvironment.CLEARED.forEach(variables::remove);
    variables.putAll(environment);
    return builder;
  }
}
