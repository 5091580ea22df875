package org.exojvm.mlx.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Goal: the library is found where people put it, and its absence says where it was looked for. */
class MlxSearchTest {

  private static final String LINUX = "/opt/mlx/libmlxc.so";

  @Test
  void aNamedFileOrDirectoryIsTaken() {
    Map<String, String> file = Map.of(MlxLocation.PROPERTY, LINUX, MlxLocation.VARIABLE, "/else");
    assertThat(find(file, Map.of(), LINUX))
        .isEqualTo(
            new MlxLocation.Found(Path.of(LINUX), "system property " + MlxLocation.PROPERTY));
    assertThat(find(Map.of(), Map.of(MlxLocation.VARIABLE, "/opt/mlx"), LINUX))
        .isEqualTo(
            new MlxLocation.Found(Path.of(LINUX), "environment variable " + MlxLocation.VARIABLE));
  }

  @Test
  void aNamedPlaceWithoutTheLibraryIsNotReplacedByAnother() {
    MlxLocation location =
        find(
            Map.of(),
            Map.of(MlxLocation.VARIABLE, "/opt/mlx/libmlx.so"),
            "/usr/local/lib/libmlxc.so",
            "/opt/mlx/libmlx.so");
    assertThat(location).isInstanceOf(MlxLocation.Absent.class);
    assertThat(location.text())
        .startsWith(
            "There is no libmlxc.so at /opt/mlx/libmlx.so, which the environment variable"
                + " EXO_MLX_LIBRARY names. On a Mac with Apple silicon: brew install mlx-c.");
    assertThat(find(Map.of(MlxLocation.PROPERTY, "a\0b"), Map.of()).text()).contains("is no path");
  }

  @Test
  void whatTheLoaderSearchesComesBeforeTheUsualPlaces() {
    String[] both = {LINUX, "/usr/lib/libmlxc.so"};
    assertThat(find(Map.of(), Map.of("LD_LIBRARY_PATH", "/nowhere::/opt/mlx"), both))
        .isEqualTo(new MlxLocation.Found(Path.of(LINUX), "one of the usual places"));
    assertThat(find(Map.of(), Map.of(), both))
        .isEqualTo(
            new MlxLocation.Found(Path.of("/usr/lib/libmlxc.so"), "one of the usual places"));
  }

  @Test
  void aMacHasHomebrewAndAnotherFileName() {
    String brew = "/opt/homebrew/lib/libmlxc.dylib";
    assertThat(find(Map.of("os.name", "Mac OS X"), Map.of(), brew, "/usr/local/lib/libmlxc.so"))
        .isEqualTo(new MlxLocation.Found(Path.of(brew), "one of the usual places"));
  }

  @Test
  void whereThereIsNoneAllPlacesAreTold() {
    assertThat(find(Map.of(), Map.of()).text())
        .startsWith("There is no libmlxc.so in /usr/local/lib, ")
        .endsWith("environment variable EXO_MLX_LIBRARY.");
  }

  private static MlxLocation find(
      Map<String, String> properties, Map<String, String> variables, String... files) {
    Set<Path> present = Stream.of(files).map(Path::of).collect(Collectors.toSet());
    return new MlxSearch(
            name -> properties.getOrDefault(name, ""),
            name -> variables.getOrDefault(name, ""),
            present::contains)
        .find();
  }
}
