import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/**
 * Checks or fixes the format of every Java source below the current directory.
 *
 * <p>Files found well formatted are remembered by path, time and size in {@code
 * target/format-checked}, so that a second run looks at changed files only.
 */
final class Format {

  private static final Path REMEMBERED = Path.of("target", "format-checked");
  private static final Set<String> NOT_SOURCES = Set.of("target", ".git", ".ci", ".mvn", "docs");

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean fix = args.length == 1 && args[0].equals("fix");
    if (!fix && !(args.length == 1 && args[0].equals("check"))) {
      System.err.println("usage: Format check|fix");
      System.exit(2);
    }
    Set<String> remembered = remembered();
    List<Path> changed = new ArrayList<>();
    for (Path source : sources()) {
      if (!remembered.contains(identity(source))) {
        changed.add(source);
      }
    }
    int code = changed.isEmpty() ? 0 : fix ? fix(changed) : check(changed);
    if (code == 0) {
      remember();
    }
    System.exit(code);
  }

  private static int fix(List<Path> sources) {
    List<String> arguments = new ArrayList<>(List.of("--replace"));
    sources.forEach(source -> arguments.add(source.toString()));
    return run(arguments, new PrintWriter(System.out, true));
  }

  private static int check(List<Path> sources) {
    List<String> arguments = new ArrayList<>(List.of("--dry-run", "--set-exit-if-changed"));
    sources.forEach(source -> arguments.add(source.toString()));
    StringWriter misformatted = new StringWriter();
    int code = run(arguments, new PrintWriter(misformatted, true));
    if (code != 0) {
      System.err.println("Not in google-java-format, or not Java:");
      misformatted.toString().lines().sorted().forEach(file -> System.err.println("  " + file));
      System.err.println("Fix all of them with: .ci/format");
    }
    return code;
  }

  private static int run(List<String> arguments, PrintWriter out) {
    return ToolProvider.findFirst("google-java-format")
        .orElseThrow()
        .run(out, new PrintWriter(System.err, true), arguments.toArray(String[]::new));
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return NOT_SOURCES.contains(directory.toString()) || directory.endsWith("target")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }

  private static Set<String> remembered() throws IOException {
    return Files.exists(REMEMBERED) ? Set.copyOf(Files.readAllLines(REMEMBERED)) : Set.of();
  }

  private static void remember() throws IOException {
    Set<String> lines = new TreeSet<>();
    for (Path source : sources()) {
      lines.add(identity(source));
    }
    Files.createDirectories(REMEMBERED.getParent());
    Files.write(REMEMBERED, lines);
  }

  private static String identity(Path source) throws IOException {
    return source + " " + Files.getLastModifiedTime(source) + " " + Files.size(source);
  }
}
