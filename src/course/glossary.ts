/**
 * The words of the field that the lessons use, each in one or two sentences. The glossary is made of them, and the
 * first use of each in a lesson's prose is linked to it.
 */
export interface Term {
  /** Its place on the page: `/glossary/#half-open`. */
  id: string;
  /** As it is called on the page. */
  name: string;
  /** How prose writes it, in any case. Spaces stand for any white space. */
  forms: readonly [string, ...string[]];
  means: string;
  /** The lesson in which it is measured or taken apart. */
  lesson?: string;
  /** Lessons in which the word is meant so; without it, all. */
  meantIn?: readonly string[];
}

export const glossary: readonly Term[] = [
  {
    id: 'accept-queue',
    name: 'Accept queue',
    forms: ['accept queue', 'accept queues'],
    means:
      'Connections that the operating system has set up and the program has not taken yet. It has a length, and what does not fit is dropped.',
    lesson: 'os/accept-queue',
  },
  {
    id: 'array-buffers',
    name: 'arrayBuffers',
    forms: ['arrayBuffers'],
    means:
      'In `process.memoryUsage()`: the memory of buffers, which lies outside of the heap. It is part of `external`.',
    lesson: 'memory/five-numbers',
  },
  {
    id: 'backlog',
    name: 'Backlog',
    forms: ['backlog'],
    means:
      'The length of the accept queue that a program asks for when it begins to listen. The system gives it less if its own limit is smaller.',
    lesson: 'os/accept-queue',
    meantIn: ['os/accept-queue'],
  },
  {
    id: 'call-stack',
    name: 'Call stack',
    forms: ['call stack'],
    means:
      'The functions that are running now, each called by the one below it. Node has one for each thread, and takes the next callback when it is empty.',
    lesson: 'event-loop/one-thread',
  },
  {
    id: 'circuit-breaker',
    name: 'Circuit breaker',
    forms: ['circuit breaker', 'circuit breakers', 'breaker', 'breakers'],
    means:
      'It stands in front of a service that you call and counts. When too many calls fail it answers them itself, at once, so that nobody waits for what will not come.',
    lesson: 'breakers/three-states',
  },
  {
    id: 'closed-loop',
    name: 'Closed loop',
    forms: ['closed loop', 'closed-loop'],
    means:
      'A load generator whose users each wait for an answer before they ask again. A slow service then gets fewer requests, and the test spares it.',
    lesson: 'os/open-or-closed',
  },
  {
    id: 'cluster',
    name: 'Cluster',
    forms: ['cluster'],
    means: 'Several processes of Node that share one port, each with an event loop of its own.',
    lesson: 'os/more-processes',
  },
  {
    id: 'concurrency',
    name: 'Concurrency',
    forms: ['concurrency'],
    means: 'How many requests are under way at the same time.',
    lesson: 'os/the-knee',
  },
  {
    id: 'coordinated-omission',
    name: 'Coordinated omission',
    forms: ['coordinated omission'],
    means:
      'A load test leaves out the requests that it should have made while the service stood still. Their waiting is missing in every percentile.',
    lesson: 'os/open-or-closed',
  },
  {
    id: 'cpu-profile',
    name: 'CPU profile',
    forms: ['CPU profile', 'CPU profiles', 'sampling profiler'],
    means:
      'Which functions were running, as found by a sampling profiler: it looks at the call stack again and again, and counts.',
    lesson: 'event-loop/ask-node',
  },
  {
    id: 'deadline',
    name: 'Deadline',
    forms: ['deadline', 'deadlines'],
    means:
      'The time by which an answer is wanted. A timer is one way to keep it, and says nothing while the loop is blocked.',
    lesson: 'event-loop/timeouts-lie',
  },
  {
    id: 'diagnostic-report',
    name: 'Diagnostic report',
    forms: ['diagnostic report', 'diagnostic reports'],
    means:
      'A file that Node writes about itself: stacks, memory, handles, limits and, unless you say otherwise, the environment.',
    lesson: 'memory/in-production',
  },
  {
    id: 'event-loop',
    name: 'Event loop',
    forms: ['event loop', 'event loops'],
    means:
      'How Node runs a program on one thread: round after round it asks what has happened, and calls one callback after the other.',
    lesson: 'event-loop/one-thread',
  },
  {
    id: 'event-loop-delay',
    name: 'Event-loop delay',
    forms: ['event-loop delay', 'event loop delay'],
    means: 'By how much a timer of the loop is late. It is what everything else on the loop waits, too.',
    lesson: 'event-loop/blocking',
  },
  {
    id: 'event-loop-utilization',
    name: 'Event-loop utilization',
    forms: ['event-loop utilization', 'event loop utilization'],
    means:
      'The share of time in which the loop was not waiting for something to happen. A loop that is always busy has a utilization of 1.',
    lesson: 'event-loop/blocking',
  },
  {
    id: 'external',
    name: 'external',
    forms: ['external'],
    means:
      'In `process.memoryUsage()`: memory outside of the heap that objects on the heap hold. Buffers are most of it.',
    lesson: 'memory/five-numbers',
    meantIn: ['memory/five-numbers'],
  },
  {
    id: 'fallback',
    name: 'Fallback',
    forms: ['fallback', 'fallbacks'],
    means: 'What a breaker answers in the place of the service: an older answer, a default, or an error.',
    lesson: 'breakers/three-states',
  },
  {
    id: 'false-open',
    name: 'False open',
    forms: ['false open', 'false opens'],
    means: 'A breaker opens in front of a service that answers every call in time.',
    lesson: 'breakers/false-opens',
  },
  {
    id: 'file-descriptor',
    name: 'File descriptor',
    forms: ['file descriptor', 'file descriptors', 'descriptor', 'descriptors'],
    means:
      'A number by which a process knows an open file or connection. A process may have only so many of them.',
    lesson: 'os/file-descriptors',
  },
  {
    id: 'flame-graph',
    name: 'Flame graph',
    forms: ['flame graph', 'flame graphs'],
    means:
      'A profile as a picture: each function is a bar as wide as its share, and stands on the function that called it.',
    lesson: 'event-loop/ask-node',
  },
  {
    id: 'garbage-collection',
    name: 'Garbage collection',
    forms: ['garbage collection', 'garbage collections', 'garbage collector'],
    means: 'V8 finds the objects that nothing leads to any more, and takes their memory back.',
    lesson: 'memory/collector',
  },
  {
    id: 'generation',
    name: 'Generation, young and old',
    forms: ['young generation', 'old generation'],
    means:
      'V8 keeps new objects apart, in the young generation, because most of them are soon garbage. What survives moves to the old one.',
    lesson: 'memory/collector',
  },
  {
    id: 'half-open',
    name: 'Closed, open, half-open',
    forms: ['half-open'],
    means:
      'The states of a breaker. Closed, it lets calls through; open, it answers them itself; half-open, it lets one try and decides by that.',
    lesson: 'breakers/three-states',
  },
  {
    id: 'health-check',
    name: 'Health check',
    forms: ['health check', 'health checks'],
    means:
      'A request that a balancer or supervisor makes from time to time to learn whether a service answers.',
  },
  {
    id: 'heap',
    name: 'Heap',
    forms: ['heap', 'heaps'],
    means:
      'Where V8 keeps the objects, strings and functions of a program. Buffers keep their bytes outside of it.',
    lesson: 'memory/five-numbers',
  },
  {
    id: 'heap-snapshot',
    name: 'Heap snapshot',
    forms: ['heap snapshot', 'heap snapshots', 'heap dump', 'heap dumps'],
    means:
      'A file of all objects on the heap and of what leads to what. The program stands still while it is written.',
    lesson: 'memory/name-the-leak',
  },
  {
    id: 'histogram',
    name: 'Histogram',
    forms: ['histogram', 'histograms'],
    means:
      'Counts of how many values fell into each range. Percentiles are read from it, to the width of a range.',
  },
  {
    id: 'knee',
    name: 'Knee',
    forms: ['knee'],
    means: 'The point past which more concurrency brings hardly more throughput, and only longer waits.',
    lesson: 'os/the-knee',
  },
  {
    id: 'latency',
    name: 'Latency',
    forms: ['latency', 'latencies'],
    means: 'How long one request takes, from when it was due until its answer is there.',
    lesson: 'os/open-or-closed',
  },
  {
    id: 'libuv',
    name: 'libuv',
    forms: ['libuv'],
    means:
      'The library under Node that has the event loop, the sockets and timers, and a few threads for the rest.',
    lesson: 'event-loop/phases',
  },
  {
    id: 'littles-law',
    name: 'Little’s law',
    forms: ['Little’s law'],
    means: 'How many are in a system on average is how many come each second, times how long each stays.',
    lesson: 'os/the-knee',
  },
  {
    id: 'major-collection',
    name: 'Major collection (mark-sweep)',
    forms: ['major collection', 'major collections'],
    means: 'The collector marks everything on the heap that can be reached, and takes back the rest.',
    lesson: 'memory/collector',
  },
  {
    id: 'median',
    name: 'Median',
    forms: ['median', 'medians'],
    means: 'The value that half of all values are under: the 50th percentile.',
  },
  {
    id: 'memory-leak',
    name: 'Memory leak',
    forms: ['memory leak', 'memory leaks', 'leak'],
    means: 'Something keeps objects that nobody will use again, and keeps more of them all the time.',
    lesson: 'memory/name-the-leak',
  },
  {
    id: 'microtask',
    name: 'Microtask',
    forms: ['microtask', 'microtasks'],
    means:
      'A callback of a promise. All of them are run before the loop goes on, those too that they add themselves.',
    lesson: 'event-loop/phases',
  },
  {
    id: 'minor-collection',
    name: 'Minor collection (scavenge)',
    forms: ['minor collection', 'minor collections'],
    means:
      'The collector copies what is still in use of the young generation, and forgets the rest. It costs by what survives, not by what was garbage.',
    lesson: 'memory/collector',
  },
  {
    id: 'open-loop',
    name: 'Open loop',
    forms: ['open loop', 'open-loop'],
    means:
      'A load generator that sends requests when they are due, whether the last ones were answered or not, as people outside do.',
    lesson: 'os/open-or-closed',
  },
  {
    id: 'percentile',
    name: 'Percentile, p99',
    forms: ['percentile', 'percentiles', 'p99', 'p95'],
    means: 'The value that so many of a hundred stay under. Of a hundred requests one takes longer than p99.',
    lesson: 'os/open-or-closed',
  },
  {
    id: 'phase',
    name: 'Phase',
    forms: ['phase', 'phases'],
    means:
      'A part of the loop’s round that looks at one kind of work: timers, poll (sockets and files), check (`setImmediate`), and a few more. The order is always the same.',
    lesson: 'event-loop/phases',
    meantIn: [
      'breakers/false-opens',
      'event-loop/blocking',
      'event-loop/one-thread',
      'event-loop/phases',
      'event-loop/timeouts-lie',
    ],
  },
  {
    id: 'pool',
    name: 'Pool, worker pool',
    forms: ['worker pool', 'thread pool', 'pool', 'pools'],
    means:
      'A fixed number of threads or connections that tasks take in turns. When all are taken, the next task waits in a queue.',
    lesson: 'event-loop/off-the-loop',
  },
  {
    id: 'repl',
    name: 'REPL',
    forms: ['REPL'],
    means:
      'A prompt that reads an expression, evaluates it and prints the result; here, inside of a running service.',
    lesson: 'os/look-inside',
  },
  {
    id: 'retained-size',
    name: 'Retained size',
    forms: ['retained size', 'retained sizes'],
    means: 'How much memory would be free if this object went: its own, and that of all it alone keeps.',
    lesson: 'memory/name-the-leak',
  },
  {
    id: 'rolling-window',
    name: 'Rolling window',
    forms: ['rolling window', 'window'],
    means:
      'The last few seconds, by which a breaker judges. It is cut into buckets; the oldest is forgotten as a new one begins.',
    lesson: 'breakers/under-load',
    meantIn: ['breakers/outside', 'breakers/the-leak', 'breakers/under-load'],
  },
  {
    id: 'root',
    name: 'Root, retainer',
    forms: ['root', 'roots', 'retainer', 'retainers'],
    means:
      'A retainer is what leads to an object. At the beginning of every such way is a root, such as a global or the stack; what no root leads to is garbage.',
    lesson: 'memory/name-the-leak',
    meantIn: ['memory/name-the-leak', 'memory/in-production', 'memory/collector'],
  },
  {
    id: 'rss',
    name: 'RSS',
    forms: ['RSS', 'resident set size'],
    means:
      'Resident set size: the memory of a process that is in the machine’s memory now, heap, buffers, stacks and code together.',
    lesson: 'memory/five-numbers',
  },
  {
    id: 'sampling',
    name: 'Allocation sampling',
    forms: ['allocation sampling'],
    means:
      'V8 notes the call stack of one allocation in so many bytes. It is cheap, and says which functions allocate most.',
    lesson: 'memory/who-allocates',
  },
  {
    id: 'scrape',
    name: 'Scrape',
    forms: ['scrape', 'scrapes', 'scraped'],
    means:
      'Prometheus fetches a service’s metrics. What was between two scrapes is seen only if a metric keeps it.',
    lesson: 'breakers/watch-it',
  },
  {
    id: 'semi-space',
    name: 'Semi-space',
    forms: ['semi-space', 'semi-spaces'],
    means:
      'Half of the young generation. Objects are made in one, and those that survive are copied to the other.',
    lesson: 'memory/collector',
  },
  {
    id: 'shallow-size',
    name: 'Shallow size',
    forms: ['shallow size', 'shallow sizes'],
    means: 'How much memory an object takes itself, without anything that it leads to.',
    lesson: 'memory/name-the-leak',
  },
  {
    id: 'sidecar',
    name: 'Sidecar',
    forms: ['sidecar', 'sidecars'],
    means: 'A process beside a service, on the same machine, through which the service’s calls go.',
    lesson: 'breakers/outside',
  },
  {
    id: 'slope',
    name: 'Slope',
    forms: ['slope', 'slopes'],
    means: 'How fast a line rises, here in memory for each second. It comes with how sure one can be of it.',
    lesson: 'memory/five-numbers',
  },
  {
    id: 'somaxconn',
    name: 'somaxconn',
    forms: ['somaxconn'],
    means: 'The kernel’s own limit of every accept queue. A program that asks for more gets this.',
    lesson: 'os/accept-queue',
  },
  {
    id: 'throughput',
    name: 'Throughput',
    forms: ['throughput'],
    means: 'How many requests are answered each second.',
    lesson: 'os/the-knee',
  },
  {
    id: 'tick',
    name: 'Tick',
    forms: ['tick', 'ticks'],
    means:
      'One look of a sampling profiler at what is running. A function that has half of the ticks had half of the time.',
    lesson: 'breakers/the-leak',
    meantIn: ['breakers/the-leak'],
  },
  {
    id: 'timeout',
    name: 'Timeout',
    forms: ['timeout', 'timeouts'],
    means: 'How long a caller waits before it gives up. What was asked may go on all the same.',
    lesson: 'event-loop/timeouts-lie',
  },
  {
    id: 'universal-scalability-law',
    name: 'Universal scalability law',
    forms: ['universal scalability law'],
    means:
      'Throughput against concurrency as a formula with two costs: waiting for what is shared, and agreeing with each other. The second makes it fall again.',
    lesson: 'os/the-knee',
  },
  {
    id: 'watchdog',
    name: 'Watchdog',
    forms: ['watchdog', 'watchdogs'],
    means:
      'A second thread that watches the first one’s signs of life, and so can tell of a block while it lasts.',
    lesson: 'event-loop/blocking',
  },
  {
    id: 'worker-thread',
    name: 'Worker thread',
    forms: ['worker thread', 'worker threads'],
    means: 'Another thread of the same process, with an event loop and a heap of its own.',
    lesson: 'event-loop/off-the-loop',
  },
];
