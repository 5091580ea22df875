package org.exojvm.transport.libp2p.swarm;

import com.google.common.collect.ImmutableList;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands behind an address such as {@code 0.0.0.0}: those of the machine, as they are now. */
public final class LocalAddresses {

  /** Most addresses that are named; a machine with more is reached by these. */
  public static final int MAX_ADDRESSES = 32;

  private static final Logger LOG = LoggerFactory.getLogger(LocalAddresses.class);

  private LocalAddresses() {}

  /**
   * Returns the addresses at which others dial a node that listens at these; loopback comes last.
   */
  public static ImmutableList<Multiaddr> reachable(List<Multiaddr> listen) {
    return listen.stream()
        .flatMap(address -> address.isWildcard() ? machine(address) : Stream.of(address))
        .distinct()
        .limit(MAX_ADDRESSES)
        .collect(ImmutableList.toImmutableList());
  }

  /** A socket on all addresses of IPv6 takes connections of IPv4 too. */
  private static Stream<Multiaddr> machine(Multiaddr wildcard) {
    boolean onlyIp4 = wildcard.host().filter(host -> host.equals("0.0.0.0")).isPresent();
    return present()
        .filter(address -> !address.isLinkLocalAddress())
        .filter(address -> !onlyIp4 || address instanceof Inet4Address)
        .sorted(Comparator.comparing(InetAddress::isLoopbackAddress))
        .map(address -> wildcard.withHostOf(Multiaddr.ofHost(address.getAddress())));
  }

  private static Stream<InetAddress> present() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(LocalAddresses::isUp)
          .flatMap(NetworkInterface::inetAddresses);
    } catch (SocketException e) {
      LOG.debug("The interfaces of this machine cannot be listed: {}", e.toString());
      return Stream.empty();
    }
  }

  private static boolean isUp(NetworkInterface candidate) {
    try {
      return candidate.isUp();
    } catch (SocketException e) {
      return false;
    }
  }
}
