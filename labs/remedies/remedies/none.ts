// Nothing: the breaker as the source sets it.
export {};
