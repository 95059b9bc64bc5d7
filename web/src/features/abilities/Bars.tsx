/** Above the matrix: what it shows and of whom; below that, what is done to all who are selected. */
import { TeamOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { useCallback } from 'react';
import { useLocale } from '@/shared/i18n/locale';
import { useTexts } from '@/shared/i18n/texts';
import { SearchField } from '@/shared/ui/SearchField';
import { KINDS, languageIn, languagesToAdd, type Kind } from './levels';
import { abilityWords } from './words';

export interface TeamChoice {
  value: string;
  label: string;
}

interface FilterProps {
  kind: Kind;
  team: string | undefined;
  search: string | undefined;
  teams: TeamChoice[];
  mayChange: boolean;
  /** The languages in sight. */
  shown: string[];
  onChange: (change: { show?: Kind; team?: string | undefined; search?: string }) => void;
  onAdd: (language: string) => void;
  onManage: () => void;
  /** Undefined for who may not change accounts. */
  onAccounts: (() => void) | undefined;
}

export function FilterBar(props: FilterProps) {
  const { kind, team, search, teams, mayChange, shown, onChange, onAdd, onManage, onAccounts } = props;
  const t = useTexts(abilityWords);
  const locale = useLocale();
  const onSearch = useCallback((what: string) => onChange({ search: what }), [onChange]);
  return (
    <div className="people-bar">
      <Segmented
        aria-label={t('shows')}
        value={kind}
        options={KINDS.map((value) => ({ value, label: t(value) }))}
        onChange={(show) => onChange({ show })}
      />
      <Select
        allowClear
        aria-label={t('team')}
        placeholder={t('everyTeam')}
        className="people-team"
        value={team ?? null}
        options={teams}
        onChange={(wish: string | null) => onChange({ team: wish ?? undefined })}
      />
      <SearchField value={search ?? ''} placeholder={t('search')} onSearch={onSearch} />
      {kind === 'languages' && mayChange ? (
        <Select
          aria-label={t('addLanguage')}
          placeholder={t('addLanguage')}
          className="people-team"
          value={null}
          options={languagesToAdd(shown).map((value) => ({ value, label: languageIn(value, locale) }))}
          onChange={(tag: string | null) => (tag ? onAdd(tag) : undefined)}
        />
      ) : null}
      {mayChange ? (
        <Button icon={<TeamOutlined aria-hidden />} onClick={onManage}>
          {t('teams')}
        </Button>
      ) : (
        <span className="quiet">{t('readOnly')}</span>
      )}
      {onAccounts ? (
        <Button icon={<UserOutlined aria-hidden />} onClick={onAccounts}>
          {t('accounts')}
        </Button>
      ) : null}
    </div>
  );
}

interface SelectedProps {
  kind: Kind;
  selected: number;
  teams: TeamChoice[];
  onTeam: (team: string) => void;
  onNone: () => void;
  /** To a queue, or out of one, for a while. */
  onMove: () => void;
}

export function SelectedBar({ kind, selected, teams, onTeam, onNone, onMove }: SelectedProps) {
  const t = useTexts(abilityWords);
  if (!selected)
    return <div className="quiet people-hint">{t(kind === 'queues' ? 'hintQueues' : 'hintLevels')}</div>;
  return (
    <div className="quiet people-hint">
      {t('selected', { n: selected })}{' '}
      <Select
        size="small"
        aria-label={t('moveTo')}
        placeholder={t('moveTo')}
        className="people-team"
        value={null}
        options={[...teams, { value: '', label: t('noTeam') }]}
        onChange={(team: string | null) => onTeam(team ?? '')}
      />{' '}
      <Button size="small" onClick={onMove}>
        {t('move')}
      </Button>{' '}
      <Button size="small" type="link" onClick={onNone}>
        {t('selectNone')}
      </Button>
    </div>
  );
}
