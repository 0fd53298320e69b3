/** Every item of the sources has its place: each is named in the lesson that these tables say. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** For each lesson the words by which it names what is in a source, between `·` or on lines of their own. */
type Places = Record<string, string>;

/** _opossum-debug_: two routes, their profiles, the heap and the flags. */
const DEBUGGING: Places = {
  'breakers/the-leak': `
    an “uncivilized” route · serves \`/civilized\` · CPU never went down · Node 18 · 12,000 · 23,538 · 8,780
    \`npm run profile\` · \`npm run stress\` twelve times · \`npm run stress_civilized\` · \`npm run summary\`
    processed.txt · node --prof · get stats · opossum/lib/status.js · LazyCompile: · a breakpoint · three pictures
    \`/heap\` answers · used_heap_size · fourteen figures · \`/heap-dump\` · package \`heapdump\`
    v8.writeHeapSnapshot · node --inspect-brk · about:inspect · ws://127.0.0.1:9229/
    --trace-sync-io · --unhandled-rejections=warn · NODE_DEBUG=fs`,
  'event-loop/ask-node': `--trace-sync-io · --unhandled-rejections=warn · NODE_DEBUG=fs · --inspect`,
};

/** _Opossum Circuit Breaker Demo: A Critical Analysis_. */
const ANALYSIS: Places = {
  'event-loop/phases': `The picture of one stack and one queue, and the list of phases`,
  'event-loop/one-thread': `The claim, with the picture of a call stack`,
  'breakers/three-states': `
    **Closed** · **opens** · **half-open** · a limited number · failing fast · sparing the backend
    _Preventing cascading failures_ · _Self-healing_ · unless you give it a _fallback_ · names retries
    30% of the answers are errors · 100 to 800 ms · gets slower under load · _Circuit Breaker Always Open_
    Event loop pressure is too high · The backend is consistently failing · timeout is too low
    \`errorThresholdPercentage\` · \`resetTimeout\` · \`/api/data\` · # 3001 · # 3000
    npm run start:backend · npm run start:proxy · npm run pressure · npm run load-test
    watch -n 1 curl -s http://127.0.0.1:3000/circuit-status
    ab -n 1000 -c 10 http://127.0.0.1:3000/api/data`,
  'breakers/under-load': `
    adds its own overhead · tests with autocannon (\`npm run load-test\`) · ab -n 1000 -c 10 · **30% fail**`,
  'breakers/false-opens': `
    blocks the loop for 100 ms every second or two · **timers** · **poll** · **check** · pending callbacks
    idle and prepare · close callbacks · 500 ms become 2 s`,
  'breakers/remedies': `
    No amount of tuning can fix · fundamentally incompatible · _Circuit Breaker Always Open_ · An adaptive timeout
    control the firehose · exponentially past certain thresholds · saw memory jump · **Workers**
    **A service mesh** · in Istio · Go, Rust or Java`,
  'breakers/the-leak': `rollingCountTimeout · rollingCountBuckets`,
  'breakers/watch-it': `
    Monitoring makes it obvious · **Unstable backend** · express-prom-bundle · at \`/metrics\`
    has the values 0 and 1 · _Event Loop Lag vs Circuit Events_ · response times (p50, p95, max)
    open, close, half-open, reject, fallback, timeout · successful and failed · the error rate · event-loop lag
    Memory, CPU, requests by route and status · memory and garbage collection · in a **histogram**
    green when closed · red when open · stretch of time · the pointer · screenshots · docker compose up
    3001 · 3000 · 9090 · 3003 · admin and admin`,
  'breakers/outside': `
    Infrastructure does it better · A service mesh such as Istio · **Go, Rust or Java** · **Workers**
    a completely different architecture · languages with threads`,
};

