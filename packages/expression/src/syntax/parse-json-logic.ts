import {
  childPointer,
  decimal,
  EXPRESSION_NAME_UNKNOWN,
  EXPRESSION_SYNTAX,
  isJsonObject,
  type Json,
  type JsonObject,
  type JsonPointer,
  nearestName,
  parseDecimal,
  refuse,
} from '@huozi/core'
import { limitExceeded } from '../limits.ts'
import { jsonFunction, jsonKeys } from './grammar.ts'
import { PLAIN_FORMS, withFallback } from './plain-json-logic.ts'
import { SyntaxBuilder } from './syntax-builder.ts'
import type { SyntaxNode } from './syntax-node.ts'
import { assertTextSize, isStorableText, shorten } from './tokenizer.ts'

/**
 * Reads JsonLogic. Own members: `{"var": "account.level"}` is a path, `{"number": "0.1…"}` a decimal that a JSON
 * number would not hold, `{"text": "a"}` a text and `{"list": […]}` a list where a bare one would be expression text,
 * `{"var": ""}` the item of the list around it. Throws EXPRESSION_SYNTAX, EXPRESSION_NAME_UNKNOWN (operators) and EXPRESSION_LIMIT.
 */
export function parseJsonLogic(source: Json): SyntaxNode {
  return new JsonLogicParser().node(source, '')
}

class JsonLogicParser {
  private readonly build = new SyntaxBuilder()
  private bytes = 0

  /** Recursion is bounded by the builder. */
  node(json: Json, pointer: JsonPointer): SyntaxNode {
    this.build.enter()
    const node = this.read(json, pointer)
    this.build.leave()
    return node
  }

  private read(json: Json, pointer: JsonPointer): SyntaxNode {
    const at = { pointer }
    if (typeof json === 'string') return this.build.literal(this.text(json, pointer), at)
    if (typeof json === 'number') return this.build.literal(number(json, pointer), at)
    if (typeof json === 'boolean' || json === null) return this.build.literal(json, at)
    if (!isJsonObject(json)) return this.list(json, pointer)
    return this.rule(json, pointer)
  }

  private list(items: readonly Json[], pointer: JsonPointer): SyntaxNode {
    if (items.length > 2000) throw limitExceeded('nodes')
    const nodes = items.map((item, index) => this.node(item, childPointer(pointer, index)))
    return this.build.list(nodes, { pointer })
  }

  private rule(json: JsonObject, pointer: JsonPointer): SyntaxNode {
    const keys = Object.keys(json)
    const [key] = keys
    if (key === undefined || keys.length !== 1) {
      refuse(EXPRESSION_SYNTAX, { at: { pointer }, found: `${keys.length} keys`, allowed: 'one operator' }, pointer)
    }
    this.text(key, pointer)
    const inside = childPointer(pointer, key)
    if (key === 'var') return this.path(json[key] ?? null, inside)
    if (key === 'number') return this.number(json[key] ?? null, inside)
    if (key === 'list') return this.writtenList(json[key] ?? null, inside)
    if (key === 'text') return this.literalText(json[key] ?? null, inside)
    return this.call(key, json[key] ?? null, { pointer, inside })
  }

  private call(key: string, given: Json, at: { pointer: JsonPointer; inside: JsonPointer }): SyntaxNode {
    const list = Array.isArray(given) ? (given as readonly Json[]) : [given]
    if (list.length > 2000) throw limitExceeded('nodes')
    const plain = PLAIN_FORMS.get(key)?.(list.length)
    const operator = plain === undefined ? jsonFunction(key, list.length) : undefined
    if (plain === undefined && operator === undefined) {
      const nearest = nearestName(key.slice(0, 40), jsonKeys())
      const params = { at: { pointer: at.inside }, kind: 'operator', name: shorten(key), nearest } as const
      refuse(EXPRESSION_NAME_UNKNOWN, params, at.inside)
    }
    const args = list.map((item, index) =>
      this.node(item, Array.isArray(given) ? childPointer(at.inside, index) : at.inside),
    )
    const place = { pointer: at.pointer }
    if (plain !== undefined) return plain({ args, at: place, build: this.build })
    return this.build.call(operator ?? key, args, place)
  }

  private path(json: Json, pointer: JsonPointer): SyntaxNode {
    const list = Array.isArray(json) ? (json as readonly Json[]) : [json]
    const [path, fallback] = list
    if (typeof path !== 'string' || list.length > 2) {
      refuse(EXPRESSION_SYNTAX, { at: { pointer }, found: describe(path), allowed: 'the path of a field' }, pointer)
    }
    const name = this.build.name(this.text(path === '' ? '$item' : path, pointer).split('.'), { pointer })
    if (fallback === undefined) return name
    const args = [name, this.node(fallback, childPointer(pointer, 1))]
    return withFallback({ args, at: { pointer }, build: this.build })
  }

  private number(json: Json, pointer: JsonPointer): SyntaxNode {
    const value = typeof json === 'string' ? parseDecimal(json) : null
    if (value === null) {
      refuse(EXPRESSION_SYNTAX, { at: { pointer }, found: describe(json), allowed: 'a decimal as text' }, pointer)
    }
    return this.build.literal(value, { pointer })
  }

  private literalText(json: Json, pointer: JsonPointer): SyntaxNode {
    if (typeof json === 'string') return this.build.literal(this.text(json, pointer), { pointer })
    return refuse(EXPRESSION_SYNTAX, { at: { pointer }, found: describe(json), allowed: 'text' }, pointer)
  }

  private writtenList(json: Json, pointer: JsonPointer): SyntaxNode {
    if (Array.isArray(json)) return this.list(json as readonly Json[], pointer)
    return refuse(EXPRESSION_SYNTAX, { at: { pointer }, found: describe(json), allowed: 'a list' }, pointer)
  }

  private text(text: string, pointer: JsonPointer): string {
    this.bytes += text.length
    assertTextSize(this.bytes)
    if (!isStorableText(text)) {
      refuse(EXPRESSION_SYNTAX, { at: { pointer }, found: 'an invalid character', allowed: 'text' }, pointer)
    }
    return text
  }
}

function number(json: number, pointer: JsonPointer) {
  if (!Number.isFinite(json) || Math.abs(json) >= 1e21) {
    refuse(EXPRESSION_SYNTAX, { at: { pointer }, found: String(json), allowed: '{"number": "…"}' }, pointer)
  }
  return decimal(String(json))
}

function describe(json: Json | undefined): string {
  if (typeof json === 'string') return shorten(`"${json}"`)
  if (typeof json !== 'object') return String(json)
  return json === null ? 'null' : Array.isArray(json) ? 'a list' : 'a rule'
}
