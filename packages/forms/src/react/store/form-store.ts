import { type Json, type JsonObject, pointerSegments } from '@huozi/core'
import type { FormDefinition, FormField } from '../../form-definition.ts'
import { mergePatch } from './changes.ts'
import { checkValue } from './check-value.ts'
import { choicesLeft, dependentFields, remaining } from './choices-left.ts'
import { type CompiledForm, type Condition, compileForm } from './compile-form.ts'
import {
  type FieldState,
  type FormEnvironment,
  type FormStatus,
  type FormStore,
  type Place,
  type ServerIssue,
  STATUS,
} from './form-state.ts'
import { type RecordView, viewRecord } from './record-view.ts'
import { holds, readsAny } from './rule.ts'
import { chosenFields, type DerivationRun, deriveNewRecord, runDerivations } from './run-derivations.ts'
import { Subscriptions } from './subscriptions.ts'

/** What a form starts from. */
export interface FormStart {
  /** The record as loaded; null for a new one. */
  readonly record: JsonObject | null
  readonly environment: FormEnvironment
  /** Values to set as if the user had typed them: preset, or carried over from an older form. */
  readonly typed?: JsonObject
}

/** Opens a form over a record: compiles its rules, fills defaults, judges its conditions. */
export function createFormStore(definition: FormDefinition, start: FormStart): FormStore {
  return new RecordForm(compileForm(definition), start)
}

class RecordForm implements FormStore {
  readonly definition: FormDefinition
  readonly record: JsonObject | null
  readonly environment: FormEnvironment
  readonly #compiled: CompiledForm
  readonly #values: Map<string, Json>
  readonly #dependents: readonly FormField[]
  readonly #view: RecordView
  /** Fields whose default no longer applies: loaded with another value, or typed. */
  readonly #chosen: Set<string>
  readonly #typed = new Set<string>()
  readonly #touched = new Set<string>()
  readonly #refusals = new Map<string, string>()
  /** Conditions by target and aspect. */
  readonly #conditions = new Map<string, boolean>()
  readonly #states = new Map<string, FieldState>()
  readonly #subscriptions = new Subscriptions()
  #status: FormStatus = { dirty: false, messages: [], invalidFields: [] }

  constructor(compiled: CompiledForm, { record, environment, typed = {} }: FormStart) {
    this.#compiled = compiled
    this.definition = compiled.definition
    this.record = record
    this.environment = environment
    this.#dependents = dependentFields(compiled.definition)
    this.#values = new Map(Object.entries(record ?? {}))
    this.#view = viewRecord({ definition: compiled.definition, values: this.#values, record, environment })
    this.#chosen = record ? chosenFields(compiled.derivations, this.#values, this.#view) : new Set()
    const run = this.#run(this.#take(typed))
    if (record) runDerivations(compiled.derivations, run)
    else deriveNewRecord(compiled.derivations, run)
    for (const condition of compiled.conditions) this.#judge(condition)
    this.#refresh(Object.keys(this.definition.fields))
  }

  definitionOf(field: string): FormField | undefined {
    return this.definition.fields[field]
  }

  field(name: string): FieldState {
    const state = this.#states.get(name)
    if (!state) throw new RangeError(`The form has no field "${name}".`)
    return state
  }

  value(name: string): Json {
    return this.#values.get(name) ?? null
  }

  isVisible(place: Place): boolean {
    return this.#conditions.get(`${place} visible`) ?? true
  }

  status(): FormStatus {
    return this.#status
  }

  subscribe(path: string, listener: () => void): () => void {
    return this.#subscriptions.add(path, listener)
  }

