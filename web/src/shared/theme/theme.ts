/** The same colours for Ant Design as in tokens.css, and the choice of light or dark before sign-in. */
import { useSyncExternalStore } from 'react';
import { theme as antTheme, type ThemeConfig } from 'antd';
import type { Theme } from '@/api/types';

const KEY = 'huawu.theme';
/** What the page looks like, whoever decided it. */
export type Look = 'light' | 'dark';

const FACE = 'var(--face)';

const LIGHT = {
  colorPrimary: '#0b6b75',
  colorPrimaryHover: '#095a63', // darker, not paler: white words stay readable on it
  colorInfo: '#0b6b75',
  colorLink: '#0b6b75',
  colorSuccess: '#177245',
  colorWarning: '#96590a',
  colorError: '#b92b27',
  colorErrorHover: '#9f2420',
  colorTextBase: '#17222b',
  colorTextSecondary: '#52616c',
  colorTextTertiary: '#66757f',
  colorTextDescription: '#52616c',
  colorTextPlaceholder: '#66757f',
  colorPrimaryBg: '#e0f0f1',
  colorInfoBg: '#e0f0f1',
  colorInfoBorder: '#9fcfd3',
  colorSuccessBg: '#e4f3ea',
  colorSuccessBorder: '#a5d3b8',
  colorWarningBg: '#fcf1df',
  colorWarningBorder: '#e5c48f',
  colorErrorBg: '#fbecea',
  colorErrorBorder: '#e9b0ac',
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
  colorPrimaryBg: '#12353a',
  colorInfoBg: '#12353a',
  colorInfoBorder: '#22606a',
  colorSuccessBg: '#12301f',
  colorSuccessBorder: '#1f5a39',
  colorWarningBg: '#37290f',
  colorWarningBorder: '#6b4f1c',
  colorErrorBg: '#3a1d1c',
  colorErrorBorder: '#7a3532',
  colorBgBase: '#0e1417',
  colorBgLayout: '#0e1417',
  colorBgContainer: '#151d21',
  colorBgElevated: '#1a2429',
  colorBorder: '#3a4952',
  colorBorderSecondary: '#27333a',
  colorTextLightSolid: '#04191c',
};

/** `calm`: nothing moves, for those whose computer asks for that. Menus would wait out of sight for a movement. */
export function antThemeOf(look: Look, calm = false): ThemeConfig {
  const dark = look === 'dark';
  const colours = dark ? DARK : LIGHT;
  return {
    algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    token: {
      ...colours,
      fontFamily: FACE,
      fontSize: 14,
      borderRadius: 6,
      wireframe: false,
      motion: !calm,
    },
    components: {
      Table: {
        cellPaddingBlockSM: 7,
        cellPaddingInlineSM: 8,
        headerBg: 'transparent',
        headerSplitColor: 'transparent',
      },
      // Words stand in a switch that is off, too.
      Switch: {
        colorTextQuaternary: colours.colorTextTertiary,
        colorTextTertiary: colours.colorTextSecondary,
      },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Tooltip: { colorTextLightSolid: '#ffffff', colorBgSpotlight: '#25343c' },
    },
  };
}

export function rememberedTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

const DARKNESS = '(prefers-color-scheme: dark)';
const CALM = '(prefers-reduced-motion: reduce)';

const isSo = (query: string): boolean => window.matchMedia?.(query)?.matches ?? false;

/** Whether the computer says so, now and when that changes. */
function useQueried(query: string): boolean {
  return useSyncExternalStore(
    (tell) => {
      const asked = window.matchMedia?.(query);
      asked?.addEventListener('change', tell);
      return () => asked?.removeEventListener('change', tell);
    },
    () => isSo(query),
  );
}

/** Whether nothing should move. */
export const useCalm = (): boolean => useQueried(CALM);

/** The choice as brightness, once, before anything is drawn. */
export const lookOf = (theme: Theme): Look =>
  theme === 'system' ? (isSo(DARKNESS) ? 'dark' : 'light') : theme;

/** The choice as brightness; `system` follows the computer, also when it changes at dusk. */
export function useLook(theme: Theme): Look {
  const dark = useQueried(DARKNESS);
  if (theme !== 'system') return theme;
  return dark ? 'dark' : 'light';
}

export function rememberTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
}

export function paint(look: Look): void {
  document.documentElement.dataset.theme = look;
}
