import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** The built web application; as source and as bundle we lie two folders below `apps`. */
const WEB_FOLDER = join(import.meta.dirname, '../../web/dist')
const NONCE = '__CSP_NONCE__'
const NOT_BUILT = '<!doctype html><title>Huozi 活字</title><h1>Huozi 活字</h1><p>The web application is not built.</p>'

/** Serves the web application: hashed assets for ever, the page fresh each time with a nonce for its styles. */
export async function registerWeb(app: FastifyInstance): Promise<void> {
  const page = join(WEB_FOLDER, 'index.html')
  const html = existsSync(page) ? readFileSync(page, 'utf8') : NOT_BUILT
  if (existsSync(join(WEB_FOLDER, 'assets'))) {
    await app.register(fastifyStatic, {
      root: join(WEB_FOLDER, 'assets'),
      prefix: '/assets/',
      maxAge: '1y',
      immutable: true,
      preCompressed: true,
    })
  }
  app.get('/', async (_request, reply) => sendPage(reply, html))
  // The page routes itself; what looks like the API and matched none of its routes is an error, not a page.
  app.get('/*', async (request, reply) =>
    request.url.startsWith('/api/') ? reply.callNotFound() : sendPage(reply, html),
  )
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  return reply
    .header('content-security-policy', contentSecurityPolicy(nonce))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(html.replaceAll(NONCE, nonce))
}

/** Own scripts only, no `unsafe-eval`; inline styles need the nonce, style attributes (antd positions things) do not. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
