package org.exojvm.transport.libp2p.mdns.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.exojvm.transport.libp2p.Vectors;
import org.exojvm.transport.libp2p.multiformats.WireException;

/** Goal: no bytes cause another fault than the declared, and what is read can be written again. */
class DnsCodecProperties {

  @Provide
  Arbitrary<byte[]> packets() {
    return Arbitraries.of("rustQuery", "rustResponse", "rustMetaResponse", "jsResponse")
        .map(name -> Vectors.hex(Vectors.of("mdns").get(name)));
  }

  @Property(tries = 3000)
  void anyBytesAreAPacketOrAreRefused(@ForAll @Size(max = 120) byte[] bytes) {
    readOrRefuse(bytes);
  }

  @Property(tries = 3000)
  void packetsWithFaultsAreReadOrAreRefused(
      @ForAll @From("packets") byte[] packet,
      @ForAll @Size(min = 1, max = 4) int[] places,
      @ForAll @ByteRange(min = Byte.MIN_VALUE) byte fault,
      @ForAll @IntRange(max = 20) int cut) {
    byte[] bytes = packet.clone();
    for (int place : places) {
      bytes[Math.floorMod(place, bytes.length)] = fault;
    }
    readOrRefuse(Arrays.copyOf(bytes, Math.max(0, bytes.length - cut)));
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      byte[] written = DnsCodec.encode(DnsCodec.decode(bytes));
      if (written.length <= DnsCodec.MAX_PACKET_BYTES) {
        assertThat(DnsCodec.encode(DnsCodec.decode(written))).isEqualTo(written);
      }
    } catch (WireException e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }
}
