/** Walking a script without a call, to learn it. */
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { rehearse, stepScript, type Step, type Use } from '@/api/scripts';
import { useTexts } from '@/shared/i18n/texts';
import { SidePanel } from '@/shared/ui/SidePanel';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { Saying } from './Saying';
import { useVocabulary, type Do } from './use-script';
import { scriptWords } from './words';
import './script.css';

interface Given {
  script: string;
  version: number;
  name: string;
  close: () => void;
  done: () => void;
}

export function Rehearsal({ script, version, name, close, done }: Given) {
  const t = useTexts(scriptWords);
  const vocabulary = useVocabulary().data;
  const onError = useSayRefusal();
  const [use, setUse] = useState<Use | null>(null);
  const begin = useMutation({ mutationFn: () => rehearse(script, version), onSuccess: setUse, onError });
  const step = useMutation({
    mutationFn: (body: Step) => stepScript(use?.id ?? '', body),
    onSuccess: (after) => {
      setUse(after);
      if (!after.line) done();
    },
    onError,
  });
  const { mutate: start, isIdle } = begin;
  useEffect(() => {
    if (isIdle) start();
  }, [isIdle, start]);
  const { mutate, isPending } = step;
  const act = useCallback<Do>(
    (did, detail = '', note = '') => {
      if (use && !isPending) mutate({ did, detail, note, seen: use.seq });
    },
    [use, isPending, mutate],
  );
  return (
    <SidePanel title={t('rehearsal', { name })} width={440} onClose={close}>
      <div className="script-body">
        {use?.line && vocabulary ? (
          <Saying
            use={use}
            line={use.line}
            language={use.language}
            vocabulary={vocabulary}
            busy={isPending}
            act={act}
          />
        ) : null}
        {use && !use.line ? (
          <>
            <p role="status">{t(use.left ? 'left' : 'rehearsed')}</p>
            <Button onClick={() => start()}>{t('again')}</Button>
          </>
        ) : null}
      </div>
    </SidePanel>
  );
}
