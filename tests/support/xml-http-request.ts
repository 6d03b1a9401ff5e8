/**
 * As much of an XMLHttpRequest as botframework-directlinejs needs, which is made for browsers: requests without
 * progress, whose answers are JSON.
 */
export class XmlHttpRequest {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseType = '';
  timeout = 0;
  withCredentials = false;
  readonly upload = {};
  onreadystatechange: ((this: this, event: object) => void) | null = null;
  onerror: ((this: this, event: object) => void) | null = null;
  ontimeout: ((this: this, event: object) => void) | null = null;
  readonly #abort = new AbortController();
  readonly #headers: Record<string, string> = {};
  #method = 'GET';
  #url = '';
  #answered = new Headers();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  getResponseHeader(name: string): string | null {
    return this.#answered.get(name);
  }

  abort(): void {
    this.#abort.abort();
  }

  send(body: string | null = null): void {
    this.#ask(body).catch((error) => {
      if (!this.#abort.signal.aborted) this.onerror?.({ error });
    });
  }

  async #ask(body: string | null): Promise<void> {
    const { signal } = this.#abort;
    const init = { method: this.#method, headers: this.#headers, body, signal };
    const answer = await fetch(this.#url, init);
    this.#answered = answer.headers;
    const text = await answer.text();
    this.status = answer.status;
    this.response = this.responseType === 'json' ? JSON.parse(text || 'null') : text;
    this.readyState = 4;
    this.onreadystatechange?.({});
  }
}
