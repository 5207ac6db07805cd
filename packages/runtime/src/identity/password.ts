import { hash, verify } from '@node-rs/argon2'

/** argon2id with 19 MiB and two passes (OWASP's first choice); about 20 ms. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Hashes at once: a flood of sign-ins must not take every core. */
const CONCURRENT = 2

let running = 0
const waiting: (() => void)[] = []

/** The PHC string of a password. */
export function hashPassword(password: string): Promise<string> {
  return limited(() => hash(password, OPTIONS))
}

/** True when the password fits the PHC string. */
export function verifyPassword(phc: string, password: string): Promise<boolean> {
  return limited(() => verify(phc, password))
}

/** Hash of no password anyone has: an unknown user costs the same time as a known one. */
export const DECOY = hashPassword(crypto.randomUUID())

async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= CONCURRENT) await new Promise<void>((resolve) => waiting.push(resolve))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}
