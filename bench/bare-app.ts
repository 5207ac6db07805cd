/**
 * The yardstick: what a careful engineer would write by hand for one table. Fastify and pg with prepared statements,
 * the same session check against the database, the same rows, no rules and no metadata.
 * Arguments: database URL, schema, port.
 */
import { createHash, randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import { Pool, type types } from 'pg'

const [url = '', schema = '', port = ''] = process.argv.slice(2)
const pool = new Pool({
  connectionString: url,
  max: 10,
  types: { getTypeParser: () => (value: unknown) => value } as unknown as typeof types,
})
const table = `"${schema}"."o_lib_book"`
const COLUMNS = 'id, version, f_title, f_isbn, f_pages, f_price, f_weight, created_at, updated_at'

const app = Fastify()

const session = `select s.user_id from "${schema}"._session s where s.hash = $1 and s.expires_at > now()`

app.addHook('preHandler', async (request, reply) => {
  const secret = request.headers.authorization?.split('.').at(-1) ?? ''
  const { rows } = await pool.query({
    name: 'session',
    text: session,
    values: [createHash('sha256').update(secret).digest()],
  })
  if (rows.length === 0) return reply.code(401).send()
})

interface Book {
  readonly title: string
  readonly pages?: number
  readonly price?: string
}

app.get<{ Params: { id: string } }>('/books/:id', async (request, reply) => {
  const { rows } = await pool.query({
    name: 'get',
    text: `select ${COLUMNS} from ${table} where id = $1 and deleted_at is null`,
    values: [request.params.id],
  })
  return rows[0] ?? reply.code(404).send()
})

app.get<{ Querystring: { min: string } }>('/books', async (request) => {
  const text = `select ${COLUMNS} from ${table} where f_pages >= $1 and deleted_at is null order by f_price, id limit 51`
  const { rows } = await pool.query({ name: 'list', text, values: [request.query.min] })
  return { records: rows.slice(0, 50) }
})

app.post<{ Body: Book }>('/books', async (request, reply) => {
  const { title, pages, price } = request.body
  const text = `insert into ${table} (id, version, f_title, f_title__fold, f_pages, f_price, created_at, updated_at) values ($1, 1, $2, $2, $3, $4, now(), now()) returning ${COLUMNS}`
  const { rows } = await pool.query({
    name: 'create',
    text,
    values: [randomUUID(), title, pages ?? null, price ?? null],
  })
  return reply.code(201).send(rows[0])
})

app.patch<{ Params: { id: string }; Body: { pages: number } }>('/books/:id', async (request, reply) => {
  const text = `update ${table} set f_pages = $2, version = version + 1, updated_at = now() where id = $1 and deleted_at is null returning ${COLUMNS}`
  const { rows } = await pool.query({ name: 'patch', text, values: [request.params.id, request.body.pages] })
  return rows[0] ?? reply.code(404).send()
})

await app.listen({ port: Number(port), host: '127.0.0.1' })
