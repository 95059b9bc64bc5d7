/** One script: its versions, their words and how well they do; writing, proposing, approving. */
import { App, Button, Popconfirm, Segmented, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { retireScript, type Script, type Version, type Vocabulary } from '@/api/scripts';
import { dateOf } from '@/shared/format/time';
import { useLocale } from '@/shared/i18n/locale';
import { nameIn, useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Failed } from '@/shared/ui/Empty';
import { Decision } from './Decision';
import { DraftEditor } from './DraftEditor';
import { EffectView } from './EffectView';
import { useChange, useScript } from './use-scripts';
import { VersionWords } from './VersionWords';
import { libraryWords } from './words';

const LOOKS = { approved: 'good', proposed: 'wait', sent_back: 'bad', draft: 'wait', retired: '' } as const;
const UNFINISHED = ['draft', 'proposed', 'sent_back'];

function About({ version }: { version: Version }) {
  const t = useTexts(libraryWords);
  const locale = useLocale();
  const names = version.writers.map((name) => nameIn(name, locale)).join(t('and'));
  const decided = version.decided_by ? nameIn(version.decided_by, locale) : '';
  return (
    <p className="quiet library-about">
      <span className={`pill ${LOOKS[version.status]}`}>{t(version.status)}</span>
      <span>{t('writtenBy', { who: names, at: dateOf(new Date(version.written_at)) })}</span>
      {decided && version.decided_at ? (
        <span>{t('decidedBy', { who: decided, at: dateOf(new Date(version.decided_at)) })}</span>
      ) : null}
      {version.review_on ? <span>{t('review', { day: version.review_on })}</span> : null}
      {version.expires_on ? <span>{t('expires', { day: version.expires_on })}</span> : null}
    </p>
  );
}

/** The version that is looked at: the one asked for, else the unfinished one, else the one in use. */
function seenOf(script: Script, asked: number | null): Version | undefined {
  const { versions } = script;
  return (
    versions.find(({ version }) => version === asked) ??
    versions.find(({ status }) => UNFINISHED.includes(status)) ??
    versions.find(({ status }) => status === 'approved') ??
    versions[0]
  );
}

interface BodyGiven {
  script: Script;
  vocabulary: Vocabulary;
}

function Body({ script, vocabulary }: BodyGiven) {
  const t = useTexts(libraryWords);
  const session = useSession();
  const [asked, setAsked] = useState<number | null>(null);
  const [writing, setWriting] = useState(false);
  const seen = seenOf(script, asked);
  const unfinished = script.versions.find(({ status }) => UNFINISHED.includes(status));
  const writes = may(session, 'scripts.write') && !script.retired;
  if (writing || (!seen && writes)) {
    return (
      <DraftEditor
        script={script}
        from={unfinished ?? seen}
        draft={unfinished}
        vocabulary={vocabulary}
        close={() => {
          setWriting(false);
          setAsked(null);
        }}
      />
    );
  }
  if (!seen) return null;
  const write = <Button onClick={() => setWriting(true)}>{t(unfinished ? 'edit' : 'newVersion')}</Button>;
  return (
    <>
      <div className="library-versions">
        <Select<number>
          aria-label={t('version', { n: seen.version })}
          value={seen.version}
          onChange={setAsked}
          options={script.versions.map(({ version, status }) => ({
            value: version,
            label: `${t('version', { n: version })} · ${t(status)}`,
          }))}
        />
        {writes && unfinished?.status !== 'proposed' ? write : null}
      </div>
      <Read script={script} version={seen} />
    </>
  );
}

function Read({ script, version }: { script: Script; version: Version }) {
  const t = useTexts(libraryWords);
  return (
    <>
      <About version={version} />
      {version.why && version.status === 'sent_back' ? (
        <p className="fault">{t('why', { why: version.why })}</p>
      ) : null}
      {version.note ? <p>{version.note}</p> : null}
      <Decision script={script} version={version} />
      <VersionWords scene={script.scene} body={version.body} />
    </>
  );
}

function Retire({ script }: { script: Script }) {
  const t = useTexts(libraryWords);
  const session = useSession();
  const change = useChange();
  const { message } = App.useApp();
  if (script.retired) return <span className="pill">{t('retired')}</span>;
  if (!may(session, 'scripts.approve')) return null;
  const retire = (): void =>
    change.mutate(() => retireScript(script.id), { onSuccess: () => void message.info(t('retired')) });
  return (
    <Popconfirm
      title={t('retire')}
      description={t('retireSure')}
      okText={t('retire')}
      cancelText={t('cancel')}
      onConfirm={retire}
    >
      <Button size="small" danger>
        {t('retire')}
      </Button>
    </Popconfirm>
  );
}

export function ScriptDetail({ id, vocabulary }: { id: string; vocabulary: Vocabulary }) {
  const t = useTexts(libraryWords);
  const locale = useLocale();
  const session = useSession();
  const asked = useScript(id);
  const [part, setPart] = useState<'words' | 'effect'>('words');
  if (asked.isError) return <Failed failure={asked.error} again={() => void asked.refetch()} />;
  const script = asked.data;
  if (!script) return <Skeleton active paragraph={{ rows: 8 }} />;
  const scene = vocabulary.scenes.find(({ key }) => key === script.scene);
  return (
    <section className="panel library-detail" aria-label={nameIn(script.name, locale)}>
      <div className="panel-head">
        <h2>{nameIn(script.name, locale)}</h2>
        <span className="quiet">{nameIn(scene?.name, locale)}</span>
        <span className="push library-head">
          {may(session, 'figures.see') ? (
            <Segmented<'words' | 'effect'>
              aria-label={t('part')}
              size="small"
              value={part}
              onChange={setPart}
              options={(['words', 'effect'] as const).map((value) => ({ value, label: t(value) }))}
            />
          ) : null}
          <Retire script={script} />
        </span>
      </div>
      <div className="library-body">
        {part === 'effect' ? <EffectView script={id} /> : <Body script={script} vocabulary={vocabulary} />}
      </div>
    </section>
  );
}
