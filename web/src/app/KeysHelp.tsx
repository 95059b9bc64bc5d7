/** `?`: what this page is for, how to use it, and every key that works on it now. */
import { Modal } from 'antd';
import { useLocation } from 'react-router';
import { useCommands } from '@/shared/commands/registry';
import { useTexts } from '@/shared/i18n/texts';
import { Keys } from '@/shared/ui/Keys';
import { helpWords, pageAt } from './help/words';
import { frameWords } from './words';

function PageHelp() {
  const t = useTexts(helpWords);
  const page = pageAt(useLocation().pathname);
  if (!page) return null;
  return (
    <section className="page-help">
      <p>
        <strong>{t(page)}</strong>
      </p>
      <ul>
        {t(`${page}Do`)
          .split('\n')
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ul>
    </section>
  );
}

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useTexts(frameWords);
  const help = useTexts(helpWords);
  const keyed = useCommands().filter((command) => command.keys);
  const groups = [...new Set(keyed.map((command) => command.group))];
  return (
    <Modal open title={help('button')} footer={null} onCancel={onClose} width={680} transitionName="">
      <PageHelp />
      <h3 className="keys-title">{t('keys')}</h3>
      <div className="keys-help">
        {groups.map((group) => (
          <section key={group}>
            <h4>{group}</h4>
            <dl>
              {keyed
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{command.title}</dt>
                    <dd>
                      <Keys keys={command.keys ?? ''} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="quiet">{t('keysNote')}</p>
    </Modal>
  );
}
