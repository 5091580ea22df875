package org.exojvm.mlx.check;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.exojvm.api.collection.Bytes;
import org.exojvm.mlx.group.RankEnvironment;
import org.exojvm.mlx.group.RingRank;
import org.exojvm.mlx.library.MlxLocation;
import org.exojvm.mlx.process.PhaseLimits;
import org.exojvm.mlx.process.RankDirectory;
import org.exojvm.mlx.process.RunnerProcessSpec;

/** The process of a rank of a {@link LocalGroup}. */
final class MemberSpec {

  private static final List<String> OPTIONS = List.of("-Xmx256m");

  private MemberSpec() {}

  static RunnerProcessSpec of(
      RingRank rank, MlxLocation.Found library, Path directory, PhaseLimits limits)
      throws IOException {
    Path own = Files.createDirectories(directory);
    return new RunnerProcessSpec(
        "rank" + rank.rank(),
        RunnerProcessSpec.jvm(GroupMember.class, own, OPTIONS),
        environment(rank, library, own),
        own,
        Bytes.copyOf(new byte[0]),
        limits);
  }

  private static ImmutableMap<String, String> environment(
      RingRank rank, MlxLocation.Found library, Path directory) throws IOException {
    return switch (RankDirectory.write(directory, rank)) {
      case RankEnvironment.Variables(ImmutableMap<String, String> variables) ->
          ImmutableMap.<String, String>builder()
              .putAll(variables)
              .put(MlxLocation.VARIABLE, library.file().toString())
              .buildOrThrow();
      case RankEnvironment.Refused(var problem) -> throw new IOException(problem.text());
    };
  }
}
