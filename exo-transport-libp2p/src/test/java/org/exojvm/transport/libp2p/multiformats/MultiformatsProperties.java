package org.exojvm.transport.libp2p.multiformats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Goal: codings are read back as written, and no bytes cause another fault than the declared. */
class MultiformatsProperties {

  @Property(tries = 300)
  void base58IsReadBack(@ForAll @Size(max = 64) byte[] bytes) {
    assertThat(Base58.decode(Base58.encode(bytes))).isEqualTo(bytes);
  }

  @Property(tries = 300)
  void varintsAreReadBack(@ForAll @LongRange(min = 0) long value) throws IOException {
    byte[] bytes = Uvarint.encode(value);

    assertThat(Uvarint.read(new ByteArrayInputStream(bytes)::read, Uvarint.MAX_BYTES))
        .isEqualTo(value);
    assertThat(bytes).hasSize(Uvarint.size(value));
  }

  @Property(tries = 2000)
  void anyBytesAreAnAddressThatIsReadBackOrAreRefused(@ForAll @Size(max = 40) byte[] bytes) {
    try {
      Multiaddr address = Multiaddr.decode(bytes);
      assertThat(Multiaddr.parse(address.toString())).isEqualTo(address);
      assertThat(address.encode()).isEqualTo(bytes);
    } catch (WireException e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }

  @Property(tries = 2000)
  void machineOfVersion6IsReadAsTheJdkWritesIt(@ForAll @Size(16) byte[] number)
      throws UnknownHostException {
    String text = InetAddress.getByAddress(number).getHostAddress();
    String protocol = text.contains(":") ? "/ip6/" : "/ip6/::ffff:";

    assertThat(Multiaddr.parse(protocol + text)).isEqualTo(Multiaddr.ofHost(number));
  }

  @Property(tries = 2000)
  void anyBytesAreAPeerOrAreRefused(@ForAll @Size(max = 48) byte[] bytes) {
    try {
      assertThat(PeerId.parse(PeerId.ofBytes(bytes).toString()).bytes()).isEqualTo(bytes);
    } catch (WireException e) {
      assertThat(e).hasMessageContaining(" ");
    }
  }
}
