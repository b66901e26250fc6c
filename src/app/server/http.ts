import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../github/github.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export interface Listening {
  readonly port: number;
  /** Takes no more connections, and resolves when the last answer is out, or after `patience` ms. */
  close(patience: number): Promise<void>;
}

/**
 * Listens for requests. @param routes of exact "METHOD /path"; whatever else comes goes to `rest`
 * @throws where the port is taken
 */
export async function listen(
  { host, port }: { readonly host: string; readonly port: number },
  routes: ReadonlyMap<string, Handler>,
  rest: RequestListener,
  log: Log,
): Promise<Listening> {
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const handler = routes.get(`${request.method === 'HEAD' ? 'GET' : request.method} ${path}`);
    try {
      if (handler === undefined) rest(request, response);
      else await handler(request, response);
    } catch (error) {
      log.error({ err: error, path }, 'a request failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  server.requestTimeout = 60_000;
  server.headersTimeout = 20_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: 4096 }, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: (patience) => close(server, patience) };
}

async function close(server: Server, patience: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), patience);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
