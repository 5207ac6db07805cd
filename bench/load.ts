import { Agent, request as httpRequest } from 'node:http'

/** One request of a load. */
export interface LoadRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface LoadResult {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p99: number
  readonly failures: number
}

/** Sends requests over `connections` kept-alive connections for a time, each as soon as the one before was answered. */
export async function runLoad(options: {
  port: number
  connections: number
  seconds: number
  next: () => LoadRequest
}): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections })
  const until = performance.now() + options.seconds * 1000
  const times: number[] = []
  let failures = 0
  const connection = async () => {
    while (performance.now() < until) {
      const began = performance.now()
      const status = await send(agent, options.port, options.next())
      times.push(performance.now() - began)
      if (status >= 400) failures += 1
    }
  }
  await Promise.all(Array.from({ length: options.connections }, connection))
  agent.destroy()
  times.sort((a, b) => a - b)
  return { perSecond: times.length / options.seconds, p99: times[Math.floor(times.length * 0.99)] ?? 0, failures }
}

function send(agent: Agent, port: number, { method, path, headers, body }: LoadRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = httpRequest({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    call.on('error', reject)
    call.end(body)
  })
}
