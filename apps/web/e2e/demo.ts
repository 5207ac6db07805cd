import type { Client } from '@huozi/client'
import type { JsonObject } from '@huozi/core'
import type { Page } from 'playwright-core'
import { choose } from './screen.ts'

const DEAL = 'crm_opportunity'
const ACCOUNT = 'crm_account'

/** The demo tenant, and the parts its objects and fields play in the journeys. */
export const demo = {
  tenant: 'demo',
  password: 'huozi-demo',
  rep: 'rep@demo.test',
  manager: 'manager@demo.test',
  admin: 'admin@demo.test',
  /** Object whose list, record and form are visited. */
  object: DEAL,
  fields: {
    title: 'name',
    reference: 'account',
    /** A decimal that the live formula reads. */
    amount: 'amount',
    formula: 'expected_revenue',
    stage: 'stage',
    /** Shown and required in one stage only. */
    reason: 'loss_reason',
    date: 'close_date',
  },
  /** Part of a title that some records have, and others not. */
  titlePart: '平台',
  /** A search text that finds records for the reference. */
  referenceText: '有限公司',
  /** A reason by its label. */
  reason: { 'zh-CN': '价格', en: 'Price' },
  /** The stage in which the reason shows. */
  lostStage: { 'zh-CN': '输单', en: 'Closed lost' },
} as const

/** A client of the API for one user of the tenant. */
export type SignIn = (email: string) => Promise<Client>

/** Creates a record the rep may edit. */
export async function createRecord(rep: Client, name: string) {
  const { records } = await rep.records.list(ACCOUNT, { limit: 1 })
  const account = records[0]?.id ?? null
  const dates = { close_date: '2030-12-31', next_contact_date: '2030-06-30' }
  return rep.records.create(DEAL, { name, account, amount: '1000', next_step: '电话', ...dates })
}

/** Makes the open form one that only the server can refuse: the chosen reference is deleted by someone else. */
export async function provokeRefusal(page: Page, signIn: SignIn): Promise<void> {
  const name = '即将注销的有限公司'
  const { id } = await (await signIn(demo.rep)).records.create(ACCOUNT, { name })
  await choose(page, demo.fields.reference, name)
  await (await signIn(demo.manager)).records.delete(ACCOUNT, id, '*')
}

/** Moves a record above the amount that managers are told of. */
export async function raiseNotification(signIn: SignIn): Promise<void> {
  const rep = await signIn(demo.rep)
  const { id, version } = await createRecord(rep, '大单')
  await rep.records.patch(DEAL, id, { values: { amount: '600000' }, ifMatch: version })
}

/** Publishes a layer of the tenant with one more field, on a tab of its own; gives the field's name. */
export async function publishField(signIn: SignIn): Promise<string> {
  const admin = await signIn(demo.admin)
  const label = { 'zh-CN': '预算说明', en: 'Budget note' }
  const field = { name: 'x_budget_note', label, type: 'text' }
  const tab = { name: 'x_budget', label, sections: [{ name: 'x_budget', items: [field.name] }] }
  await publishDocuments(admin, [
    { kind: 'object', extends: 'crm', name: DEAL, fields: [field] },
    { kind: 'layout', extends: 'crm', name: 'crm_opportunity_page', tabs: [tab] },
  ])
  return field.name
}

/** Publishes a layer of the tenant with a rule that wants a reason for amounts of a million and more. */
export async function publishWarning(signIn: SignIn): Promise<void> {
  const message = { 'zh-CN': '金额异常大', en: 'An unusually large amount' }
  const rule = { name: 'x_large', failWhen: 'amount >= 1000000', outcome: 'reason', field: 'amount', message }
  await publishDocuments(await signIn(demo.admin), [
    { kind: 'object', extends: 'crm', name: DEAL, validations: [rule] },
  ])
}

async function publishDocuments(admin: Client, documents: readonly JsonObject[]): Promise<void> {
  const { id } = await admin.changeSets.create({ package: null, documents, message: 'A change of the tenant' })
  const { checksum } = await admin.changeSets.plan(id)
  await admin.changeSets.publish(id, checksum)
}
