package org.exojvm.api.hardware;

import com.google.common.collect.ImmutableMap;
import org.jspecify.annotations.Nullable;

/**
 * Published figures. Memory bandwidth: the vendor's peak; where a chip is sold with two, the lower.
 * Half-precision rate: published or commonly listed peak of the GPU, null where none is known.
 * Links: RDMA over Thunderbolt 5 and TCP over Thunderbolt as measured and published; Ethernet (1
 * Gbit/s), wireless and unknown links are assumptions that a host with better figures overrides.
 * Decoding reaches 70 to 85 % of the peak bandwidth; the middle is taken.
 */
final class PublishedSpeeds {

  private static final double BANDWIDTH_EFFICIENCY = 0.775;

  /**
   * Fitted: with it a dense model of 75 GB and 80 layers on M3 Ultras with RDMA gains the published
   * factors of 1.8 on two nodes and 3.2 on four. Without it the model promises 1.96 and 3.8.
   */
  private static final double COLLECTIVE_OVERHEAD = 36e-6;

  /** As slow as a plain laptop of some years ago: an unknown node is not chosen for its speed. */
  private static final ChipSpeed UNKNOWN_CHIP = chip(68, null);

  static final LinkSpeed UNKNOWN_LINK = link(1, 500);

  private static final ImmutableMap<String, ChipSpeed> CHIPS =
      ImmutableMap.<String, ChipSpeed>builder()
          .put("Apple M1", chip(68, 4.6))
          .put("Apple M1 Pro", chip(200, 10.6))
          .put("Apple M1 Max", chip(400, 21.2))
          .put("Apple M1 Ultra", chip(800, 42.4))
          .put("Apple M2", chip(102, 7.1))
          .put("Apple M2 Pro", chip(204, 11.4))
          .put("Apple M2 Max", chip(400, 27.0))
          .put("Apple M2 Ultra", chip(800, 54.0))
          .put("Apple M3", chip(102, 7.1))
          .put("Apple M3 Pro", chip(153, 9.9))
          .put("Apple M3 Max", chip(300, 28.4))
          .put("Apple M3 Ultra", chip(819, null))
          .put("Apple M4", chip(120, 8.5))
          .put("Apple M4 Pro", chip(273, 11.4))
          .put("Apple M4 Max", chip(410, 36.1))
          .buildOrThrow();

  private static final ImmutableMap<LinkKind, LinkSpeed> LINKS =
      ImmutableMap.of(
          LinkKind.RDMA_THUNDERBOLT_5, link(80, 9),
          LinkKind.THUNDERBOLT_TCP, link(20, 300),
          LinkKind.ETHERNET, link(1, 200),
          LinkKind.WIFI, link(0.5, 3000),
          LinkKind.UNKNOWN, UNKNOWN_LINK);

  static final HardwareProfile DEFAULTS =
      new HardwareProfile(
          CHIPS, ImmutableMap.of(), LINKS, UNKNOWN_CHIP, BANDWIDTH_EFFICIENCY, COLLECTIVE_OVERHEAD);

  private PublishedSpeeds() {}

  private static ChipSpeed chip(double gigabytesPerSecond, @Nullable Double teraflops) {
    return new ChipSpeed(gigabytesPerSecond * 1e9, teraflops == null ? null : teraflops * 1e12);
  }

  private static LinkSpeed link(double gigabitPerSecond, double latencyMicros) {
    return new LinkSpeed(gigabitPerSecond * 1e9 / 8, latencyMicros * 1e-6);
  }
}
