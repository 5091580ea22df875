package org.exojvm.mlx.binding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exojvm.mlx.library.LibraryTests;
import org.exojvm.mlx.library.MlxLocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Goal: the table agrees with the headers that were installed with the library. Method: read their
 * prototypes with a pattern; they are generated and regular.
 */
@Tag(LibraryTests.TAG)
class HeaderTest {

  private static final Pattern PROTOTYPE =
      Pattern.compile(
          "^((?:const )?\\w+\\s*\\*?) ?(_?mlx_\\w+)\\(([^;{]*?)\\);", Pattern.MULTILINE);

  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("int", "i"),
          Map.entry("mlx_dtype", "i"),
          Map.entry("mlx_device_type", "i"),
          Map.entry("bool", "b"),
          Map.entry("float", "f"),
          Map.entry("double", "d"),
          Map.entry("size_t", "n"),
          Map.entry("uint64_t", "u"),
          Map.entry("mlx_error_handler_func", "p"),
          Map.entry("mlx_optional_int", "o"),
          Map.entry("mlx_optional_float", "o"),
          Map.entry("mlx_optional_dtype", "o"),
          Map.entry("mlx_map_string_to_array_iterator", "t"),
          Map.entry("mlx_map_string_to_string_iterator", "t"),
          Map.entry("void", "v"));

  @Test
  void theTableIsWhatTheHeadersDeclare() throws IOException {
    Path library = ((MlxLocation.Found) MlxLocation.find()).file();
    Path headers = library.getParent().resolveSibling("include").resolve("mlx/c");
    assertThat(headers).as("the headers beside %s", library).isDirectory();
    Map<String, String> declared = declared(headers);
    Map<String, String> listed =
        FunctionTable.byName().values().stream()
            .collect(Collectors.toMap(Signature::name, s -> s.returned() + " " + s.parameters()));
    declared.keySet().retainAll(listed.keySet());
    assertThat(listed).isEqualTo(declared);
  }

  private static Map<String, String> declared(Path headers) throws IOException {
    Map<String, String> declared = new TreeMap<>();
    try (Stream<Path> files = Files.list(headers)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".h")).toList()) {
        String text = Files.readString(file, UTF_8).replaceAll("(?s)/\\*.*?\\*/", "");
        Matcher prototype = PROTOTYPE.matcher(text);
        while (prototype.find()) {
          declared.put(
              prototype.group(2), letter(prototype.group(1)) + " " + letters(prototype.group(3)));
        }
      }
    }
    return declared;
  }

  private static String letters(String parameters) {
    // Parameters of parameters that are functions are not looked at.
    String flat = parameters.replaceAll("\\(\\*\\w+\\)\\([^)]*\\)", "*");
    return Stream.of(flat.split(",", -1))
        .map(HeaderTest::letter)
        .filter(letter -> !letter.equals("v"))
        .collect(Collectors.joining());
  }

  private static String letter(String declaration) {
    String text = declaration.replace("const ", "").strip();
    if (text.contains("*")) {
      return "p";
    }
    String type = text.split("\\s+", -1)[0];
    return LETTERS.getOrDefault(type, "h");
  }
}
