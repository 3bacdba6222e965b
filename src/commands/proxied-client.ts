// A client of the dev proxy: its bytes pass unread to the backend and back, and its connection outlives a backend.

import { connect, type Socket } from 'node:net';

/** A client that sends nothing, for which nothing is served yet, or that reads nothing of what is left for it. */
const SILENT_MS = 30_000;
/** How long a connection stays open between two backends, for a client that is about to use it again. */
const BETWEEN_BACKENDS_MS = 5000;
/** A longer request without an answer is not kept, and so cannot be sent again. */
const MOST_KEPT_BYTES = 65_536;

/**
 * The bytes are not parsed, so that clients get from workerd here exactly what it answers to old, strange and malformed
 * requests. That suffices to replace a backend unnoticed, because workerd ends well: it finishes each response that it
 * has begun, answers what it has read with `Connection: close`, and closes the other connections without an answer.
 * What it left unanswered is sent to the next backend; no request changes anything, so that it may be sent twice.
 */
export class ProxiedClient {
  readonly #client: Socket;
  readonly #target: () => number | undefined;
  #backend: Socket | undefined;
  #isReplaced = false;
  #isWaiting = false;
  /** Whether the client has sent something since the backend last answered. */
  #isUnanswered = false;
  /** What it has sent since then, unless that is too long or was sent twice already. */
  #kept: Buffer[] = [];
  #mayBeSentAgain = true;

  /** `target` gives the port of the backend, if there is one now. */
  constructor(client: Socket, target: () => number | undefined) {
    this.#client = client;
    this.#target = target;
    client.setTimeout(SILENT_MS);
    client.on('data', (bytes: Buffer) => this.#forward(bytes));
    client.on('drain', () => this.#backend?.resume());
    client.on('end', () => (this.#backend ? this.#backend.end() : this.#close()));
    client.on('timeout', () => (client.writableEnded ? client.destroy() : this.#close()));
    client.on('error', () => client.destroy());
    client.on('close', () => this.#backend?.destroy());
  }

  backendIsReplaced(): void {
    if (this.#backend) {
      this.#isReplaced = true;
      this.#client.setTimeout(SILENT_MS);
    }
    if (this.#isWaiting) this.#connect();
  }

  destroy(): void {
    this.#client.destroy();
  }

  #forward(bytes: Buffer): void {
    if (this.#client.writableEnded) return;
    this.#keep(bytes);
    if (!this.#backend) this.#connect();
    else if (!this.#backend.write(bytes)) this.#client.pause();
  }

  #keep(bytes: Buffer): void {
    this.#isUnanswered = true;
    if (!this.#mayBeSentAgain) return;
    this.#kept.push(bytes);
    const length = this.#kept.reduce((sum, each) => sum + each.length, 0);
    if (this.#backend && length > MOST_KEPT_BYTES) this.#forget();
  }

  #forget(): void {
    this.#kept = [];
    this.#mayBeSentAgain = false;
  }

  #connect(): void {
    const port = this.#target();
    this.#isWaiting = port === undefined;
    if (port === undefined) {
      this.#client.setTimeout(SILENT_MS);
      this.#client.pause();
      return;
    }
    // workerd itself closes the connection of a client that sends only a part of a request.
    this.#client.setTimeout(0);
    const backend = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    this.#backend = backend;
    this.#isReplaced = false;
    backend.on('data', (bytes: Buffer) => this.#answer(backend, bytes));
    backend.on('drain', () => this.#client.resume());
    backend.on('error', () => backend.destroy());
    backend.on('end', () => this.#backendHasEnded(backend));
    backend.on('close', () => this.#backendHasEnded(backend));
    if (backend.write(Buffer.concat(this.#kept))) this.#client.resume();
    if (this.#client.readableEnded) backend.end();
  }

  #answer(backend: Socket, bytes: Buffer): void {
    this.#isUnanswered = false;
    this.#kept = [];
    this.#mayBeSentAgain = true;
    if (!this.#client.write(bytes)) backend.pause();
  }

  #backendHasEnded(backend: Socket): void {
    if (this.#backend !== backend) return;
    this.#backend = undefined;
    backend.destroy();
    if (this.#client.destroyed) return;
    if (this.#isReplaced && this.#isUnanswered && this.#mayBeSentAgain) this.#sendAgain();
    else if (this.#isReplaced && !this.#isUnanswered && !this.#client.readableEnded) this.#waitForClient();
    else this.#close();
  }

  #sendAgain(): void {
    this.#connect();
    // Once only, because it may be what ended the backend.
    this.#mayBeSentAgain = false;
  }

  #waitForClient(): void {
    this.#client.setTimeout(BETWEEN_BACKENDS_MS);
    this.#client.resume();
  }

  /** Sends what is left for the client, and lets it close its side, because a reset would destroy what it has not read. */
  #close(): void {
    const backend = this.#backend;
    this.#backend = undefined;
    backend?.destroy();
    this.#client.end();
    this.#client.setTimeout(SILENT_MS);
    this.#client.resume();
  }
}
