// A js-libp2p peer for the tests with one: reads commands on its input, writes events to its output, one
// JSON object a line, and ends when its input does. Its only argument is a JSON object:
//   family: 2 or 3; seed: 64 hex digits of its key; psk: 64 hex digits; identify: whether
//   it speaks it; topics: to subscribe to
import readline from 'node:readline'
import { createNode } from './node.mjs'

const config = JSON.parse(process.argv[2])
const stack = await import(`./stack-${config.family}.mjs`)
const tell = message => process.stdout.write(JSON.stringify(message) + '\n')

/** Data that both sides can make from its length alone. */
function pattern (length) {
  const bytes = Buffer.alloc(length)
  for (let i = 0; i < length; i++) {
    bytes[i] = i * 31 + (i >> 8) + length
  }
  return bytes
}

function textOf (data) {
  const bytes = Buffer.from(data)
  return bytes.equals(pattern(bytes.length)) ? 'pattern ' + bytes.length : bytes.toString('utf8', 0, 100)
}

const node = await createNode(stack, config)
const gossip = node.services.pubsub

node.addEventListener('connection:open', ({ detail }) =>
  tell({ event: 'connected', peer: detail.remotePeer.toString(), direction: detail.direction }))
node.addEventListener('connection:close', ({ detail }) =>
  tell({ event: 'disconnected', peer: detail.remotePeer.toString() }))
node.addEventListener('peer:identify', ({ detail }) =>
  tell({ event: 'identified', peer: detail.peerId.toString(), agent: detail.agentVersion, protocols: detail.protocols }))
gossip.addEventListener('subscription-change', ({ detail }) => {
  for (const { topic, subscribe } of detail.subscriptions) {
    tell({ event: subscribe ? 'subscribed' : 'unsubscribed', peer: detail.peerId.toString(), topic })
  }
})
gossip.addEventListener('gossipsub:message', ({ detail }) =>
  tell({ event: 'message', topic: detail.msg.topic, from: detail.msg.from?.toString(), text: textOf(detail.msg.data) }))

const commands = {
  async dial ({ address, force }) {
    const connection = await node.dial(stack.multiaddr(address), { force, signal: AbortSignal.timeout(10_000) })
    return { peer: connection.remotePeer.toString() }
  },
  async publish ({ topic, text, size }) {
    const data = size === undefined ? Buffer.from(text) : pattern(size)
    const { recipients } = await gossip.publish(topic, data)
    return { recipients: recipients.map(String) }
  },
  async ping ({ peer }) {
    return { millis: await node.services.ping.ping(stack.peerIdFromString(peer), { signal: AbortSignal.timeout(10_000) }) }
  },
  async closeConnection ({ peer, direction }) {
    const [connection] = node.getConnections(stack.peerIdFromString(peer)).filter(each => each.direction === direction)
    await connection.close()
    return { left: node.getConnections(stack.peerIdFromString(peer)).length }
  }
}

const input = readline.createInterface({ input: process.stdin })
input.on('close', () => process.exit(0))
input.on('line', async line => {
  const { id, command, ...args } = JSON.parse(line)
  try {
    tell({ event: 'done', id, ...await commands[command](args) })
  } catch (error) {
    tell({ event: 'failed', id, error: error.name + ': ' + error.message })
  }
})

await node.start()
config.topics.forEach(topic => gossip.subscribe(topic))
tell({ event: 'ready', peer: node.peerId.toString(), address: node.getMultiaddrs()[0].toString() })
