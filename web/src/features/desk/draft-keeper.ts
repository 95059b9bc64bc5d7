/**
 * Keeps one draft in this browser at every key and on the server after a short pause. Two tabs never overwrite each
 * other silently: who has seen an older revision is told, and the person decides.
 */
import { Problem } from '@/api/client';
import { getDraft, putDraft, type ServerDraft } from '@/api/desk';
import { serverNow } from '@/shared/live/clock';
import { draftOf, dropDraft, EMPTY, isEmpty, keepDraft, sameWords, wordsOf, type Draft } from './draft';

export type Kept = 'nothing' | 'here' | 'away' | 'sending' | 'server' | 'conflict';

export interface DraftView {
  draft: Draft;
  kept: Kept;
  /** What another tab has kept meanwhile; to be taken or overwritten. */
  theirs: Draft | null;
}

const PAUSE = 800;
const AGAIN = 5_000;

const fromServer = ({ type, result, note, callback }: ServerDraft): Draft => ({
  type,
  result,
  note,
  callback: callback
    ? { at: callback.at ?? null, number: callback.number ?? null, note: callback.note }
    : null,
});

export class DraftKeeper {
  view: DraftView;
  private readonly agent: string;
  private readonly interaction: string;
  private readonly watchers = new Set<() => void>();
  private who = '';
  private revision: number;
  private unsent: boolean;
  private timer: number | undefined;
  private sending: Promise<void> | null = null;
  private submitting = false;
  private over = false;

  constructor(agent: string, interaction: string) {
    this.agent = agent;
    this.interaction = interaction;
    const here = draftOf(agent, interaction);
    this.revision = here?.revision ?? 0;
    this.unsent = here?.unsent ?? false;
    const draft = here ? wordsOf(here) : EMPTY;
    this.view = { draft, kept: isEmpty(draft) ? 'nothing' : this.unsent ? 'here' : 'server', theirs: null };
    void this.load();
  }

  watch = (tell: () => void): (() => void) => {
    this.watchers.add(tell);
    return () => {
      this.watchers.delete(tell);
      if (!this.watchers.size) this.flush();
    };
  };

  seen = (): DraftView => this.view;

  get idle(): boolean {
    return !this.watchers.size && !this.sending && !this.submitting;
  }

  about(who: string): void {
    this.who = who;
  }

  change(wish: Partial<Draft>): void {
    this.unsent = true;
    this.show({ draft: { ...this.view.draft, ...wish }, kept: this.view.theirs ? 'conflict' : 'here' });
    this.remember();
    this.soon(PAUSE);
  }

  /** Send what is not sent, now. */
  flush(): void {
    window.clearTimeout(this.timer);
    this.send();
  }

  /**
   * Before it is submitted: what is on its way has arrived, and nothing more is sent until `end` or `goOn`. Else a
   * draft that arrives after the wrap-up would stand there as one that was never submitted.
   */
  async rest(): Promise<void> {
    this.submitting = true;
    await this.sending;
  }

  get isSubmitting(): boolean {
    return this.submitting;
  }

  /** It was not submitted after all. */
  goOn(): void {
    this.submitting = false;
    this.soon(PAUSE);
  }

  /** It was submitted or thrown away: nothing is kept any more. */
  end(): void {
    this.over = true;
    window.clearTimeout(this.timer);
    dropDraft(this.agent, this.interaction);
    this.show({ draft: EMPTY, kept: 'nothing', theirs: null });
  }

  takeTheirs(): void {
    const { theirs } = this.view;
    if (!theirs) return;
    this.unsent = false;
    this.show({ draft: theirs, kept: 'server', theirs: null });
    this.remember();
  }

  keepMine(): void {
    this.unsent = true;
    this.show({ theirs: null, kept: 'here' });
    this.flush();
  }

  private show(change: Partial<DraftView>): void {
    this.view = { ...this.view, ...change };
    this.watchers.forEach((tell) => tell());
  }

  private remember(): void {
    if (this.over) return;
    const { agent, interaction, who, revision, unsent } = this;
    keepDraft(agent, { ...this.view.draft, interaction, who, at: serverNow() / 1000, revision, unsent });
  }

  private soon(pause: number): void {
    window.clearTimeout(this.timer);
    if (!this.over) this.timer = window.setTimeout(() => this.send(), pause);
  }

  private async load(): Promise<void> {
    try {
      this.heard(await getDraft(this.interaction));
    } catch {
      if (!this.unsent || this.over) return;
      this.show({ kept: 'away' });
      this.soon(AGAIN);
    }
  }

  /** The server's draft beside mine. */
  private heard(said: ServerDraft): void {
    if (this.over) return;
    const theirs = fromServer(said);
    const mine = this.view.draft;
    const newer = said.revision !== this.revision;
    this.revision = said.revision;
    if (sameWords(theirs, mine)) {
      this.unsent = false;
      this.show({ kept: isEmpty(mine) ? 'nothing' : 'server', theirs: null });
    } else if (!this.unsent) {
      this.show({ draft: theirs, kept: isEmpty(theirs) ? 'nothing' : 'server', theirs: null });
    } else if (newer && said.revision > 0 && !isEmpty(theirs)) {
      this.show({ kept: 'conflict', theirs });
    } else {
      this.soon(PAUSE);
    }
    this.remember();
  }

  private send(): void {
    if (this.over || this.sending || this.submitting || !this.unsent || this.view.theirs) return;
    const draft = this.view.draft;
    if (isEmpty(draft) && this.revision === 0) return;
    this.show({ kept: 'sending' });
    this.sending = this.put(draft);
  }

  private async put(draft: Draft): Promise<void> {
    try {
      const said = await putDraft(this.interaction, { ...draft, revision: this.revision });
      this.sending = null;
      if (this.over) return;
      this.revision = said.revision;
      this.unsent = !sameWords(draft, this.view.draft);
      this.show({ kept: this.unsent ? 'here' : 'server' });
      this.remember();
      if (this.unsent) this.soon(PAUSE);
    } catch (failure) {
      this.sending = null;
      this.failed(failure);
    }
  }

  private failed(failure: unknown): void {
    if (this.over) return;
    const stale = failure instanceof Problem && failure.key === 'draft.stale';
    this.show({ kept: stale ? 'here' : 'away' });
    if (stale) void this.load();
    else if (!(failure instanceof Problem) || failure.status === 0 || failure.status >= 500) this.soon(AGAIN);
  }
}

const keepers = new Map<string, DraftKeeper>();

/** The one keeper of a draft in this tab: the form and the notepad write into the same. */
export function keeperOf(agent: string, interaction: string): DraftKeeper {
  const key = `${agent}.${interaction}`;
  for (const [other, keeper] of keepers) if (other !== key && keeper.idle) keepers.delete(other);
  const keeper = keepers.get(key) ?? new DraftKeeper(agent, interaction);
  keepers.set(key, keeper);
  return keeper;
}

/** It is over: the next one who asks gets a fresh one. */
export function endDraft(agent: string, interaction: string): void {
  const key = `${agent}.${interaction}`;
  keepers.get(key)?.end();
  keepers.delete(key);
  dropDraft(agent, interaction);
}

/** Whether it is on its way as a wrap-up, and so no draft any more. */
export const isSubmitting = (agent: string, interaction: string): boolean =>
  keepers.get(`${agent}.${interaction}`)?.isSubmitting ?? false;
