import type { PlannedStep, PlanWarning, PublishPlan } from '@huozi/client'
import type { Locale } from '@huozi/core'
import type { PhysicalGuard, Step } from '@huozi/database'
import { type DocumentChange, diffDocuments, documentPath } from '@huozi/metadata'
import type { RequestContext } from '../context/request-context.ts'
import type { ModelChange } from '../publish/check-publish.ts'
import type { Effect } from '../publish/count-effects.ts'
import type { PreparedPublish } from '../publish/plan-publish.ts'
import { type PlanNames, planNames } from './plan-names.ts'
import { type ChangeReader, presentChange } from './present-change.ts'

/** A plan as people read it before they publish. */
export function presentPlan({ plan, models }: PreparedPublish, { locale, tenant }: RequestContext): PublishPlan {
  const names = planNames(models, { locale, tenantLocale: tenant.locale })
  const reader = { locale, tenantLocale: tenant.locale, documentOf: documentsOf(models) }
  const rows = new Map([...plan.losses, ...plan.violations].map((effect) => [effect.what, effect.rows]))
  return {
    checksum: plan.checksum,
    base: plan.base,
    changes: changesOf(models).map((change) => presentChange(change, reader)),
    steps: plan.steps.map((step) => presentStep(step, { names, rows, locale })),
    warnings: plan.blanks.map((blank) => presentBlank(blank, names, locale)),
  }
}

function changesOf({ documents }: ModelChange): readonly DocumentChange[] {
  return diffDocuments(documents.before, documents.after)
}

function documentsOf({ documents }: ModelChange): ChangeReader['documentOf'] {
  const byPath = new Map(documents.after.map((document) => [documentPath(document), document]))
  return (kind, name) => byPath.get(documentPath({ kind, name }))
}

function presentBlank({ what, rows }: Effect, names: PlanNames, locale: Locale): PlanWarning {
  const [table = '', column = ''] = what.split('.')
  const [object, field] = [names.object(table), names.field(table, column)]
  const words = {
    en: `${field} of ${object} becomes required: where it is blank it has to be filled in with the next change of the record`,
    'zh-CN': `${object} 的 ${field} 改为必填:该字段为空的记录在下次修改时必须补填`,
  }
  return { summary: words[locale], affectedRows: rows }
}

interface StepReader {
  readonly names: PlanNames
  /** Rows that lose something or break a new key, by table, column or index. */
  readonly rows: ReadonlyMap<string, number>
  readonly locale: Locale
}

function presentStep(step: Step, { names, rows, locale }: StepReader): PlannedStep {
  const { words, loses, breaks } = stepWords[step.kind] as StepWords<Step>
  const lost = loses?.(step, names) ?? null
  const affected = lost ?? breaks?.(step) ?? null
  return {
    summary: words(step, names)[locale],
    lock: step.lock,
    destructive: lost !== null,
    affectedRows: affected === null ? null : (rows.get(affected) ?? 0),
  }
}

interface StepWords<S> {
  words(step: S, names: PlanNames): { readonly [L in Locale]: string }
  /** Table or column whose values go out of sight; null when they are also kept elsewhere. */
  loses?(step: S, names: PlanNames): string | null
  /** Key that records may break. */
  breaks?(step: S): string | null
}

const GUARD_WORDS: { readonly [K in PhysicalGuard['kind']]: { readonly [L in Locale]: (object: string) => string } } = {
  tree: {
    en: (object) => `Keep the tree of ${object}: no record is under itself`,
    'zh-CN': (object) => `维护 ${object} 的层级:记录不能成为自身的下级`,
  },
  dates: {
    en: (object) => `Keep one record of ${object} in force at a time`,
    'zh-CN': (object) => `保证 ${object} 同一时间只有一条记录有效`,
  },
}

