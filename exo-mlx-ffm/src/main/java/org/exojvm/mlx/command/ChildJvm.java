package org.exojvm.mlx.command;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;

/** The command line of another JVM like this one: same java, same classes, another main class. */
public final class ChildJvm {

  private ChildJvm() {}

  /**
   * Returns the command for a main class.
   *
   * @param main a class with a public static main method, in a package that its module exports or
   *     on the class path
   * @param options options of the JVM, such as {@code -Xmx256m}
   * @param arguments arguments of the main method
   */
  public static ImmutableList<String> command(
      Class<?> main, List<String> options, List<String> arguments) {
    ImmutableList.Builder<String> command =
        ImmutableList.<String>builder()
            .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            // A child does one thing; it shall start fast and share the processors.
            .add("-XX:+UseSerialGC", "-XX:-UsePerfData")
            .addAll(options);
    String modulePath = System.getProperty("jdk.module.path", "");
    String classPath = System.getProperty("java.class.path", "");
    if (!classPath.isEmpty()) {
      command.add("-cp", classPath);
    }
    if (!modulePath.isEmpty()) {
      command.add("-p", modulePath);
    }
    Module module = main.getModule();
    if (module.isNamed()) {
      command.add("--enable-native-access=" + module.getName());
      command.add("-m", module.getName() + "/" + main.getName());
    } else {
      command.add("--enable-native-access=ALL-UNNAMED", main.getName());
    }
    return command.addAll(arguments).build();
  }
}
