import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One address before two servers, as GitHub has one for everything. */
export interface Front {
  readonly url: string;
  close(): Promise<void>;
}

/** @param choose says where a path is answered */
export async function front(choose: (path: string) => string): Promise<Front> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const { hostname, port } = new URL(choose(path));
    const { method, headers } = request;
    const onward = ask({ hostname, port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
