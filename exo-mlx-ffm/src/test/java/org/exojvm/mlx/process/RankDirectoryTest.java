package org.exojvm.mlx.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.exojvm.api.instance.Host;
import org.exojvm.mlx.group.RankEnvironment;
import org.exojvm.mlx.group.RingRank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal: the file of a rank is where its environment says, and never where MLX would misread it. */
class RankDirectoryTest {

  private static final RingRank RANK =
      new RingRank(0, ImmutableList.of(new Host("0.0.0.0", 5), new Host("10.0.0.2", 5)));

  @TempDir private Path directory;

  @Test
  void theFileIsWhereTheEnvironmentSays() throws IOException {
    Path file = directory.resolve("ring.json");
    assertThat(RankDirectory.write(directory, RANK))
        .isEqualTo(
            new RankEnvironment.Variables(
                ImmutableMap.of("MLX_RANK", "0", "MLX_HOSTFILE", file.toString())));
    assertThat(file).hasContent("[\"0.0.0.0:5\",\"10.0.0.2:5\"]");
  }

  @Test
  void nothingIsWrittenToAPathThatMlxWouldMisread() throws IOException {
    Path odd = Files.createDirectory(directory.resolve("100%d"));
    assertThat(RankDirectory.write(odd, RANK)).isInstanceOf(RankEnvironment.Refused.class);
    try (Stream<Path> files = Files.list(odd)) {
      assertThat(files).isEmpty();
    }
  }
}
