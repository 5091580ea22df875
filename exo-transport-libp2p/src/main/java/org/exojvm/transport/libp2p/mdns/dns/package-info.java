/**
 * As much of DNS packets (<a href="https://www.rfc-editor.org/rfc/rfc1035">RFC 1035</a>) as peers
 * use to find each other: names, questions, PTR and TXT records. {@link
 * org.exojvm.transport.libp2p.mdns.dns.DnsCodec} reads and writes {@link
 * org.exojvm.transport.libp2p.mdns.dns.DnsPacket}s.
 *
 * <p>Packets come from anybody on the network, unauthenticated: names that point in circles, counts
 * that lie and lengths beyond the packet are refused.
 *
 * <p>Threading: values are immutable; functions are pure.
 */
@NullMarked
package org.exojvm.transport.libp2p.mdns.dns;

import org.jspecify.annotations.NullMarked;
