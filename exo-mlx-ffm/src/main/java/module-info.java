/** MLX and JACCL: arrays, groups, their side channel, and runner processes. */
module org.exojvm.mlx {
  requires transitive org.exojvm.api;
  requires transitive com.google.common;
  requires com.fasterxml.jackson.core;
  requires static org.jspecify;
  requires static com.google.errorprone.annotations;

  exports org.exojvm.mlx.array;
  exports org.exojvm.mlx.check;
  exports org.exojvm.mlx.command;
  exports org.exojvm.mlx.deadline;
  exports org.exojvm.mlx.group;
  exports org.exojvm.mlx.library;
  exports org.exojvm.mlx.process;
  exports org.exojvm.mlx.sidechannel;
  exports org.exojvm.mlx.thunderbolt;
  exports org.exojvm.mlx.verbs;
}
