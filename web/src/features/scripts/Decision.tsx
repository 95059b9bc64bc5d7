/** What can be decided about a version: propose, withdraw, approve, try, send back; and which of a trial stays. */
import { App, Button, Input, InputNumber, Popconfirm } from 'antd';
import { useState } from 'react';
import {
  approveScript,
  dropDraft,
  endTrial,
  proposeScript,
  sendScriptBack,
  withdrawScript,
  type Script,
  type Version,
} from '@/api/scripts';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { useChange } from './use-scripts';
import { libraryWords } from './words';

interface Given {
  script: Script;
  version: Version;
}

function Trial({ script }: { script: Script }) {
  const t = useTexts(libraryWords);
  const session = useSession();
  const change = useChange();
  const running = script.versions.filter(({ status }) => status === 'approved');
  const [newer] = running;
  if (running.length !== 2 || !newer?.share) return null;
  return (
    <div className="library-decide">
      <span>{t('trialRuns', { newer: newer.version, share: newer.share })}</span>
      {may(session, 'scripts.approve')
        ? running.map(({ version }) => (
            <Button
              key={version}
              size="small"
              onClick={() => change.mutate(() => endTrial(script.id, version))}
            >
              {t('keep', { n: version })}
            </Button>
          ))
        : null}
    </div>
  );
}

function Approving({ script, version }: Given) {
  const t = useTexts(libraryWords);
  const { modal } = App.useApp();
  const change = useChange();
  const [share, setShare] = useState(50);
  const [why, setWhy] = useState('');
  const before = script.versions.filter(({ status }) => status === 'approved').length;
  const approve = (of: number | null): void =>
    change.mutate(() => approveScript(script.id, version.version, of));
  const back = (): void => {
    if (why.trim()) change.mutate(() => sendScriptBack(script.id, version.version, why.trim()));
    else void modal.info({ title: t('sendBackWhy') });
  };
  return (
    <div className="library-decide">
      <Button type="primary" loading={change.isPending} onClick={() => approve(null)}>
        {t(before ? 'approve' : 'approveFirst')}
      </Button>
      {before === 1 ? (
        <>
          <Button disabled={change.isPending} onClick={() => approve(share)}>
            {t('tryIt')}
          </Button>
          <InputNumber
            aria-label={t('share')}
            min={1}
            max={99}
            suffix="%"
            value={share}
            onChange={(value) => setShare(value ?? 50)}
          />
        </>
      ) : null}
      <Input
        className="library-why"
        aria-label={t('sendBackWhy')}
        placeholder={t('sendBackWhy')}
        maxLength={200}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      <Button disabled={change.isPending} onClick={back}>
        {t('sendBack')}
      </Button>
    </div>
  );
}

function Proposed({ script, version }: Given) {
  const t = useTexts(libraryWords);
  const session = useSession();
  const change = useChange();
  return (
    <>
      {may(session, 'scripts.approve') && !version.mine ? (
        <Approving script={script} version={version} />
      ) : (
        <p role="status">{t(version.mine ? 'ownWork' : 'waits')}</p>
      )}
      {may(session, 'scripts.write') ? (
        <div className="library-decide">
          <Button onClick={() => change.mutate(() => withdrawScript(script.id, version.version))}>
            {t('withdraw')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Drafted({ script, version }: Given) {
  const t = useTexts(libraryWords);
  const change = useChange();
  const faults = version.problems.length;
  return (
    <>
      <p role="status" className={faults ? 'fault' : 'quiet'}>
        {faults ? t('problems', { n: faults }) : t('sound')}
      </p>
      {faults ? (
        <ul className="library-faults">
          {version.problems.map((one, place) => (
            <li key={place}>{one.title}</li>
          ))}
        </ul>
      ) : null}
      <div className="library-decide">
        <Button
          type="primary"
          disabled={faults > 0}
          loading={change.isPending}
          onClick={() => change.mutate(() => proposeScript(script.id, version.version))}
        >
          {t('propose')}
        </Button>
        <Popconfirm
          title={t('drop')}
          description={t('dropSure')}
          okText={t('drop')}
          cancelText={t('cancel')}
          onConfirm={() => change.mutate(() => dropDraft(script.id, version.version))}
        >
          <Button danger>{t('drop')}</Button>
        </Popconfirm>
      </div>
    </>
  );
}

export function Decision({ script, version }: Given) {
  const session = useSession();
  const writes = may(session, 'scripts.write');
  if (script.retired) return null;
  if (version.status === 'proposed') return <Proposed script={script} version={version} />;
  if (['draft', 'sent_back'].includes(version.status))
    return writes ? <Drafted script={script} version={version} /> : null;
  return <Trial script={script} />;
}
