import { DEFAULT_LOCALE, type Locale, matchLocale } from '@huozi/core'
import { fetchRecipients, type Recipient } from '@huozi/database'
import type { NotifyStepModel, ObjectModel, RecipientModel, RoleModel } from '@huozi/metadata'
import { createWithin, evaluatorOf, recordSource, renderMessage } from '@huozi/runtime'
import type { StepRunner, StepScope } from './step-runner.ts'

/** Leaves one notification for each person meant, in that person's language, with a link to the record. */
export const notify: StepRunner<NotifyStepModel> = {
  expressions: ({ to, message }) => {
    const users = to.flatMap((recipient) => (recipient.kind === 'user' ? recipient.user : []))
    const placeholders = [...message.parts.values()].flat().filter((part) => typeof part !== 'string')
    return [...users, ...placeholders.map(({ expression }) => expression)]
  },
  run: async (step, scope) => {
    const { change, session } = scope
    const recipients = await fetchMeant(step.to, scope)
    const texts = render(step, scope)
    const notification = session.view.model.system.get('notification')
    if (notification === undefined) throw new Error('The model has no object for notifications')
    for (const recipient of recipients) {
      const text = shorten(texts[localeOf(recipient, scope)], notification)
      const body = {
        recipient: recipient.id,
        text,
        // By identity, because the object may be renamed.
        link_object: String(change.record.object.id),
        link_record: String(change.record.values.get('id')),
      }
      await createWithin(session, { object: notification.name, body })
    }
    return { change, notified: recipients.map(({ id }) => id) }
  },
}

/** The active users a step tells something, each once. */
function fetchMeant(to: readonly RecipientModel[], scope: StepScope): Promise<readonly Recipient[]> {
  const { session, change, context } = scope
  const { model } = session.view
  const source = recordSource(change.record, context, change.before)
  const roles = to.flatMap((recipient): RoleModel[] => {
    const role = recipient.kind === 'role' ? model.roles.get(recipient.role) : undefined
    return role === undefined ? [] : [role]
  })
  const users = to.flatMap((recipient) =>
    recipient.kind === 'user' ? evaluatorOf(recipient.user)(source, context) : [],
  )
  const place = { schema: session.ctx.tenant.schema, model }
  return fetchRecipients(session.runner, place, {
    roleIds: roles.map(({ id }) => id),
    everyone: roles.some(({ everyone }) => everyone),
    userIds: users.filter((id) => typeof id === 'string'),
  })
}

function render({ message }: NotifyStepModel, { session, flow, change, context }: StepScope) {
  const record = recordSource(change.record, context, change.before)
  return renderMessage(message, { record, context, name: flow.name, currency: session.ctx.tenant.currency })
}

/** What he chose, or else the tenant's language. */
function localeOf({ locale }: Recipient, { session }: StepScope): Locale {
  const { tenant } = session.ctx
  return matchLocale(locale === null ? [tenant.locale] : [locale, tenant.locale]) ?? DEFAULT_LOCALE
}

/** A title may be longer than a notification: it is cut rather than refused. */
function shorten(text: string, notification: ObjectModel): string {
  const maximum = Number(notification.field('text')?.options.maxLength ?? text.length)
  const characters = Array.from(text)
  return characters.length <= maximum ? text : `${characters.slice(0, maximum - 1).join('')}…`
}
