package org.exojvm.transport.libp2p.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Bytes;
import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.exojvm.transport.libp2p.duplex.Delimited;
import org.exojvm.transport.libp2p.duplex.Duplex;
import org.exojvm.transport.libp2p.duplex.MemoryDuplex;
import org.exojvm.transport.libp2p.gossipsub.router.GossipsubRouter;
import org.exojvm.transport.libp2p.gossipsub.router.MessageCheck;
import org.exojvm.transport.libp2p.gossipsub.router.RouterInput;
import org.exojvm.transport.libp2p.gossipsub.rpc.Rpc;
import org.exojvm.transport.libp2p.gossipsub.rpc.RpcCodec;
import org.exojvm.transport.libp2p.gossipsub.rpc.RpcLimits;
import org.exojvm.transport.libp2p.identify.Identify;
import org.exojvm.transport.libp2p.identity.Identity;
import org.exojvm.transport.libp2p.identity.PublicKey;
import org.exojvm.transport.libp2p.mdns.discovery.DiscoveryInput;
import org.exojvm.transport.libp2p.mdns.discovery.PeerDiscovery;
import org.exojvm.transport.libp2p.mdns.dns.DnsCodec;
import org.exojvm.transport.libp2p.mdns.dns.DnsPacket;
import org.exojvm.transport.libp2p.multiformats.Base58;
import org.exojvm.transport.libp2p.multiformats.Multiaddr;
import org.exojvm.transport.libp2p.multiformats.PeerId;
import org.exojvm.transport.libp2p.multiformats.Uvarint;
import org.exojvm.transport.libp2p.multiformats.WireException;
import org.exojvm.transport.libp2p.multistream.Multistream;
import org.exojvm.transport.libp2p.noise.FixedNoise;
import org.exojvm.transport.libp2p.noise.Noise;
import org.exojvm.transport.libp2p.noise.NoiseDuplex;
import org.exojvm.transport.libp2p.payload.PayloadReader;
import org.exojvm.transport.libp2p.pnet.PreSharedKey;
import org.exojvm.transport.libp2p.pnet.PrivateNetwork;
import org.exojvm.transport.libp2p.request.RequestServer;
import org.exojvm.transport.libp2p.stream.ConnectionInfo;
import org.exojvm.transport.libp2p.swarm.Upgrades;

/** Every decoder of the module, by the doors through which strangers reach it. */
final class Decoders {

  private static final int QUICK = 100;
  private static final int MAX_MESSAGE_BYTES = 1 << 20;

  private static final Identity IDENTITY = Identity.ofSeed(new byte[Identity.SEED_BYTES]);
  private static final PeerId PEER = PeerId.ofKey(new byte[] {1});
  private static final ConnectionInfo CONNECTION =
      new ConnectionInfo(1, PEER, Multiaddr.parse("/ip4/127.0.0.1/tcp/1"), false);
  private static final Noise NOISE = new Noise(IDENTITY, new SecureRandom());
  private static final RequestServer REQUESTS =
      new RequestServer((_, request) -> CompletableFuture.completedFuture(request));

  private static final Upgrades.Said SAID = Upgrades.recorded();

  /** To pass frames on as they are. */
  private static final ImmutableList<byte[]> UNTOUCHED = ImmutableList.of(new byte[8]);

  private static final int STREAM_BYTES = 700;
  private static final ImmutableList<byte[]> SESSION = session();
  private static final ImmutableList<byte[]> FRAMES = encrypted(SESSION);

  private Decoders() {}

