import http, { IncomingMessage, ServerResponse, type RequestListener } from 'node:http';
import https from 'node:https';
import type { Express } from 'express';

export interface AppServer {
  server: http.Server | https.Server;
  /** From now on requests are answered by the app; before, they are told to wait. */
  serve(app: Express): void;
  /** Resolves with the port once the server listens. */
  listen(port: number, host: string): Promise<number>;
  /** No new connections; requests under way are finished, and after `graceMs` cut. */
  close(graceMs: number): Promise<void>;
}

type Old = (this: unknown, ...given: unknown[]) => void;

/**
 * An HTTP or HTTPS server that answers before the app stands. Express sets the prototype of every request and
 * response, which costs Node 20 about 100 µs each (expressjs/express#5998); made with the right prototype from the
 * start, that call changes nothing. `tls` holds a certificate and its key as PEM.
 */
export function httpServer(tls?: { cert: string; key: string }): AppServer {
  const Request = function (this: unknown, ...given: unknown[]) {
    (IncomingMessage as unknown as Old).apply(this, given);
  } as unknown as typeof IncomingMessage;
  const Response = function (this: unknown, ...given: unknown[]) {
    (ServerResponse as unknown as Old).apply(this, given);
  } as unknown as typeof ServerResponse;
  setPrototype(Request, IncomingMessage.prototype);
  setPrototype(Response, ServerResponse.prototype);

  let answer: RequestListener = notYet;
  const listener: RequestListener = (req, res) => answer(req, res);
  const own = { IncomingMessage: Request, ServerResponse: Response };
  const server = tls
    ? https.createServer({ ...own, cert: tls.cert, key: tls.key }, listener)
    : http.createServer(own, listener);

  return {
    server,
    serve(app) {
      setPrototype(Request, app.request);
      setPrototype(Response, app.response);
      answer = app as unknown as RequestListener;
    },
    listen: (port, host) => listenOn(server, port, host),
    close: (graceMs) => closeGently(server, graceMs),
  };
}

function setPrototype(constructor: object, prototype: object): void {
  (constructor as { prototype: object }).prototype = prototype;
}

const notYet: RequestListener = (_req, res) => {
  res.writeHead(503, { 'Content-Type': 'text/plain', 'Retry-After': '2' });
  res.end('Fairbridge is starting.\n');
};

function listenOn(server: http.Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function closeGently(server: http.Server, graceMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}
