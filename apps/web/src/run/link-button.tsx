import { createLink } from '@tanstack/react-router'
import { Button } from 'antd'

/**
 * A link that looks like a button: opens in a new tab, is announced as what it is.
 * The router keeps `type` for itself; say `color` and `variant`.
 */
export const LinkButton = createLink(Button)
