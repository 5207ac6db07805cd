import { type Json, LOCALES, type Locale } from '@huozi/core'
import { findAggregate } from '../aggregates/registry.ts'
import { findOperator } from '../operators/registry.ts'
import { pathText, printNode, toldOf } from '../print/print-expression.ts'
import type { TypedNode } from '../typed-node.ts'
import { fillPhrase } from './phrase.ts'

/** A text in every language of the platform. */
export type Localized = { readonly [L in Locale]: string }

/** The name of a path for people, such as the label of its field; undefined where the path itself is to be shown. */
export type LabelOf = (path: string, locale: Locale) => string | undefined

/** What is known of a node: its value as in answers, or undefined when it was not needed or has one for each item. */
export type ValueOf = (node: TypedNode) => Json | undefined

/** Longer texts are cut: a sentence is to be read. */
const MOST_VALUE = 60
const MOST_PHRASE = 160
const MOST_REASONS = 5

interface Words {
  readonly is: (phrase: string, value: string) => string
  readonly holds: (phrase: string, isTrue: boolean) => string
  readonly blank: string
  readonly isBlank: (phrase: string) => string
  readonly written: (phrase: string) => string
  readonly unused: (phrase: string) => string
  readonly repeated: (phrase: string) => string
  readonly reason: (name: string, value: string) => string
  readonly because: (sentence: string, reasons: readonly string[]) => string
}

const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    is: (phrase, value) => `${phrase} = ${value}`,
    holds: (phrase, isTrue) => `It is ${isTrue ? 'true' : 'not true'} that ${phrase}`,
    blank: 'blank',
    isBlank: (phrase) => `${phrase} is blank`,
    written: (phrase) => `${phrase} is written here.`,
    unused: (phrase) => `${phrase} was not needed.`,
    repeated: (phrase) => `${phrase} is worked out for every item.`,
    reason: (name, value) => `${name} is ${value}`,
    because: (sentence, reasons) => {
      const last = reasons.at(-1)
      if (last === undefined) return `${sentence}.`
      const others = reasons.slice(0, -1)
      return `${sentence}, because ${others.length === 0 ? last : `${others.join(', ')} and ${last}`}.`
    },
  },
  'zh-CN': {
    is: (phrase, value) => `${phrase} = ${value}`,
    holds: (phrase, isTrue) => `“${phrase}”${isTrue ? '成立' : '不成立'}`,
    blank: '空',
    isBlank: (phrase) => `${phrase} 为空`,
    written: (phrase) => `${phrase} 是直接写出的值。`,
    unused: (phrase) => `${phrase} 未参与计算。`,
    repeated: (phrase) => `${phrase} 对每一项分别计算。`,
    reason: (name, value) => `${name} 为${value === '空' ? '' : ' '}${value}`,
    because: (sentence, reasons) =>
      reasons.length === 0 ? `${sentence}。` : `${sentence},因为 ${reasons.join(',')}。`,
  },
}

/** Makes the sentences of the nodes of one expression. */
export class SentenceWriter {
  private readonly values: ValueOf
  private readonly label: LabelOf
  private readonly phrases = new Map<string, Map<TypedNode, string>>()

  constructor(values: ValueOf, label: LabelOf) {
    this.values = values
    this.label = label
  }

  /** What the node is, and because of what. `isRepeated` for nodes inside an operator that goes through a list. */
  write(node: TypedNode, isRepeated: boolean): Localized {
    const sentences = LOCALES.map((locale) => [locale, this.sentence(node, isRepeated, locale)])
    return Object.fromEntries(sentences) as { [L in Locale]: string }
  }

  private sentence(node: TypedNode, isRepeated: boolean, locale: Locale): string {
    const words = WORDS[locale]
    const phrase = this.phrase(node, locale)
    if (node.kind === 'literal') return words.written(phrase)
    if (isRepeated) return words.repeated(phrase)
    const value = this.values(node)
    if (value === undefined) return words.unused(phrase)
    if (node.kind === 'path') return words.because(words.reason(phrase, valueText(value, locale)), [])
    return words.because(this.verdict(phrase, value, locale), this.reasons(node, locale))
  }

