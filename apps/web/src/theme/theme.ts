import type { ThemeConfig } from 'antd'

/**
 * Paper, ink and one cinnabar seal: the colours of a printed page. Ink green carries actions, cinnabar is kept for the
 * seal and for what is wrong, so that neither tires the eye of someone who looks at it all day.
 */
export const theme: ThemeConfig = {
  hashed: false,
  token: {
    colorPrimary: '#285e5a',
    colorInfo: '#285e5a',
    colorLink: '#285e5a',
    colorSuccess: '#3b7d55',
    colorWarning: '#a5690f',
    colorError: '#b3382c',
    colorErrorBg: '#fcf3f1',
    colorErrorBorder: '#e4b9b3',
    colorWarningBg: '#fbf6e9',
    colorWarningBorder: '#e6d6ab',
    colorSuccessBg: '#eff6f1',
    colorSuccessBorder: '#bcd9c6',
    colorTextBase: '#1f2427',
    colorText: '#1f2427',
    colorTextSecondary: '#575e63',
    colorTextTertiary: '#62696e',
    colorTextQuaternary: '#9aa0a3',
    colorTextPlaceholder: '#6d7378',
    colorBgBase: '#ffffff',
    colorBgLayout: '#f4f1ea',
    colorBorder: '#d5d0c4',
    colorBorderSecondary: '#e7e2d7',
    colorFillQuaternary: '#f8f6f1',
    controlItemBgActive: '#e6eeec',
    controlItemBgActiveHover: '#dbe7e4',
    controlItemBgHover: '#f5f3ee',
    controlOutline: 'rgba(40, 94, 90, 0.14)',
    borderRadius: 6,
    fontSize: 14,
    fontFamily:
      "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.18s',
    boxShadow: '0 6px 24px rgba(31, 36, 39, 0.10)',
    boxShadowSecondary: '0 8px 28px rgba(31, 36, 39, 0.14)',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Drawer: { paddingLG: 20 },
    // Days of the neighbouring months can be picked: they are paler, not disabled.
    DatePicker: { colorTextDisabled: '#6d7378' },
  },
}
