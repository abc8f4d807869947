import { createServer } from 'node:http';
import { once } from 'node:events';

/** Serves these files by path, on loopback, with what a page of another origin needs. `requests` lists the paths that were asked for. */
export async function serve(files) {
  const requests = [];
  const server = createServer((request, response) => {
    requests.push(request.url);
    const file = files[request.url];
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.statusCode = file === undefined ? 404 : 200;
    response.setHeader('Content-Type', request.url.endsWith('.html') ? 'text/html; charset=utf-8' : 'application/octet-stream');
    response.end(file ?? 'not found');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
