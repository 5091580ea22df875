package org.exojvm.core.download;

import com.google.common.collect.ImmutableMap;
import org.exojvm.api.model.Memory;

/**
 * Progress of a download, in all and per file.
 *
 * @param totalBytes size of everything to fetch
 * @param downloadedBytes bytes on disk
 * @param downloadedBytesThisSession bytes fetched since start
 * @param completedFiles files complete
 * @param totalFiles files in all
 * @param speed bytes per second
 * @param etaMs estimated remaining time in milliseconds
 * @param files the same figures per file
 */
public record DownloadProgressData(
    Memory totalBytes,
    Memory downloadedBytes,
    Memory downloadedBytesThisSession,
    int completedFiles,
    int totalFiles,
    double speed,
    long etaMs,
    ImmutableMap<String, DownloadProgressData> files) {}
