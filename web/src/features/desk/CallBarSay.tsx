/** The agent types, the site's voice says it to the customer: for who cannot speak now, or a name hard to say. */
import { SoundOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Input, Popover } from 'antd';
import { useMemo, useState } from 'react';
import type { CallShown } from '@/api/control';
import { sayInCall } from '@/api/spoken';
import { useOffer, type Command } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { useSayRefusal } from '@/shared/ui/say-refusal';
import { sayWords } from './say-words';

const LONGEST = 200;

function Say({ interaction }: { interaction: string }) {
  const t = useTexts(sayWords);
  const onError = useSayRefusal();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const saying = useMutation({
    mutationFn: (wish: string) => sayInCall(interaction, wish),
    onSuccess: () => setText(''),
    onError,
  });
  const commands = useMemo<Command[]>(
    () => [{ id: 'say', title: t('say'), group: t('group'), run: () => setOpen(true) }],
    [t],
  );
  useOffer(commands);
  const wish = text.trim();
  const send = (): void => {
    if (wish && !saying.isPending) saying.mutate(wish);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottom"
      destroyOnHidden
      title={t('title')}
      content={
        <div className="call-say">
          <Input.TextArea
            autoFocus
            aria-label={t('title')}
            placeholder={t('hint')}
            maxLength={LONGEST}
            autoSize={{ minRows: 2, maxRows: 5 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={(event) => {
              if (event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              send();
            }}
          />
          <Button
            type="primary"
            icon={<SoundOutlined />}
            disabled={!wish}
            loading={saying.isPending}
            onClick={send}
          >
            {t('send')}
          </Button>
        </div>
      }
    >
      <Button className="call-bar-terse" icon={<SoundOutlined />} title={t('title')} aria-expanded={open}>
        {t('say')}
      </Button>
    </Popover>
  );
}

/** Only where the site has a voice, and the customer would hear it. */
export function CallBarSay({ call }: { call: CallShown | undefined }) {
  return call?.may.includes('say') ? <Say interaction={call.interaction} /> : null;
}
