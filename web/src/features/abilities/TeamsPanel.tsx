/** The teams: named, led, made and taken away, as drafts. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Changes, People, TeamDrafted } from '@/api/people';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { SidePanel } from '@/shared/ui/SidePanel';
import { teamNow } from './levels';
import { abilityWords } from './words';

interface TeamsProps {
  people: People;
  onChange: (teams: NonNullable<Changes['teams']>) => void;
  onClose: () => void;
}

interface TeamProps {
  people: People;
  team: TeamDrafted;
  onSave: (team: TeamDrafted) => void;
  onRemove?: () => void;
}

function TeamForm({ people, team, onSave, onRemove }: TeamProps) {
  const t = useTexts(abilityWords);
  const locale = useLocale();
  const [wish, setWish] = useState(team);
  const [asked, setAsked] = useState(false);
  const nameless = asked && !wish.name.zh.trim();
  const save = (): void => {
    setAsked(true);
    if (wish.name.zh.trim()) onSave(wish);
  };
  const named = (name: Partial<TeamDrafted['name']>): void =>
    setWish({ ...wish, name: { ...wish.name, ...name } });
  return (
    <form
      className="team-form"
      aria-label={nameIn(team.name, locale) || t('add')}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Input
        aria-label={t('nameZh')}
        placeholder={t('nameZh')}
        value={wish.name.zh}
        maxLength={40}
        status={nameless ? 'error' : ''}
        aria-invalid={nameless}
        onChange={(event) => named({ zh: event.target.value })}
      />
      {nameless ? <span role="alert">{t('needsName')}</span> : null}
      <Input
        aria-label={t('nameEn')}
        placeholder={t('nameEn')}
        value={wish.name.en}
        maxLength={40}
        onChange={(event) => named({ en: event.target.value })}
      />
      <Select
        aria-label={t('leader')}
        showSearch={{ optionFilterProp: 'label' }}
        value={wish.leader}
        options={[
          { value: '', label: `${t('leader')}: ${t('noLeader')}` },
          ...people.people.map(({ agent }) => ({
            value: agent.number,
            label: `${nameIn(agent.name, locale)} ${agent.number}`,
          })),
        ]}
        onChange={(leader) => setWish({ ...wish, leader })}
      />
      <span className="team-actions">
        <Button htmlType="submit" type="primary" size="small">
          {t('save')}
        </Button>
        {onRemove ? (
          <Button size="small" icon={<DeleteOutlined aria-hidden />} onClick={onRemove}>
            {t('remove')}
          </Button>
        ) : null}
      </span>
    </form>
  );
}

/** A key that no team has. */
function freeKey(people: People): string {
  const taken = people.teams.map(({ key }) => key);
  let nth = people.teams.length + 1;
  while (taken.includes(`team-${nth}`)) nth += 1;
  return `team-${nth}`;
}

export function TeamsPanel({ people, onChange, onClose }: TeamsProps) {
  const t = useTexts(abilityWords);
  const locale = useLocale();
  const [adding, setAdding] = useState(false);
  return (
    <SidePanel title={t('teams')} width={400} onClose={onClose}>
      <div className="teams">
        <p className="quiet">{t('teamsText')}</p>
        {people.teams.map((team) => {
          const now = teamNow(team);
          if (!now)
            return (
              <div key={team.key} className="team-gone">
                <s>{nameIn(team.value?.name, locale)}</s> <span className="pill bad">{t('removes')}</span>
                <Button size="small" onClick={() => onChange({ [team.key]: team.value })}>
                  {t('keep')}
                </Button>
              </div>
            );
          return (
            <TeamForm
              key={`${team.key} ${JSON.stringify(now)}`}
              people={people}
              team={now}
              onSave={(wish) => onChange({ [team.key]: wish })}
              onRemove={() => onChange({ [team.key]: null })}
            />
          );
        })}
        {adding ? (
          <TeamForm
            people={people}
            team={{ name: { zh: '', en: '' }, order: people.teams.length + 1, leader: '' }}
            onSave={(wish) => {
              onChange({ [freeKey(people)]: wish });
              setAdding(false);
            }}
          />
        ) : (
          <Button icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )}
      </div>
    </SidePanel>
  );
}
