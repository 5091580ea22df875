package org.exojvm.examples.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The files of the project, for tests of what it says about itself. */
final class Project {

  static final Path ROOT = Path.of(System.getProperty("exo.root"));

  private Project() {}

  static String text(String path) throws IOException {
    return Files.readString(ROOT.resolve(path), UTF_8);
  }

  /** Returns every document: the README and what lies under docs, but for copied vectors. */
  static List<Path> documents() throws IOException {
    List<Path> documents = filesEndingIn(ROOT.resolve("docs"), ".md");
    documents.add(ROOT.resolve("README.md"));
    return documents;
  }

  /** Returns every Java source of the project. */
  static List<Path> sources() throws IOException {
    return filesEndingIn(ROOT, ".java");
  }

  private static List<Path> filesEndingIn(Path directory, String suffix) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            String name = visited.getFileName().toString();
            boolean skipped = name.equals("target") || name.startsWith(".");
            return skipped && !visited.equals(directory)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(suffix)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
