import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, constants } from 'node:zlib';
import restify from 'restify';

/*
 * A page with the Bot Framework's own Web Chat, unchanged, in its smallest build. It is served packed from the same kind
 * of server as ours, and hands Direct Line on to the bot, so that the browser needs no permission of another origin.
 * The page does what is best for it: the token is asked for while the script is still on its way.
 */

const bot = Number(process.env['BOT_PORT']);
const script = process.env['SCRIPT'] ?? '';

const PAGE = `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Web Chat</title>
<link rel="icon" href="data:,">
<style>html, body, #chat { height: 100%; margin: 0 }</style>
<script>
const token = fetch('/v3/directline/tokens/generate', { method: 'POST' }).then((answer) => answer.json());
</script>
<script src="/webchat.js" defer></script>
</head>
<body>
<div id="chat" role="main"></div>
<script>
document.addEventListener('DOMContentLoaded', async () => {
  const directLine = WebChat.createDirectLine({
    domain: location.origin + '/v3/directline',
    token: (await token).token,
  });
  WebChat.renderWebChat({ directLine, locale: 'de-DE' }, document.querySelector('#chat'));
});
</script>
</body>
</html>`;

const packed = (type: string, body: string | Buffer) => {
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  return { type: `${type}; charset=utf-8`, body: brotliCompressSync(body, options) };
};
const files = new Map([
  ['/', packed('text/html', PAGE)],
  ['/webchat.js', packed('text/javascript', readFileSync(script))],
]);

const server = restify.createServer();
server.pre((req, res, next) => {
  if (!req.url?.startsWith('/v3/')) return next();
  const { method, url, headers } = req;
  const handed = request({ port: bot, host: '127.0.0.1', method, path: url, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  handed.on('error', () => res.destroy());
  res.once('close', () => next(false));
  req.pipe(handed);
});
for (const [path, { type, body }] of files) {
  server.get(path, (_req, res, next) => {
    const headers = {
      'Content-Type': type,
      'Content-Encoding': 'br',
      'Content-Length': body.length,
    };
    res.writeHead(200, headers);
    res.end(body);
    return next();
  });
}
server.get('/ready', async (_req, res) => void res.send(200));
server.server.on('upgrade', (req, socket, head) => {
  const lines = [`${req.method} ${req.url} HTTP/1.1`];
  for (let at = 0; at < req.rawHeaders.length; at += 2) {
    lines.push(`${req.rawHeaders[at]}: ${req.rawHeaders[at + 1]}`);
  }
  const handed = connect(bot, '127.0.0.1', () => {
    handed.write(`${lines.join('\r\n')}\r\n\r\n`);
    handed.write(head);
    socket.pipe(handed).pipe(socket);
  });
  handed.on('error', () => socket.destroy());
  socket.on('error', () => handed.destroy());
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
