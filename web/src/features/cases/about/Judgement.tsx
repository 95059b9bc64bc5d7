/** Of a complaint about an agent, for who leads: whether it is upheld, and why. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { getJudgement, judgeComplaint } from '@/api/calm';
import { useTexts } from '@/shared/i18n/texts';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { aboutWords } from './words';
import './about.css';

export default function Judgement({ id }: { id: string }) {
  const t = useTexts(aboutWords);
  const client = useQueryClient();
  const queryKey = ['cases', 'judged', id];
  const judged = useQuery({ queryKey, queryFn: () => getJudgement(id) }).data;
  const [why, setWhy] = useState<string | null>(null);
  const judging = useMutation({
    mutationFn: (upheld: boolean) => judgeComplaint(id, upheld, why ?? ''),
    onSuccess: (after) => {
      setWhy(null);
      client.setQueryData(queryKey, after);
      for (const part of ['one', 'about']) void client.invalidateQueries({ queryKey: ['cases', part] });
    },
    onError: useSayRefusal(),
  });
  if (!judged) return null;
  const said = judged.upheld;
  return (
    <div className="about-judge" role="group" aria-label={t('judge')}>
      <span className={`pill ${said === null ? 'wait' : said ? 'bad' : ''}`}>
        {said === null ? t('unjudged') : t('judged', { what: t(said ? 'isUpheld' : 'isUnfounded') })}
      </span>
      {why === null ? (
        <Button size="small" onClick={() => setWhy('')}>
          {t(said === null ? 'judge' : 'again')}
        </Button>
      ) : (
        <>
          <Input
            autoFocus
            size="small"
            aria-label={t('why')}
            placeholder={t('why')}
            maxLength={1000}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
          <Button
            size="small"
            disabled={!why.trim()}
            loading={judging.isPending}
            onClick={() => judging.mutate(true)}
          >
            {t('isUpheld')}
          </Button>
          <Button
            size="small"
            disabled={!why.trim()}
            loading={judging.isPending}
            onClick={() => judging.mutate(false)}
          >
            {t('isUnfounded')}
          </Button>
          <Button size="small" type="text" onClick={() => setWhy(null)}>
            {t('cancel')}
          </Button>
        </>
      )}
    </div>
  );
}
