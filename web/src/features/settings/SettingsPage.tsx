/** The configuration: each kind, each item, its version, its drafts. Lines of the house can be changed here. */
import { DownloadOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { NavLink, useParams } from 'react-router';
import type { ConfigEntry, Name } from '@/api/types';
import { useKind } from '@/shared/config/entries';
import { dateAt, whenOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { serverNow } from '@/shared/live/clock';
import { Empty, Failed } from '@/shared/ui/Empty';
import { may, useSession } from '@/shared/session/session';
import { arrangedBy, isSubject, SUBJECTS, type Subject } from './cases/kinds';
import { LineBar } from './lines/LineBar';
import { LineForm } from './lines/LineForm';
import { RecordingRules } from './lines/RecordingRules';
import { isLine } from './lines/shapes';
import { SitePart } from './lines/SitePart';
import { MailSettings } from './mail/MailSettings';
import { Manners } from './Manners';
import { SpeechSettings } from './speech/SpeechSettings';
import { settingsWords } from './words';
import './settings.css';
import './lines/lines.css';

const CaseSettings = lazy(async () => ({
  default: (await import('./cases/CaseSettings')).CaseSettings,
}));

const KINDS = [
  'site',
  'queue',
  'number',
  'extension',
  'ring_group',
  'park',
  'conference',
  'flow',
  'wrap_up_type',
  'pause_reason',
  'hold_reason',
  'help_reason',
  'trunk',
] as const;
type Kind = (typeof KINDS)[number];
const RECORDING = 'recording';
/** For who may change it only: whom letters go to is nobody else's business. */
const MAIL = 'mail_server';
/** Kinds, and pages that show a part of several of them. */
const SPEECH = 'speech';
const ARRANGED = Object.keys(SUBJECTS) as Subject[];
/** Pages that are forms of their own. */
const OWN_FORMS: readonly string[] = [RECORDING, MAIL, SPEECH, ...ARRANGED];
const PAGES = ['site', RECORDING, ...ARRANGED, ...KINDS.slice(1), SPEECH, MAIL] as const;

function nameOf(entry: ConfigEntry): Name | null {
  const name = (entry.value ?? entry.draft)?.name;
  return typeof name === 'object' && name !== null && 'zh' in name ? (name as Name) : null;
}

function Entry({ kind, entry, mayChange }: { kind: Kind; entry: ConfigEntry; mayChange: boolean }) {
  const t = useTexts(settingsWords);
  const locale = useLocale();
  const now = dateAt(serverNow());
  return (
    <details className="setting">
      <summary>
        <strong>{nameIn(nameOf(entry), locale) || entry.key}</strong>
        <span className="quiet num">{entry.key}</span>
        <span>
          {entry.draft_removes ? <span className="pill bad">{t('draftRemoves')}</span> : null}
          {entry.draft ? <span className="pill wait">{t('draft')}</span> : null}
        </span>
        <span className="quiet num">
          {entry.value ? `${t('version')} ${entry.version}` : t('notInForce')}
        </span>
        <span className="quiet num">{entry.published_at ? whenOf(entry.published_at, now) : ''}</span>
      </summary>
      {isLine(kind) && mayChange ? (
        <LineForm kind={kind} entry={entry} />
      ) : (
        <pre>{JSON.stringify(entry.value ?? entry.draft, null, 2)}</pre>
      )}
    </details>
  );
}

function List({ kind }: { kind: Kind }) {
  const t = useTexts(settingsWords);
  const mayChange = may(useSession(), 'config.change');
  const asked = useKind(kind);
  if (asked.isPending) return <Skeleton active paragraph={{ rows: 6 }} className="settings-wait" />;
  if (!asked.data) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  return (
    <>
      <div className="panel-head">
        <h2>{t(kind)}</h2>
        <span className="quiet num push">{t('configNumber', { n: asked.data.number })}</span>
      </div>
      {kind === 'site' ? (
        <>
          <Manners site={asked.data.items.find((entry) => entry.key === 'site')} />
          <SitePart part="calls" />
        </>
      ) : null}
      {kind === 'conference' ? <SitePart part="limits" /> : null}
      {isLine(kind) && mayChange ? <LineBar kind={kind} items={asked.data.items} /> : null}
      {asked.data.items.length ? (
        asked.data.items.map((entry) => (
          <Entry key={entry.key} kind={kind} entry={entry} mayChange={mayChange} />
        ))
      ) : (
        <Empty icon={<SettingOutlined />} title={t('empty')}>
          {t(isLine(kind) && mayChange ? 'emptyTextLines' : 'emptyText')}
        </Empty>
      )}
    </>
  );
}

function Page({ page, mayChange }: { page: (typeof PAGES)[number]; mayChange: boolean }) {
  const session = useSession();
  if (page === RECORDING) return <RecordingRules />;
  if (page === MAIL) return <MailSettings />;
  if (page === SPEECH) return <SpeechSettings mayChange={mayChange} />;
  if (isSubject(page))
    return (
      <Suspense fallback={<Skeleton active className="settings-wait" />}>
        <CaseSettings key={page} subject={page} mayChange={(kind) => may(session, ...arrangedBy(kind))} />
      </Suspense>
    );
  return <List key={page} kind={page} />;
}

export function SettingsPage() {
  const t = useTexts(settingsWords);
  const asked = useParams().kind;
  const mayChange = may(useSession(), 'config.change');
  const pages = PAGES.filter((one) => one !== MAIL || mayChange);
  const page = pages.find((one) => one === asked) ?? 'queue';
  const formed = OWN_FORMS.includes(page) || isLine(page);
  const says = page === 'site' || isSubject(page);
  const readOnly = !says && !(mayChange && formed);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('title')}</h1>
        {readOnly ? <span className="quiet">{t('readOnly')}</span> : null}
        <div className="push">
          <Button icon={<DownloadOutlined />} href="/api/config/export" download>
            {t('export')}
          </Button>
        </div>
      </div>
      <div className="settings">
        <nav className="settings-kinds" aria-label={t('title')}>
          {pages.map((one) => (
            <NavLink
              key={one}
              to={`/settings/${one}`}
              className={one === page ? 'nav-link active' : 'nav-link'}
            >
              {t(one)}
            </NavLink>
          ))}
        </nav>
        <section className="panel">
          <Page page={page} mayChange={mayChange} />
        </section>
      </div>
    </div>
  );
}