  static ImmutableList<Decoder> all() {
    return ImmutableList.of(
        new Decoder("uvarint", QUICK, Decoders::uvarint),
        new Decoder("base58", QUICK, text(Base58::decode)),
        new Decoder("peer id as text", QUICK, text(PeerId::parse)),
        new Decoder("peer id", QUICK, PeerId::ofBytes),
        new Decoder("address as text", QUICK, text(Multiaddr::parse)),
        new Decoder("address", QUICK, Decoders::address),
        new Decoder("key pair", 3, Identity::ofProtobuf),
        new Decoder("public key", 20, PublicKey::ofProtobuf),
        new Decoder("key file", QUICK, text(PreSharedKey::parseFile)),
        new Decoder("private network", 20, Decoders::privateNetwork),
        new Decoder("negotiation, listening", QUICK, Decoders::listening),
        new Decoder("negotiation, dialling", QUICK, Decoders::dialling),
        new Decoder("handshake, listening", 2, input -> NOISE.respond(script(input))),
        new Decoder("handshake, dialling", 2, input -> NOISE.initiate(script(input))),
        new Decoder(
            "upgrade, listening",
            1,
            ImmutableList.of(SAID.byDialler()),
            input -> Upgrades.play(input, false, pieceOf(input))),
        new Decoder(
            "upgrade, dialling",
            1,
            ImmutableList.of(SAID.byListener()),
            input -> Upgrades.play(input, true, pieceOf(input))),
        new Decoder("encrypted frames", 40, UNTOUCHED, Decoders::encrypted),
        new Decoder("encrypted session", 5, UNTOUCHED, Decoders::encryptedSession),
        new Decoder("yamux", 5, Decoders::yamux),
        new Decoder("identify", QUICK, Identify::decode),
        new Decoder("gossip", QUICK, Decoders::gossip),
        new Decoder("gossip behind lengths", QUICK, Decoders::delimited),
        new Decoder("router", QUICK, Decoders::router),
        new Decoder("payload", QUICK, Decoders::payload),
        new Decoder("request", QUICK, Decoders::request),
        new Decoder("mdns", QUICK, Decoders::mdns));
  }

  private static Decoder.Target text(Consumer<String> parser) {
    return input -> {
      try {
        parser.accept(new String(input, ISO_8859_1));
      } catch (IllegalArgumentException e) {
        throw new WireException("A text was refused.", e);
      }
    };
  }

  private static Duplex script(byte[] input) {
    return new MemoryDuplex.Scripted(input, pieceOf(input));
  }

  /** Whole, or in single bytes: by the input, so that it can be repeated. */
  private static int pieceOf(byte[] input) {
    return input.length % 2 == 0 ? MAX_MESSAGE_BYTES : 1;
  }

  private static void uvarint(byte[] input) throws IOException {
    long value = Uvarint.read(new ByteArrayInputStream(input)::read, Uvarint.MAX_BYTES);
    check(Uvarint.encode(value).length <= input.length, "a varint was not minimal");
  }

  private static void address(byte[] input) throws IOException {
    Multiaddr address = Multiaddr.decode(input);
    check(Multiaddr.parse(address.toString()).equals(address), "text does not say the address");
  }

  private static void privateNetwork(byte[] input) throws IOException {
    PrivateNetwork.enter(
            script(input), PreSharedKey.ofNamespace("fuzz"), new byte[PrivateNetwork.NONCE_BYTES])
        .readFully(1);
  }

  private static void listening(byte[] input) throws IOException {
    var _ = Multistream.accept(script(input), ImmutableSet.of("/noise", "/yamux/1.0.0"));
  }

  private static void dialling(byte[] input) throws IOException {
    var _ = Multistream.propose(script(input), ImmutableList.of("/meshsub/1.2.0", "/noise"));
  }

  private static void yamux(byte[] input) throws IOException {
    var _ = new FuzzedSession(script(input));
  }

  /** One stream of a session, each of its frames in one of Noise, some of them empty. */
  private static ImmutableList<byte[]> session() {
    ImmutableList.Builder<byte[]> messages = ImmutableList.builder();
    int pieces = 7;
    int size = STREAM_BYTES / pieces;
    for (int i = 0; i < pieces; i++) {
      int flags = i == 0 ? 1 : i == pieces - 1 ? 4 : 0;
      ByteBuffer frame = ByteBuffer.allocate(12 + size).putShort((short) 0).putShort((short) flags);
      frame.putInt(1).putInt(size);
      for (int j = 0; j < size; j++) {
        frame.put(byteAt(i * size + j));
      }
      messages.add(frame.array()).add(new byte[0]);
    }
    return messages.build();
  }

