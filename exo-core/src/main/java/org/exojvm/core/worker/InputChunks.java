package org.exojvm.core.worker;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.exojvm.api.generation.InputImageChunk;
import org.exojvm.api.id.CommandId;

/** Counts the input chunks of the latest requests. */
final class InputChunks {

  /**
   * Most requests whose chunks are counted; beyond it the oldest is forgotten and waits for ever,
   * until its client gives up. More than any node works on at a time.
   */
  static final int MAX_REQUESTS = 1024;

  /**
   * Most chunks counted of one request, about 4 GiB of input. Further ones are not counted, so a
   * request that says it has more waits for ever, until its client gives up.
   */
  static final int MAX_CHUNKS = 8_192;

  private final LinkedHashMap<CommandId, Set<Integer>> received = new LinkedHashMap<>();

  void received(CommandId command, InputImageChunk chunk) {
    if (!received.containsKey(command) && received.size() >= MAX_REQUESTS) {
      received.pollFirstEntry();
    }
    Set<Integer> chunks = received.computeIfAbsent(command, _ -> new LinkedHashSet<>());
    if (chunks.size() < MAX_CHUNKS) {
      chunks.add(chunk.chunkIndex());
    }
  }

  ImmutableMap<CommandId, Integer> counts() {
    ImmutableMap.Builder<CommandId, Integer> counts = ImmutableMap.builder();
    for (Map.Entry<CommandId, Set<Integer>> entry : received.entrySet()) {
      counts.put(entry.getKey(), entry.getValue().size());
    }
    return counts.buildOrThrow();
  }
}
