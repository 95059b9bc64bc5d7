/** Holds what breaks while it is drawn, until the address is another. */
import { Component, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Broken } from './Broken';

interface Held {
  at: string;
  children: ReactNode;
}

class Holding extends Component<Held, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidUpdate(before: Held): void {
    if (before.at !== this.props.at && this.state.broken) this.setState({ broken: false });
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

export function Caught({ children }: { children: ReactNode }) {
  return <Holding at={useLocation().key}>{children}</Holding>;
}