  /** Never the same at another place that a frame could be moved to. */
  private static byte byteAt(int position) {
    return (byte) (position * 7 + position / 100);
  }

  private static ImmutableList<byte[]> encrypted(ImmutableList<byte[]> messages) {
    try {
      return FixedNoise.frames(messages);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Somebody on the way may end what is read, and never change it. */
  private static void encrypted(byte[] input) throws IOException {
    byte[] wire = Tampering.of(FRAMES, input);
    NoiseDuplex reader = FixedNoise.reading(wire, pieceOf(input));
    byte[] said = Bytes.concat(SESSION.toArray(byte[][]::new));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      for (int next = reader.read(); next >= 0; next = reader.read()) {
        read.write(next);
      }
    } catch (IOException e) {
      checkStart(read.toByteArray(), said);
      checkBroken(reader);
      throw e;
    }
    checkStart(read.toByteArray(), said);
    boolean isWhole = Arrays.equals(wire, Bytes.concat(FRAMES.toArray(byte[][]::new)));
    check(!isWhole || read.size() == said.length, "something is missing that was there");
  }

  private static void checkStart(byte[] read, byte[] said) {
    check(
        read.length <= said.length && Arrays.equals(read, Arrays.copyOf(said, read.length)),
        "something was read that nobody has said");
  }

  private static void checkBroken(Duplex reader) {
    try {
      check(reader.read() < 0, "something is read behind what was changed");
    } catch (IOException expected) {
      // It stays broken.
    }
  }

  private static void encryptedSession(byte[] input) throws IOException {
    byte[] wire = Tampering.of(FRAMES, input);
    FuzzedSession session = new FuzzedSession(FixedNoise.reading(wire, pieceOf(input)));
    byte[] said = new byte[STREAM_BYTES];
    for (int i = 0; i < said.length; i++) {
      said[i] = byteAt(i);
    }
    checkStart(session.read(), said);
    if (!session.reason().contains("closed the connection")) {
      throw new IOException(session.reason());
    }
  }

  private static void gossip(byte[] input) throws IOException {
    Rpc rpc = RpcCodec.decode(input);
    check(RpcCodec.decode(RpcCodec.encode(rpc)).equals(rpc), "a packet is not what it was");
  }

  private static void delimited(byte[] input) throws IOException {
    Duplex stream = script(input);
    while (true) {
      byte[] packet =
          Delimited.read(stream, RpcLimits.MAX_RPC_BYTES)
              .orElseThrow(() -> new IOException("the end"));
      var _ = RpcCodec.decode(packet);
    }
  }

  private static void router(byte[] input) throws IOException {
    Rpc rpc = RpcCodec.decode(input);
    GossipsubRouter router =
        new GossipsubRouter(
            IDENTITY.peerId(), true, _ -> MessageCheck.Verdict.ACCEPT, bound -> bound - 1);
    router.step(new RouterInput.Join("t"), 0);
    router.step(new RouterInput.PeerConnected(PEER, false), 0);
    router.step(new RouterInput.RpcReceived(PEER, rpc), 1);
    router.step(new RouterInput.Heartbeat(), Duration.ofSeconds(1).toMillis());
  }

  private static void payload(byte[] input) throws IOException {
    new PayloadReader(MAX_MESSAGE_BYTES).read(PEER, 1, ByteString.copyFrom(input));
  }

  private static void request(byte[] input) throws IOException {
    REQUESTS.handle(new ScriptedStream(CONNECTION, input, pieceOf(input)));
  }

  private static void mdns(byte[] input) throws IOException {
    DnsPacket packet = DnsCodec.decode(input);
    PeerDiscovery discovery =
        new PeerDiscovery(PEER, ImmutableList.of(CONNECTION.remote()), bound -> bound - 1);
    discovery.step(new DiscoveryInput.PacketReceived(CONNECTION.remote(), packet), 0);
    discovery.step(new DiscoveryInput.Tick(), Duration.ofDays(1).toMillis());
  }

  private static void check(boolean holds, String fault) {
    if (!holds) {
      throw new AssertionError(fault);
    }
  }
}
