// A js-libp2p node, configured as a node of the reference is.
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'

/** Largest data of a message, as in the reference. */
const MAX_MESSAGE_BYTES = 1024 * 1024

/** Names of messages must be the same in the whole network: author and number, as rust-libp2p has them. */
const messageId = ({ from, sequenceNumber }) => Buffer.from(from.toString() + sequenceNumber.toString(10))

/** Stands in where there is no identify, for gossipsub will not start without: the peer answers `na` then. */
const nothing = () => ({ [Symbol.for('@libp2p/service-capabilities')]: ['@libp2p/identify'] })

export async function createNode (stack, { seed, psk, identify, yamux }) {
  return stack.createLibp2p({
    start: false,
    privateKey: await generateKeyPairFromSeed('Ed25519', Buffer.from(seed, 'hex')),
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [stack.tcp()],
    connectionProtector: stack.preSharedKey({ psk: Buffer.from(`/key/swarm/psk/1.0.0/\n/base16/\n${psk}`) }),
    connectionEncrypters: [stack.noise()],
    streamMuxers: [stack.yamux(yamux)],
    // Loopback, too, may be dialled.
    connectionGater: { denyDialMultiaddr: () => false },
    // Five inbound connections a second of one host, which it allows by itself, are few for tests.
    connectionManager: { reconnectRetries: 0, inboundConnectionThreshold: 1_000 },
    services: {
      ping: stack.ping(),
      identify: identify ? stack.identify() : nothing,
      pubsub: stack.gossipsub({
        globalSignaturePolicy: 'StrictSign',
        allowPublishToZeroTopicPeers: false,
        floodPublish: true,
        fallbackToFloodsub: false,
        doPX: false,
        msgIdFn: messageId,
        maxInboundDataLength: MAX_MESSAGE_BYTES,
        maxOutboundBufferSize: 16 * MAX_MESSAGE_BYTES
      })
    }
  })
}
