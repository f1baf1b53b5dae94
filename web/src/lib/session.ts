// Who is signed in, for the whole app. The access token lives here, in memory, and nowhere else; tabs of the same
// browser tell each other about new ones, so that one renewal serves them all.

export interface AccessToken {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export type SessionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'signedOut' }
  | { readonly status: 'signedIn'; readonly token: AccessToken }
  /** No token, for want of a network: the last state of that person is shown, and changes wait. */
  | { readonly status: 'offline'; readonly person: string };

type Message =
  | { readonly kind: 'token'; readonly token: AccessToken }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'changed' };

const channelName = 'waymark.session';
const hintKey = 'waymark.signedIn';

export class Session {
  private state: SessionState = { status: 'unknown' };
  private readonly listeners = new Set<() => void>();
  private readonly changeListeners = new Set<() => void>();
  private readonly channel: BroadcastChannel | null =
    typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);

  constructor() {
    this.channel?.addEventListener('message', (event: MessageEvent<Message>) => {
      const message = event.data;
      if (message.kind === 'token') {
        // A tab that is signed out stays so until its person acts; one that waits takes the token.
        this.set({ status: 'signedIn', token: message.token });
      } else if (message.kind === 'signedOut') {
        this.set({ status: 'signedOut' });
      } else {
        for (const listener of this.changeListeners) listener();
      }
    });
  }

  readonly current = (): SessionState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  token(): AccessToken | null {
    return this.state.status === 'signedIn' ? this.state.token : null;
  }

  /** Whose session it is; null when nobody's, or when a token does not say. */
  person(): string | null {
    if (this.state.status === 'offline') return this.state.person;
    const token = this.token();
    return token === null ? null : personOf(token);
  }

  /** Opens without a network what that person saw last. */
  goOnOffline(person: string): void {
    if (this.state.status === 'unknown') this.set({ status: 'offline', person });
  }

  /** Takes a fresh token and hands it to the other tabs. */
  begin(token: AccessToken): void {
    remember(true);
    this.channel?.postMessage({ kind: 'token', token } satisfies Message);
    this.set({ status: 'signedIn', token });
  }

  /** Ends the session here; and, unless told otherwise, in the other tabs. */
  end(everywhere = true): void {
    remember(false);
    if (everywhere) this.channel?.postMessage({ kind: 'signedOut' } satisfies Message);
    this.set({ status: 'signedOut' });
  }

  /** Tells the other tabs that this one changed something they may be showing. */
  announceChange(): void {
    this.channel?.postMessage({ kind: 'changed' } satisfies Message);
  }

  readonly onChangeElsewhere = (listener: () => void): (() => void) => {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  };

  private set(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

/** The `sub` of a token (RFC 7519 §4.1.2); the server alone judges whether it holds. */
export function personOf({ value }: AccessToken): string | null {
  try {
    const claims = value.split('.')[1] ?? '';
    const said = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as {
      sub?: unknown;
    };
    return typeof said.sub === 'string' ? said.sub : null;
  } catch {
    return null;
  }
}

/** Only a hint that a renewal is worth trying when the app opens; it opens no door. */
export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(hintKey) === '1';
  } catch {
    return true;
  }
}

function remember(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(hintKey, '1');
    else localStorage.removeItem(hintKey);
  } catch {
    // Storage can be forbidden; the next start then tries a renewal.
  }
}

export const session = new Session();
