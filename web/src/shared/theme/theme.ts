/** The same colours for Ant Design as in tokens.css, and the choice of light or dark before sign-in. */
import { theme as antTheme, type ThemeConfig } from 'antd';
import type { Theme } from '@/api/types';

const KEY = 'huawu.theme';
const FACE = 'var(--face)';

const LIGHT = {
  colorPrimary: '#0b6b75',
  colorInfo: '#0b6b75',
  colorLink: '#0b6b75',
  colorSuccess: '#177245',
  colorWarning: '#96590a',
  colorError: '#b92b27',
  colorTextBase: '#17222b',
  colorTextSecondary: '#52616c',
  colorTextTertiary: '#66757f',
  colorTextDescription: '#52616c',
  colorTextPlaceholder: '#66757f',
  colorBgLayout: '#f3f5f6',
  colorBorder: '#c9d1d6',
  colorBorderSecondary: '#e1e6e9',
};

const DARK = {
  colorPrimary: '#4cbac4',
  colorInfo: '#4cbac4',
  colorLink: '#4cbac4',
  colorSuccess: '#4cc98b',
  colorWarning: '#e5ad4e',
  colorError: '#f37b77',
  colorTextBase: '#e5ecef',
  colorTextSecondary: '#a6b5bd',
  colorTextTertiary: '#8d9ea8',
  colorTextDescription: '#a6b5bd',
  colorTextPlaceholder: '#8d9ea8',
  colorBgBase: '#0e1417',
  colorBgLayout: '#0e1417',
  colorBgContainer: '#151d21',
  colorBgElevated: '#1a2429',
  colorBorder: '#3a4952',
  colorBorderSecondary: '#27333a',
  colorTextLightSolid: '#04191c',
};

export function antThemeOf(theme: Theme): ThemeConfig {
  const dark = theme === 'dark';
  return {
    algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    token: { ...(dark ? DARK : LIGHT), fontFamily: FACE, fontSize: 14, borderRadius: 6, wireframe: false },
    components: {
      Table: {
        cellPaddingBlockSM: 7,
        cellPaddingInlineSM: 8,
        headerBg: 'transparent',
        headerSplitColor: 'transparent',
      },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Tooltip: { colorTextLightSolid: '#ffffff', colorBgSpotlight: '#25343c' },
    },
  };
}

export function rememberedTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  if (kept === 'light' || kept === 'dark') return kept;
  return window.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function rememberTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
}

export function paint(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}
