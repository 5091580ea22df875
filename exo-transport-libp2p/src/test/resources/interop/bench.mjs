// One of two js-libp2p peers that do what the benchmarks of this product measure. Without arguments it listens
// and writes its address; with an address it dials it, reads lines `WORKLOAD WARM_UP AMOUNT` and answers each
// with one line, the figure. Both end with their input.
import { randomBytes } from 'node:crypto'
import readline from 'node:readline'
import { createNode } from './node.mjs'
import * as stack from './stack-3.mjs'

const ECHO = '/bench/echo/1.0.0'
const SINK = '/bench/sink/1.0.0'
const TOPIC = 'bench'
const ACKNOWLEDGEMENTS = 'acknowledgements'
const BYTES = 300
const REQUEST_BYTES = 1024
const CHUNK_BYTES = 64 * 1024
const WAITING_BYTES = 1024 * 1024
const MEGABYTE = 1_000_000
const AT_A_TIME = 2_000
const RATE = 1_000

process.stdin.on('close', () => process.exit(0))
process.on('unhandledRejection', error => {
  // What js-libp2p does when the other side closes a connection first.
  if (error.code !== 'ECONNRESET') {
    throw error
  }
})
const remote = process.argv[2]
const node = await createNode(stack, {
  seed: randomBytes(32).toString('hex'),
  psk: '00'.repeat(32),
  identify: true,
  // As here. With windows of 16 MiB, which it has by itself, its XSalsa20 runs out of memory.
  yamux: { streamOptions: { maxStreamWindowSize: 1024 * 1024 } }
})
const gossip = node.services.pubsub
await node.start()

// Monotonic and the same for both processes.
const now = () => process.hrtime.bigint()
const millis = (from, to) => Number(to - from) / 1e6

function percentiles (took) {
  const sorted = [...took].sort((a, b) => a - b)
  const at = share => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)].toFixed(2)
  return `${at(0.99)} ms p99 (${at(0.5)} p50, ${at(1)} max, ${sorted.length})`
}

async function read (stream, length) {
  let left = length
  for await (const chunk of stream) {
    left -= chunk.byteLength
    if (left <= 0) {
      return
    }
  }
}

const turn = () => new Promise(resolve => setImmediate(resolve))

/** Sends, and waits while much waits to be sent: closing a stream gives up what does for long. */
async function send (stream, data) {
  stream.send(data)
  while (stream.writeBufferLength > WAITING_BYTES) {
    await turn()
  }
}

async function listen () {
  await node.handle(ECHO, async stream => {
    for await (const chunk of stream) {
      await send(stream, chunk)
    }
    await stream.close()
  })
  await node.handle(SINK, async stream => {
    for await (const _ of stream) {
      // Only that it is read counts.
    }
    await send(stream, Buffer.alloc(1))
    await stream.close()
  })
  // What each message took is told back in groups, so that the other knows how many are under way.
  let group = []
  let timer
  const tell = () => {
    clearTimeout(timer)
    timer = undefined
    gossip.publish(ACKNOWLEDGEMENTS, Buffer.from(JSON.stringify(group)))
    group = []
  }
  gossip.addEventListener('gossipsub:message', ({ detail }) => {
    group.push(millis(Buffer.from(detail.msg.data).readBigInt64BE(), now()))
    if (group.length === AT_A_TIME / 10) {
      tell()
    } else {
      timer ??= setTimeout(tell, 50)
    }
  })
  gossip.subscribe(TOPIC)
  process.stdin.resume()
  process.stdout.write(node.getMultiaddrs()[0] + '\n')
}

const address = remote && stack.multiaddr(remote)

async function connections (times) {
  await node.hangUp(address)
  const took = []
  for (let i = 0; i < times; i++) {
    const start = now()
    const connection = await node.dial(address)
    took.push(millis(start, now()))
    await connection.close()
  }
  await node.dial(address)
  return took
}

async function requests (times) {
  const connection = await node.dial(address)
  const took = []
  for (let i = 0; i < times; i++) {
    const start = now()
    const stream = await connection.newStream(ECHO)
    await send(stream, Buffer.alloc(REQUEST_BYTES))
    await read(stream, REQUEST_BYTES)
    took.push(millis(start, now()))
    await stream.close()
  }
  return took
}

let took = []
gossip.addEventListener('gossipsub:message', ({ detail }) => {
  if (detail.msg.topic === ACKNOWLEDGEMENTS) {
    took.push(...JSON.parse(Buffer.from(detail.msg.data).toString()))
  }
})

async function publish () {
  const data = Buffer.alloc(BYTES)
  data.writeBigInt64BE(now())
  await gossip.publish(TOPIC, data)
}

async function delivery (messages) {
  took = []
  const start = now()
  for (let i = 0; i < messages; i++) {
    while (millis(start, now()) < i * 1000 / RATE) {
      await turn()
    }
    await publish()
  }
  while (took.length < messages) {
    await turn()
  }
  return took
}

async function signed (seconds) {
  took = []
  const start = now()
  let sent = 0
  while (millis(start, now()) < seconds * 1000) {
    while (sent - took.length >= AT_A_TIME) {
      await turn()
    }
    await publish()
    sent++
  }
  while (took.length < sent) {
    await turn()
  }
  return sent * 1000 / millis(start, now())
}

async function stream (megabytes) {
  const connection = await node.dial(address)
  const start = now()
  const sink = await connection.newStream(SINK)
  const chunk = Buffer.alloc(CHUNK_BYTES)
  for (let left = megabytes * MEGABYTE; left > 0; left -= CHUNK_BYTES) {
    await send(sink, left < CHUNK_BYTES ? chunk.subarray(0, left) : chunk)
  }
  await sink.close()
  await read(sink, 1)
  return megabytes * 1000 / millis(start, now())
}

const workloads = {
  connections: async (warmUp, amount) => { await connections(warmUp); return percentiles(await connections(amount)) },
  requests: async (warmUp, amount) => { await requests(warmUp); return percentiles(await requests(amount)) },
  delivery: async (warmUp, amount) => { await delivery(warmUp); return percentiles(await delivery(amount)) },
  signed: async (warmUp, amount) => {
    await signed(warmUp)
    return `${Math.round(await signed(amount)).toLocaleString('en')}/s`
  },
  stream: async (warmUp, amount) => { await stream(warmUp); return `${(await stream(amount)).toFixed(0)} MB/s` }
}

async function dial () {
  gossip.subscribe(ACKNOWLEDGEMENTS)
  const subscribed = new Promise(resolve => gossip.addEventListener('subscription-change', resolve, { once: true }))
  await node.dial(address)
  await subscribed
  readline.createInterface({ input: process.stdin }).on('line', async line => {
    const [workload, warmUp, amount] = line.split(' ')
    process.stdout.write(await workloads[workload](Number(warmUp), Number(amount)) + '\n')
  })
}

await (remote ? dial() : listen())
