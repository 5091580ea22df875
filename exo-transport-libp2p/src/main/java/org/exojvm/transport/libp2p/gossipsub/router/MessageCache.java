package org.exojvm.transport.libp2p.gossipsub.router;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exojvm.transport.libp2p.gossipsub.rpc.MessageId;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.jspecify.annotations.Nullable;

/** The messages of the last heartbeats, for peers that ask for them. */
final class MessageCache {

  private static final class Entry {

    final GossipMessage message;
    final long window;

    /** Empty as a rule: hardly anybody asks. */
    Map<PeerId, Integer> sent = Map.of();

    Entry(GossipMessage message, long window) {
      this.message = message;
      this.window = window;
    }
  }

  /** In the order in which they came, so the oldest are in front. */
  private final Map<MessageId, Entry> entries = new LinkedHashMap<>();

  private long window;
  private long bytes;

  void add(GossipMessage message) {
    if (entries.putIfAbsent(message.id(), new Entry(message, window)) == null) {
      bytes += message.data().size();
      Iterator<Entry> oldest = entries.values().iterator();
      while (isOverfull()) {
        forget(oldest.next());
        oldest.remove();
      }
    }
  }

  private boolean isOverfull() {
    return bytes > RouterLimits.MAX_CACHED_BYTES
        || entries.size() > RouterLimits.MAX_CACHED_MESSAGES;
  }

  private void forget(Entry entry) {
    bytes -= entry.message.data().size();
  }

  @Nullable GossipMessage get(MessageId id) {
    Entry entry = entries.get(id);
    return entry == null ? null : entry.message;
  }

  /** Returns a message that a peer asks for, or null when it is gone or was sent too often. */
  @Nullable GossipMessage ask(MessageId id, PeerId peer) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return null;
    }
    if (entry.sent.isEmpty()) {
      entry.sent = new HashMap<>();
    }
    int sent = entry.sent.merge(peer, 1, Integer::sum);
    return sent <= GossipParameters.MAX_RETRANSMISSIONS ? entry.message : null;
  }

  /** Returns the names of messages of a topic of which peers are still told, the newest last. */
  ImmutableList<MessageId> told(String topic) {
    List<MessageId> ids = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.window > window - GossipParameters.GOSSIP_WINDOWS
          && entry.message.topic().equals(topic)) {
        ids.add(entry.message.id());
      }
    }
    int most = GossipParameters.MAX_IDS_PER_HEARTBEAT;
    return ImmutableList.copyOf(ids.subList(Math.max(0, ids.size() - most), ids.size()));
  }

  /** Begins a new window and forgets the oldest. */
  void shift() {
    window++;
    Iterator<Entry> oldest = entries.values().iterator();
    while (oldest.hasNext()) {
      Entry entry = oldest.next();
      if (entry.window > window - GossipParameters.HISTORY_WINDOWS) {
        return;
      }
      forget(entry);
      oldest.remove();
    }
  }

  int size() {
    return entries.size();
  }

  long bytes() {
    return bytes;
  }
}