  set(field: string, value: Json): void {
    const changed = this.#take({ [field]: value })
    runDerivations(this.#compiled.derivations, this.#run(changed))
    this.#narrowChoices(changed)
    for (const name of changed) this.#refusals.delete(name)
    const places = this.#judgeReaders(changed)
    this.#subscriptions.notify([...this.#refresh(this.#affected(changed, places)), ...places])
  }

  blur(field: string): void {
    if (this.#touched.has(field)) return
    this.#touched.add(field)
    this.#subscriptions.notify(this.#refresh([field]))
  }

  validate(): boolean {
    for (const name of Object.keys(this.definition.fields)) this.#touched.add(name)
    const messages = this.#compiled.validations
      .filter(({ field, failWhen }) => !this.#isShown(field) && holds(failWhen, this.#view, false))
      .map(({ message }) => message)
    this.#subscriptions.notify(this.#refresh(Object.keys(this.definition.fields), messages))
    return this.#status.invalidFields.length === 0 && messages.length === 0
  }

  refuse(issues: readonly ServerIssue[]): void {
    this.#refusals.clear()
    const messages: string[] = []
    for (const { pointer, detail } of issues) {
      const field = pointerSegments(pointer)[0] ?? null
      if (field !== null && this.#isShown(field)) this.#refusals.set(field, detail)
      else messages.push(this.#withLabel(field, detail))
    }
    this.#subscriptions.notify(this.#refresh(Object.keys(this.definition.fields), messages))
  }

  changes(): JsonObject {
    const typed = [...this.#typed].flatMap((name) => {
      const field = this.definitionOf(name)
      const isSent = field && this.#isShown(name) && !this.field(name).readOnly
      return isSent ? [{ field, value: this.value(name), loaded: this.record?.[name] ?? null }] : []
    })
    return mergePatch(typed, this.record === null)
  }

  typed(): JsonObject {
    return Object.fromEntries([...this.#typed].map((name) => [name, this.value(name)]))
  }

  /** Takes values set by hand; unknown fields are left out. Gives the fields taken. */
  #take(values: JsonObject): Set<string> {
    const taken = Object.entries(values).filter(([name]) => this.definitionOf(name)?.editable)
    for (const [name, value] of taken) {
      this.#values.set(name, value)
      this.#typed.add(name)
      this.#chosen.add(name)
    }
    return new Set(taken.map(([name]) => name))
  }

  /** Takes away choices that the new value of another field leaves no more, and what follows from that. */
  #narrowChoices(changed: Set<string>): void {
    for (const field of this.#dependents) {
      if (field.dependsOn === undefined || !changed.has(field.dependsOn.field)) continue
      const [value, left] = [this.value(field.name), this.#choicesLeft(field)]
      const kept = left === null ? value : remaining(value, left)
      if (kept === value) continue
      for (const name of this.#take({ [field.name]: kept })) changed.add(name)
      runDerivations(this.#compiled.derivations, this.#run(changed))
    }
  }

  #currencyOf({ currencyFrom }: FormField): string | null {
    const code = currencyFrom === undefined ? null : this.value(currencyFrom)
    return typeof code === 'string' && code !== '' ? code : null
  }

  #choicesLeft(field: FormField): readonly string[] | null {
    return choicesLeft(field, (name) => this.value(name))
  }

  #run(changed: Set<string>): DerivationRun {
    return { values: this.#values, view: this.#view, changed, isChosen: (field) => this.#chosen.has(field) }
  }

  /** Judges one condition; true when its answer changed. */
  #judge({ aspect, target, rule }: Condition): boolean {
    const key = `${target} ${aspect}`
    const answer = holds(rule, this.#view, aspect === 'visible')
    if (this.#conditions.get(key) === answer) return false
    this.#conditions.set(key, answer)
    return true
  }

  /** Judges the conditions that read a changed field; gives the targets whose answer changed. */
  #judgeReaders(changed: ReadonlySet<string>): Set<string> {
    const readers = this.#compiled.conditions.filter(({ rule }) => readsAny(rule, changed))
    return new Set(readers.filter((condition) => this.#judge(condition)).map(({ target }) => target))
  }

  /** Fields whose state may differ now. */
  #affected(changed: ReadonlySet<string>, targets: ReadonlySet<string>): Set<string> {
    const affected = new Set([...changed, ...targets])
    for (const { field, failWhen } of this.#compiled.validations) {
      if (field !== null && readsAny(failWhen, changed)) affected.add(field)
    }
    for (const { name, dependsOn } of this.#dependents) if (changed.has(dependsOn?.field ?? '')) affected.add(name)
    for (const { name, currencyFrom = '' } of Object.values(this.definition.fields))
      if (changed.has(currencyFrom)) affected.add(name)
    for (const [field, chains] of this.#compiled.places) {
      if (chains.flat().some((place) => targets.has(place))) affected.add(field)
    }
    return affected
  }

  /** Makes new states where something differs; gives the paths to tell. */
  #refresh(fields: Iterable<string>, messages = this.#status.messages): string[] {
    const differing: string[] = []
    for (const name of fields) {
      const definition = this.definitionOf(name)
      if (!definition) continue
      const next = this.#stateOf(definition)
      const last = this.#states.get(name)
      if (last && isSameState(last, next)) continue
      this.#states.set(name, next)
      differing.push(name)
    }
    return this.#refreshStatus(messages) ? [...differing, STATUS] : differing
  }

  #refreshStatus(messages: readonly string[]): boolean {
    const invalidFields = [...this.#compiled.places.keys()].filter((name) => this.#states.get(name)?.error != null)
    const next = { dirty: Object.keys(this.changes()).length > 0, messages, invalidFields }
    if (JSON.stringify(next) === JSON.stringify(this.#status)) return false
    this.#status = next
    return true
  }

  #stateOf(field: FormField): FieldState {
    const readOnly = !field.editable || (this.#conditions.get(`${field.name} readOnly`) ?? false)
    const required = !readOnly && (this.#conditions.get(`${field.name} required`) ?? false)
    const value = this.value(field.name)
    const left = this.#choicesLeft(field)
    return {
      value,
      required,
      readOnly,
      left,
      currency: this.#currencyOf(field),
      error: this.#errorOf(field, { value, required, readOnly }),
    }
  }

  #errorOf(field: FormField, state: Pick<FieldState, 'value' | 'required' | 'readOnly'>): string | null {
    if (!this.#isShown(field.name)) return null
    const refusal = this.#refusals.get(field.name)
    if (refusal !== undefined) return refusal
    if (!this.#touched.has(field.name) || state.readOnly) return null
    const options = { required: state.required, locale: this.environment.locale }
    return checkValue(field, state.value, options) ?? this.#failedRule(field.name)
  }

  #failedRule(name: string): string | null {
    const failed = this.#compiled.validations.find(
      ({ field, failWhen }) => field === name && holds(failWhen, this.#view, false),
    )
    return failed?.message ?? null
  }

  /** The field appears somewhere and nothing hides it there. */
  #isShown(name: string | null): boolean {
    const chains = name === null ? undefined : this.#compiled.places.get(name)
    return chains?.some((chain) => chain.every((place) => this.isVisible(place))) ?? false
  }

  #withLabel(field: string | null, detail: string): string {
    const label = field === null ? undefined : this.definitionOf(field)?.label
    return label === undefined ? detail : `${label}: ${detail}`
  }
}

function isSameState(a: FieldState, b: FieldState): boolean {
  const isSameValue = a.value === b.value && a.left?.join() === b.left?.join() && a.error === b.error
  const isSameRule = a.required === b.required && a.readOnly === b.readOnly
  return isSameValue && isSameRule && a.currency === b.currency
}
