/**
 * MLX and JACCL through the Foreign Function and Memory API. Holds only its package tour so far,
 * and exports nothing: javac refuses to export a package without classes.
 */
module org.exojvm.mlx {
  requires transitive org.exojvm.api;
  requires static org.jspecify;
}
