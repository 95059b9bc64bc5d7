/** What callers hear: the centre's own prompts, and those that come with the product. */
import { PlusOutlined, SoundOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { listPrompts, publishPrompts, type OwnPrompt, type Prompts, type ShippedPrompt } from '@/api/prompts';
import { useTexts } from '@/shared/i18n/texts';
import { may, useSession } from '@/shared/session/session';
import { Empty, Failed } from '@/shared/ui/Empty';
import { Refused } from '@/shared/ui/Refused';
import { SearchField } from '@/shared/ui/SearchField';
import { OwnLine, ShippedLine } from './Lines';
import { PromptForm } from './PromptForm';
import { Versions } from './Versions';
import { promptWords } from './words';
import './prompts.css';

type Part = 'own' | 'shipped' | 'versions';
const PROMPTS = ['prompts'] as const;

const isIn = (what: string, ...texts: (string | undefined)[]): boolean =>
  texts.some((text) => text?.toLowerCase().includes(what.toLowerCase()));

const ownFound = (what: string, { key, name, sounds }: OwnPrompt): boolean =>
  isIn(what, key, name.zh, name.en, ...Object.values(sounds).map((sound) => sound?.text));

const shippedFound = (what: string, { id, texts }: ShippedPrompt): boolean =>
  isIn(what, id, ...Object.values(texts));

function useAgain(): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all(
      [PROMPTS, ['config'], ['config-history'], ['flows']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
}

function Publish({ waiting }: { waiting: number }) {
  const t = useTexts(promptWords);
  const { message } = App.useApp();
  const again = useAgain();
  const publishing = useMutation({
    mutationFn: publishPrompts,
    onSuccess: async () => {
      await again();
      void message.success(t('published'));
    },
  });
  if (!waiting) return null;
  return (
    <section className="panel prompt-publish" role="status">
      <span className="pill wait">{t('waiting', { n: waiting })}</span>
      <Button type="primary" loading={publishing.isPending} onClick={() => publishing.mutate()}>
        {t('publish')}
      </Button>
      <Refused failure={publishing.error} />
    </section>
  );
}

interface ListProps {
  part: Exclude<Part, 'versions'>;
  prompts: Prompts;
  what: string;
  onEdit: ((key: string) => void) | null;
}

function List({ part, prompts, what, onEdit }: ListProps) {
  const t = useTexts(promptWords);
  const bare = part === 'own' && !prompts.items.length;
  const lines =
    part === 'own'
      ? prompts.items
          .filter((prompt) => ownFound(what, prompt))
          .map((prompt) => (
            <OwnLine key={prompt.key} prompt={prompt} onEdit={onEdit && (() => onEdit(prompt.key))} />
          ))
      : prompts.shipped
          .filter((prompt) => shippedFound(what, prompt))
          .map((prompt) => <ShippedLine key={prompt.id} prompt={prompt} />);
  if (lines.length) {
    return (
      <ul className="panel prompt-rows" aria-label={t(part)}>
        {lines}
      </ul>
    );
  }
  return (
    <Empty icon={<SoundOutlined />} title={t(bare ? 'none' : 'notFound')}>
      {t(bare ? 'noneText' : 'notFoundText')}
    </Empty>
  );
}

interface ShownProps {
  prompts: Prompts;
  mayChange: boolean;
  /** '' a new one; null: none. */
  open: string | null;
  onOpen: (key: string | null) => void;
}

function Shown({ prompts, mayChange, open, onOpen }: ShownProps) {
  const t = useTexts(promptWords);
  const again = useAgain();
  const [part, setPart] = useState<Part>('own');
  const [what, setWhat] = useState('');
  const parts: Part[] = ['own', 'shipped', 'versions'];
  return (
    <>
      {mayChange ? <Publish waiting={prompts.items.filter(({ draft }) => draft).length} /> : null}
      <div className="prompt-head">
        <Segmented<Part>
          aria-label={t('which')}
          value={part}
          options={parts.map((value) => ({ value, label: t(value) }))}
          onChange={setPart}
        />
        {part === 'versions' ? null : <SearchField value={what} placeholder={t('find')} onSearch={setWhat} />}
      </div>
      {part === 'versions' ? (
        <Versions mayChange={mayChange} again={again} />
      ) : (
        <List part={part} prompts={prompts} what={what} onEdit={mayChange ? onOpen : null} />
      )}
      {open !== null ? (
        <PromptForm
          key={open}
          prompt={prompts.items.find(({ key }) => key === open) ?? null}
          nothing={prompts.nothing}
          speaks={prompts.speaks}
          onSaved={again}
          onClose={() => onOpen(null)}
        />
      ) : null}
    </>
  );
}

export function PromptsPage() {
  const t = useTexts(promptWords);
  const mayChange = may(useSession(), 'prompts.change');
  const asked = useQuery({ queryKey: PROMPTS, queryFn: listPrompts });
  const [open, setOpen] = useState<string | null>(null);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('title')}</h1>
        {mayChange ? (
          <Button className="push" type="primary" icon={<PlusOutlined />} onClick={() => setOpen('')}>
            {t('add')}
          </Button>
        ) : null}
      </div>
      {asked.isPending ? <Skeleton active /> : null}
      {asked.isError ? <Failed failure={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown prompts={asked.data} mayChange={mayChange} open={open} onOpen={setOpen} /> : null}
    </div>
  );
}
