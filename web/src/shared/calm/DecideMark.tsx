/** A proposed mark is approved, or refused with a reason; one that holds is lifted with a reason. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { decideMark, type Mark } from '@/api/calm';
import { useTexts } from '@/shared/i18n/texts';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { calmWords } from './words';
import './calm.css';

type Decision = Parameters<typeof decideMark>[1];

function useDecide(mark: Mark) {
  const client = useQueryClient();
  const onError = useSayRefusal();
  return useMutation({
    mutationFn: ({ decision, why }: { decision: Decision; why: string }) =>
      decideMark(mark.id, decision, why),
    onError,
    onSettled: () => client.invalidateQueries({ queryKey: ['marks'] }),
  });
}

interface WhyProps {
  word: 'refuse' | 'lift';
  busy: boolean;
  said: (why: string) => void;
  cancel: () => void;
}

function Why({ word, busy, said, cancel }: WhyProps) {
  const t = useTexts(calmWords);
  const [why, setWhy] = useState('');
  return (
    <form
      className="mark-why"
      aria-label={t(word)}
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() && !busy) said(why);
      }}
    >
      <Input
        autoFocus
        size="small"
        aria-label={t('decidedWhy')}
        placeholder={t('decidedWhy')}
        maxLength={200}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      <Button size="small" danger htmlType="submit" disabled={!why.trim()} loading={busy}>
        {t(word)}
      </Button>
      <Button size="small" onClick={cancel}>
        {t('cancel')}
      </Button>
    </form>
  );
}

export function DecideMark({ mark, leads }: { mark: Mark; leads: boolean }) {
  const t = useTexts(calmWords);
  const deciding = useDecide(mark);
  const [asking, ask] = useState<'refuse' | 'lift' | null>(null);
  const proposed = mark.state === 'proposed' && mark.decidable;
  const holds = mark.holds && leads;
  if (!proposed && !holds) return null;
  if (asking)
    return (
      <Why
        word={asking}
        busy={deciding.isPending}
        said={(why) => deciding.mutate({ decision: asking === 'lift' ? 'lifted' : 'refused', why })}
        cancel={() => ask(null)}
      />
    );
  return proposed ? (
    <span className="mark-actions">
      <Button
        size="small"
        type="primary"
        loading={deciding.isPending}
        onClick={() => deciding.mutate({ decision: 'approved', why: '' })}
      >
        {t('approve')}
      </Button>
      <Button size="small" onClick={() => ask('refuse')}>
        {t('refuse')}
      </Button>
    </span>
  ) : (
    <Button size="small" type="link" onClick={() => ask('lift')}>
      {t('lift')}
    </Button>
  );
}
