package org.exojvm.examples.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Goal: every public type, nested ones too, has a Javadoc comment. Method: parse every main source
 * and look at the declarations; that the comments are sound is for the javadoc tool.
 */
class JavadocPresenceTest {

  @Test
  void everyPublicTypeOfTheProductHasAJavadocComment() throws IOException {
    List<Path> sources = mainSources(Path.of(System.getProperty("exo.root")));
    assertThat(sources).isNotEmpty();
    assertThat(publicTypesWithoutComment(sources)).isEmpty();
  }

  @Test
  void aPublicTypeWithoutCommentIsReported() throws IOException {
    Path source = Files.createTempFile("Undocumented", ".java");
    try {
      Files.writeString(
          source,
          """
          /** Has one. */
          public interface Undocumented {
            record Implied() {}

            class Holder {
              public static class Nested {}

              static class Hidden {}
            }
          }
          """,
          UTF_8);
      assertThat(publicTypesWithoutComment(List.of(source)))
          .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
          .containsExactly("Implied", "Holder", "Nested");
    } finally {
      Files.delete(source);
    }
  }

  private static List<Path> mainSources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root, 30)) {
      return files
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .toList();
    }
  }

  private static List<String> publicTypesWithoutComment(List<Path> sources) throws IOException {
    try (StandardJavaFileManager files =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, UTF_8)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
      JavacTask task =
          (JavacTask)
              ToolProvider.getSystemJavaCompiler()
                  .getTask(null, files, null, List.of("-proc:none"), null, units);
      Scanner scanner = new Scanner(DocTrees.instance(task));
      scanner.scan(task.parse(), null);
      return scanner.found;
    }
  }

  private static final class Scanner extends TreePathScanner<Void, Void> {

    private final DocTrees comments;
    private final List<String> found = new ArrayList<>();

    private Scanner(DocTrees comments) {
      this.comments = comments;
    }

    @Override
    public Void visitClass(ClassTree type, Void unused) {
      boolean member = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
      if (!member && !type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
        return null;
      }
      if (comments.getDocComment(getCurrentPath()) == null) {
        CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
        found.add(unit.getSourceFile().getName() + ": " + type.getSimpleName());
      }
      type.getMembers().stream()
          .filter(ClassTree.class::isInstance)
          .forEach(nested -> scan(nested, null));
      return null;
    }
  }
}
