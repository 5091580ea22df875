package org.exojvm.api.hardware;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Optional;
import org.exojvm.api.check.Checks;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.node.NodeIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Speeds of chips and links.
 *
 * @param chips speed by chip, under the name that nodes report as {@link NodeIdentity#chipId}
 * @param nodes speed of single nodes, which comes before that of their chip
 * @param links speed by kind of link; a kind without an entry is as fast as {@link
 *     LinkKind#UNKNOWN}
 * @param unknownChip what a chip without an entry is taken for
 * @param bandwidthEfficiency part of the peak memory bandwidth that decoding reaches, in (0, 1]
 * @param collectiveOverheadSeconds time that one sum over all ranks takes beyond moving the bytes:
 *     scheduling, synchronisation; seconds
 */
public record HardwareProfile(
    ImmutableMap<String, ChipSpeed> chips,
    ImmutableMap<NodeId, ChipSpeed> nodes,
    ImmutableMap<LinkKind, LinkSpeed> links,
    ChipSpeed unknownChip,
    double bandwidthEfficiency,
    double collectiveOverheadSeconds) {

  /** Checks the figures, and that unknown links have a speed. */
  public HardwareProfile {
    Checks.inRange(
        bandwidthEfficiency > 0 && bandwidthEfficiency <= 1,
        "HardwareProfile.bandwidthEfficiency",
        bandwidthEfficiency,
        "in (0, 1]");
    Checks.inRange(
        collectiveOverheadSeconds >= 0 && Double.isFinite(collectiveOverheadSeconds),
        "HardwareProfile.collectiveOverheadSeconds",
        collectiveOverheadSeconds,
        "finite and at least 0");
    Checks.inRange(
        links.containsKey(LinkKind.UNKNOWN),
        "HardwareProfile.links",
        links.keySet(),
        "a map with an entry for UNKNOWN");
  }

  /** Returns the published figures; sources at {@link PublishedSpeeds}. */
  public static HardwareProfile defaults() {
    return PublishedSpeeds.DEFAULTS;
  }

  /** Returns the speed of a link. */
  public LinkSpeed link(LinkKind kind) {
    LinkSpeed speed = links.get(kind);
    return speed == null
        ? links.getOrDefault(LinkKind.UNKNOWN, PublishedSpeeds.UNKNOWN_LINK)
        : speed;
  }

  /** Returns the speed of a node, if it or its chip is known; {@link #unknownChip} otherwise. */
  public Optional<ChipSpeed> knownSpeed(NodeId node, @Nullable NodeIdentity identity) {
    ChipSpeed own = nodes.get(node);
    return own != null || identity == null
        ? Optional.ofNullable(own)
        : Optional.ofNullable(chips.get(identity.chipId()));
  }

  /** Returns this profile with another speed for a chip. */
  public HardwareProfile withChip(String chip, ChipSpeed speed) {
    return with(with(chips, chip, speed), nodes, links);
  }

  /** Returns this profile with a speed for one node. */
  public HardwareProfile withNode(NodeId node, ChipSpeed speed) {
    return with(chips, with(nodes, node, speed), links);
  }

  /** Returns this profile with another speed for a kind of link. */
  public HardwareProfile withLink(LinkKind kind, LinkSpeed speed) {
    return with(chips, nodes, with(links, kind, speed));
  }

  private HardwareProfile with(
      ImmutableMap<String, ChipSpeed> chips,
      ImmutableMap<NodeId, ChipSpeed> nodes,
      ImmutableMap<LinkKind, LinkSpeed> links) {
    return new HardwareProfile(
        chips, nodes, links, unknownChip, bandwidthEfficiency, collectiveOverheadSeconds);
  }

  private static <K, V> ImmutableMap<K, V> with(ImmutableMap<K, V> map, K key, V value) {
    return ImmutableMap.<K, V>builderWithExpectedSize(map.size() + 1)
        .putAll(Maps.filterKeys(map, other -> !key.equals(other)))
        .put(key, value)
        .buildOrThrow();
  }
}
