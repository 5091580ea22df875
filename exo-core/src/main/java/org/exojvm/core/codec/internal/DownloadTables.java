package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.ModelTables.SHARD_METADATA;
import static org.exojvm.core.codec.internal.NodeTables.MEMORY;
import static org.exojvm.core.codec.internal.Scalars.DOUBLE;
import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.download.DownloadProgress.DownloadCompleted;
import org.exojvm.core.download.DownloadProgress.DownloadFailed;
import org.exojvm.core.download.DownloadProgress.DownloadOngoing;
import org.exojvm.core.download.DownloadProgress.DownloadPending;
import org.exojvm.core.download.DownloadProgressData;

/** Downloads and how far they are. */
public final class DownloadTables {

  public static final RecordCodec<DownloadProgressData> DOWNLOAD_PROGRESS_DATA =
      RecordCodec.<DownloadProgressData>record("DownloadProgressData")
          .required("total_bytes", MEMORY)
          .required("downloaded_bytes", MEMORY)
          .required("downloaded_bytes_this_session", MEMORY)
          .required("completed_files", INT)
          .required("total_files", INT)
          .required("speed", DOUBLE)
          .required("eta_ms", LONG)
          .required("files", new Files())
          .build(
              s ->
                  new DownloadProgressData(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7)),
              v ->
                  parts(
                      v.totalBytes(),
                      v.downloadedBytes(),
                      v.downloadedBytesThisSession(),
                      v.completedFiles(),
                      v.totalFiles(),
                      v.speed(),
                      v.etaMs(),
                      v.files()));

  public static final RecordCodec<DownloadPending> DOWNLOAD_PENDING =
      RecordCodec.<DownloadPending>record("DownloadPending")
          .required("node_id", Ids.NODE)
          .required("shard_metadata", SHARD_METADATA)
          .optional("model_directory", STRING, "")
          .build(
              s -> new DownloadPending(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.nodeId(), v.shardMetadata(), v.modelDirectory()));

  public static final RecordCodec<DownloadCompleted> DOWNLOAD_COMPLETED =
      RecordCodec.<DownloadCompleted>record("DownloadCompleted")
          .required("node_id", Ids.NODE)
          .required("shard_metadata", SHARD_METADATA)
          .optional("model_directory", STRING, "")
          .required("total_bytes", MEMORY)
          .build(
              s -> new DownloadCompleted(s.at(0), s.at(1), s.at(2), s.at(3)),
              v -> parts(v.nodeId(), v.shardMetadata(), v.modelDirectory(), v.totalBytes()));

  public static final RecordCodec<DownloadFailed> DOWNLOAD_FAILED =
      RecordCodec.<DownloadFailed>record("DownloadFailed")
          .required("node_id", Ids.NODE)
          .required("shard_metadata", SHARD_METADATA)
          .optional("model_directory", STRING, "")
          .required("error_message", STRING)
          .build(
              s -> new DownloadFailed(s.at(0), s.at(1), s.at(2), s.at(3)),
              v -> parts(v.nodeId(), v.shardMetadata(), v.modelDirectory(), v.errorMessage()));

  public static final RecordCodec<DownloadOngoing> DOWNLOAD_ONGOING =
      RecordCodec.<DownloadOngoing>record("DownloadOngoing")
          .required("node_id", Ids.NODE)
          .required("shard_metadata", SHARD_METADATA)
          .optional("model_directory", STRING, "")
          .required("download_progress", DOWNLOAD_PROGRESS_DATA)
          .build(
              s -> new DownloadOngoing(s.at(0), s.at(1), s.at(2), s.at(3)),
              v -> parts(v.nodeId(), v.shardMetadata(), v.modelDirectory(), v.downloadProgress()));

  public static final UnionCodec<DownloadProgress> DOWNLOAD_PROGRESS =
      UnionCodec.<DownloadProgress>union("DownloadProgress")
          .variant(DownloadPending.class, DOWNLOAD_PENDING)
          .variant(DownloadCompleted.class, DOWNLOAD_COMPLETED)
          .variant(DownloadFailed.class, DOWNLOAD_FAILED)
          .variant(DownloadOngoing.class, DOWNLOAD_ONGOING)
          .build();

  private DownloadTables() {}

  /** The same figures per file; looks the table up late, because the table contains this. */
  private static final class Files
      implements ValueCodec<ImmutableMap<String, DownloadProgressData>> {
    @Override
    public ImmutableMap<String, DownloadProgressData> read(JsonReader in)
        throws MalformedValue, IOException {
      return ImmutableMap.copyOf(MapCodec.entries(in, MapKey.TEXT, DOWNLOAD_PROGRESS_DATA));
    }

    @Override
    public void write(JsonWriter out, ImmutableMap<String, DownloadProgressData> value) {
      MapCodec.write(out, value, MapKey.TEXT, DOWNLOAD_PROGRESS_DATA);
    }
  }
}
