package org.exojvm.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireTypes;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadPending;

/**
 * For which shards of which nodes a model was reported complete, one JSON object a line. A store
 * that is started anew and told to delete the model has to know: State says complete until each of
 * them is reported pending.
 */
final class AudienceFile {

  private AudienceFile() {}

  /** Adds to what is written there; keeps the latest {@link ModelLane#MAX_AUDIENCE}. */
  static void add(Path file, Collection<Audience> audience) throws IOException {
    ImmutableList<Audience> before = read(file);
    ImmutableSet<Audience> all =
        ImmutableSet.<Audience>builder().addAll(before).addAll(audience).build();
    if (all.size() > before.size()) {
      String text =
          all.stream()
              .skip(Math.max(0, all.size() - ModelLane.MAX_AUDIENCE))
              .map(one -> new DownloadPending(one.node(), one.shard(), ""))
              .map(one -> ExoJson.wire().encode(WireTypes.DOWNLOAD_PROGRESS, one) + "\n")
              .collect(Collectors.joining());
      Replacement.write(file, text.getBytes(UTF_8));
    }
  }

  /** Returns what was written; nothing when there is no such file or it is damaged. */
  static ImmutableList<Audience> read(Path file) {
    ImmutableList.Builder<Audience> audience = ImmutableList.builder();
    try {
      for (String line : Files.readAllLines(file)) {
        DownloadProgress one = ExoJson.wire().decode(WireTypes.DOWNLOAD_PROGRESS, line);
        audience.add(new Audience(one.nodeId(), one.shardMetadata()));
      }
      return audience.build();
    } catch (IOException | MalformedMessageException absent) {
      return ImmutableList.of();
    }
  }
}