const stepWords: { readonly [K in Step['kind']]: StepWords<Extract<Step, { kind: K }>> } = {
  createTable: {
    words: ({ table }, { object }) => ({
      en: `Create the table of ${object(table.name)}`,
      'zh-CN': `创建 ${object(table.name)} 的数据表`,
    }),
  },
  addForeignKey: {
    words: ({ table, column }, { object, field }) => ({
      en: `Hold ${field(table, column)} of ${object(table)} to records that exist`,
      'zh-CN': `约束 ${object(table)} 的 ${field(table, column)} 只能引用存在的记录`,
    }),
  },
  addColumn: {
    words: ({ table, column: { name } }, { object, field, isCopy }) =>
      isCopy(table, name)
        ? {
            en: `Add a search copy of ${field(table, name)} to ${object(table)}`,
            'zh-CN': `为 ${object(table)} 的 ${field(table, name)} 增加检索副本`,
          }
        : {
            en: `Add a column for ${field(table, name)} to ${object(table)}`,
            'zh-CN': `为 ${object(table)} 增加列 ${field(table, name)}`,
          },
  },
  parkColumn: {
    words: ({ table, column }, { object, field, isCopy }) =>
      isCopy(table, column)
        ? {
            en: `Put away the search copy of ${field(table, column)} of ${object(table)}`,
            'zh-CN': `收起 ${object(table)} 的 ${field(table, column)} 的检索副本`,
          }
        : {
            en: `Put away ${field(table, column)} of ${object(table)} with its values; they can be restored for a time`,
            'zh-CN': `收起 ${object(table)} 的 ${field(table, column)} 及其数据,保留期内可恢复`,
          },
    loses: ({ table, column }, { isCopy }) => (isCopy(table, column) ? null : `${table}.${column}`),
  },
  parkTable: {
    words: ({ table }, { object }) => ({
      en: `Put away ${object(table)} with its records; they can be restored for a time`,
      'zh-CN': `收起 ${object(table)} 及其全部记录,保留期内可恢复`,
    }),
    loses: ({ table }) => table,
  },
  createIndex: {
    words: ({ table, index }, names) => ({
      en: `Create the index of ${names.object(table)} on ${names.index(table, index.name)}`,
      'zh-CN': `为 ${names.object(table)} 创建索引:${names.index(table, index.name)}`,
    }),
  },
  buildIndex: {
    words: ({ table, index }, names) => ({
      en: `Build the ${index.unique ? 'unique key' : 'index'} of ${names.object(table)} on ${names.index(table, index.name)} in the background`,
      'zh-CN': `在后台为 ${names.object(table)} 建立${index.unique ? '唯一键' : '索引'}:${names.index(table, index.name)}`,
    }),
    breaks: ({ table, index }) => (index.unique ? `${table}.${index.name}` : null),
  },
  fillFolded: {
    words: ({ table, column }, { object, field }) => ({
      en: `Fill the search copy of ${field(table, column)} of ${object(table)} in the background`,
      'zh-CN': `在后台填充 ${object(table)} 的 ${field(table, column)} 的检索副本`,
    }),
  },
  fillRollup: {
    words: ({ table, column }, { object, field }) => ({
      en: `Compute ${field(table, column)} of all ${object(table)} in the background; until then it is computed when it is read`,
      'zh-CN': `在后台计算全部 ${object(table)} 的 ${field(table, column)};完成前在读取时计算`,
    }),
  },
  addGuard: {
    words: ({ table, guard }, { object }) => ({
      en: GUARD_WORDS[guard.kind].en(object(table)),
      'zh-CN': GUARD_WORDS[guard.kind]['zh-CN'](object(table)),
    }),
  },
  dropGuard: {
    words: ({ table }, { object }) => ({
      en: `Let go of a promise between the records of ${object(table)}`,
      'zh-CN': `取消 ${object(table)} 记录之间的约束`,
    }),
  },
  dropIndex: {
    words: ({ table, index }, names) => ({
      en: `Drop the index of ${names.object(table)} on ${names.index(table, index)}`,
      'zh-CN': `删除 ${names.object(table)} 的索引:${names.index(table, index)}`,
    }),
  },
}
