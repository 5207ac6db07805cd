import type { AppEntry, NavigationItem } from '@huozi/client'
import type { AppDocument, ListViewDocument, NavigationGroupDocument, NavigationItemDocument } from '@huozi/metadata'
import { isListViewVisible } from './describe-list-view.ts'
import { type Description, isMeantFor, wordsOf } from './description.ts'

/** The apps made for the caller, with what he may see of their navigation; an app or group left with nothing is not there. */
export function describeApps(description: Description): readonly AppEntry[] {
  const { model } = description.view
  const apps = [...(model.documents.get('app')?.values() ?? [])] as AppDocument[]
  return apps
    .filter((app) => isMeantFor(app.roles, description.view))
    .map(({ name, label, icon, navigation }) => ({
      name,
      label: wordsOf(description, label, name),
      icon: icon ?? null,
      navigation: navigation.flatMap((group) => describeGroup(group, description)),
    }))
    .filter((app) => app.navigation.length > 0)
}

function describeGroup(
  { name, label, items }: NavigationGroupDocument,
  description: Description,
): AppEntry['navigation'] {
  const visible = items.flatMap((item) => describeItem(item, description) ?? [])
  return visible.length === 0 ? [] : [{ name, label: wordsOf(description, label, name), items: visible }]
}

function describeItem(item: NavigationItemDocument, description: Description): NavigationItem | null {
  return 'object' in item ? objectItem(item, description) : listViewItem(item, description)
}

function objectItem(
  item: { object: string } & NavigationItemDocument,
  description: Description,
): NavigationItem | null {
  const { access, model } = description.view
  const object = model.objects.get(item.object)
  if (object === undefined || !access.can(object, 'read')) return null
  const { label, plural, icon } = object.document
  return {
    type: 'object',
    name: object.name,
    object: object.name,
    label: wordsOf(description, item.label ?? plural ?? label, object.name),
    icon: icon ?? null,
  }
}

function listViewItem(
  item: { listView: string } & NavigationItemDocument,
  description: Description,
): NavigationItem | null {
  const { model } = description.view
  const listView = model.documents.get('listView')?.get(item.listView) as ListViewDocument | undefined
  if (listView === undefined || !isListViewVisible(listView, description.view)) return null
  return {
    type: 'listView',
    name: listView.name,
    object: listView.object,
    label: wordsOf(description, item.label ?? listView.label, listView.name),
    icon: model.objects.get(listView.object)?.document.icon ?? null,
  }
}