  private verdict(phrase: string, value: Json, locale: Locale): string {
    const words = WORDS[locale]
    if (typeof value === 'boolean') return words.holds(phrase, value)
    return value === null ? words.isBlank(phrase) : words.is(phrase, valueText(value, locale))
  }

  /** The fields and other sources a node was made from, each once. */
  private reasons(node: TypedNode, locale: Locale): readonly string[] {
    const found = new Map<string, string>()
    for (const source of sourcesOf(node)) {
      const value = this.values(source)
      const name = this.phrase(source, locale)
      if (source !== node && value !== undefined) found.set(name, WORDS[locale].reason(name, valueText(value, locale)))
      if (found.size === MOST_REASONS) break
    }
    return [...found.values()]
  }

  /** The node in words; those of the nodes in it are made once. */
  private phrase(node: TypedNode, locale: Locale): string {
    const known = this.phrases.get(locale) ?? new Map<TypedNode, string>()
    this.phrases.set(locale, known)
    const made = known.get(node) ?? shorten(this.makePhrase(node, locale), MOST_PHRASE)
    known.set(node, made)
    return made
  }

  private makePhrase(node: TypedNode, locale: Locale): string {
    if (node.kind === 'path') return this.name(node, locale)
    if (node.kind === 'literal') return valueText(bareValue(node) ?? printNode(node), locale, printNode(node))
    if (node.kind === 'list') return `[${node.items.map((item) => this.phrase(item, locale)).join(', ')}]`
    const inside = node.kind === 'call' ? node.args : toldOf(node)
    const texts = inside.map((arg) => this.operand(arg, locale))
    const bare = inside.map((arg, index) => bareValue(arg) ?? texts[index] ?? '')
    if (node.kind === 'call') return fillPhrase(findOperator(node.operator).phrase[locale], { texts, bare }, locale)
    const collection = this.name(node.collection, locale)
    return fillPhrase(findAggregate(node.aggregate).phrase[locale], { texts: [collection, ...texts], bare }, locale)
  }

  /** A call inside another stands in parentheses. */
  private operand(node: TypedNode, locale: Locale): string {
    const phrase = this.phrase(node, locale)
    return node.kind === 'aggregate' || (node.kind === 'call' && node.args.length > 0) ? `(${phrase})` : phrase
  }

  private name(node: Parameters<typeof pathText>[0], locale: Locale): string {
    const path = pathText(node)
    return this.label(path, locale) ?? path
  }
}

/** The text a written text is; null for anything else. */
function bareValue(node: TypedNode): string | null {
  return node.kind === 'literal' && typeof node.value === 'string' ? shorten(node.value, MOST_VALUE) : null
}

/** Where the value of a node comes from: fields, the user, variables, related records, and what the context gives. Bounded by the tree. */
function sourcesOf(node: TypedNode): readonly TypedNode[] {
  if (node.kind === 'path') return node.root === 'item' ? [] : [node]
  if (node.kind === 'literal') return []
  if (node.kind === 'aggregate' || (node.kind === 'call' && node.args.length === 0)) return [node]
  return (node.kind === 'call' ? node.args : node.items).flatMap(sourcesOf)
}

/** A value for people: texts in quotes, long ones cut. */
function valueText(value: Json, locale: Locale, written?: string): string {
  if (written !== undefined) return shorten(written, MOST_VALUE)
  if (value === null) return WORDS[locale].blank
  if (Array.isArray(value))
    return shorten(`[${value.map((item) => valueText(item as Json, locale)).join(', ')}]`, MOST_VALUE)
  return shorten(String(value), MOST_VALUE)
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${Array.from(text.slice(0, most)).slice(0, -1).join('')}…`
}