/** _Scaling node.js_, notes of a talk. */
const SCALING: Places = {
  'os/file-descriptors': `
    which has Ubuntu in mind · /etc/security/limits.conf · PAM’s session limits · ulimit -n
    a connection takes a file handle · HAProxy’s \`maxconn\` · nginx’s \`max_conns\` · the source’s ELB
    limit has to match · slides and how to set up`,
  'os/accept-queue': `
    sysctl -w net.core.somaxconn=1204 · defaults to 128 · setting it too high can introduce latency
    **Other settings.** · not to alter what you don’t understand`,
  'os/layers': `
    Plain TCP is fastest · three servers · least overhead · you write more yourself · Compression (gzip) and TLS`,
  'os/the-knee': `
    curve of throughput against concurrency · settings that yield the peak · data-driven tuning
    latency against throughput`,
  'os/open-or-closed': `**JMeter** · **Gatling** · The Grinder · **Locust** · **As a service**`,
  'os/more-processes': `
    split the API service from the compute service · with a message queue between · A message bus
    each side has a loop of its own · more machines without the other · the trade-off is complexity
    what happens when one of them crashes · pm2 and forever · BullMQ
    strong at I/O, at data in real time, at streams and at small services
    weak at static files, at computing and as one monolith
    static files: nginx, Varnish, a CDN · load balancing: HAProxy, nginx, Amazon’s ELB
    compression (gzip): HAProxy, nginx · TLS: stud · Varnish’s hitch`,
  'os/look-inside': `
    among the myths · a REPL and vantage · to look around, to write a memory dump, to shut the service down
    had a prompt on a port · kiraz was for · DTrace · the source’s perf events · a flame graph
    --abort-on-uncaught-exception · reads it with mdb · llnode · the source’s node inspector · your IDE
    keep an eye on the loop and look for what computes · For what leaks`,
};

/** _Dealing with memory leaks in Node.js_. */
const LEAKS: Places = {
  'memory/five-numbers': `
    demo.ts -h · --log --chart --leak-objects · --chart --leak-buffers · --chart --allocate-locals
    --inspect labs/five-numbers/demo.ts --leak-classes --allocate-classes · npm start --
    **rss** · top · **heapTotal** · **heapUsed** · **external** · native (C++) memory · **arrayBuffers**
    has a picture of one within the other · package \`memory-usage\` · Chrome or Edge · chrome://inspect
    (https://developer.chrome.com/docs/devtools/memory-problems/)`,
  'memory/collector': `the **heap**, and frees what no root leads to · --chart --allocate-locals`,
  'memory/name-the-leak': `
    A **root** · the \`global\` object · the call stack · from outside of V8 · has a picture of them
    **global variables** · **\`setTimeout\` and \`setInterval\`** · **libraries**
    Take two snapshots and compare · change of count · **Distance** · **shallow size** · **retained size**
    _Summary_ · added since · _Comparison_ · _Retainers_ · allocation timeline · allocation sampling
    for the JavaScript of a page in the browser · LeakyClass · LocalClass`,
  'memory/who-allocates': `which functions that do a lot of allocation, get execution stack`,
  'memory/in-production': `
    is… brave · heavy performance impact · 127.0.0.1 · reach the machine · ssh -L · TODO dumping to file in production?
    (https://nodejs.org/en/learn/getting-started/debugging)`,
};

/** As it is read: `&nbsp;` is a space, and one apostrophe is as good as another. */
const plain = (text: string): string =>
  text.replaceAll('&nbsp;', ' ').replaceAll('’', "'").replaceAll(/\s+/g, ' ').toLowerCase();

const itemsOf = (place: string): string[] =>
  place
    .split(/[·\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

function textOf(lesson: string): string {
  return plain(
    readFileSync(fileURLToPath(new URL(`../../../content/${lesson}.mdx`, import.meta.url)), 'utf8'),
  );
}

describe.each([
  ['opossum-debug', DEBUGGING],
  ['the analysis of opossum', ANALYSIS],
  ['the notes on scaling', SCALING],
  ['the notes on memory leaks', LEAKS],
])('of %s', (_, places) => {
  test.each(Object.entries(places))('%s names what has its place there', (lesson, place) => {
    const text = textOf(lesson);
    expect(itemsOf(place).filter((item) => !text.includes(plain(item)))).toEqual([]);
  });
});
