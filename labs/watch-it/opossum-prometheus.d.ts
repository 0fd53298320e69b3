/** It comes without types: these are of the part that is used. */
declare module 'opossum-prometheus' {
  import type CircuitBreaker from 'opossum';
  import type { Registry } from 'prom-client';

  interface Options {
    circuits: CircuitBreaker[];
    registry: Registry;
    /** Without it, a summary in milliseconds over the whole life of the process comes on top. */
    exposePerformanceMetrics: boolean;
  }
  const PrometheusMetrics: new (options: Options) => object;
  export default PrometheusMetrics;
}
