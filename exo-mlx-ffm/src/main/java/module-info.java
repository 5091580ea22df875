/**
 * MLX and JACCL through the Foreign Function and Memory API. Holds only its package tour so far.
 */
module org.exojvm.mlx {
  requires transitive org.exojvm.api;
  requires static org.jspecify;

// javac refuses to export a package without classes: export org.exojvm.mlx with its first one.
}
