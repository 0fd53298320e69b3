/** What decides how long the accept queue may get: a setting of the kernel, and what the server asks for. */
export interface QueueSettings {
  /** `net.core.somaxconn`: the kernel's bound for every queue. */
  somaxconn: number;
  /** What the server asks for when it begins to listen. */
  backlog: number;
}

/** As on an old system, only smaller: there the kernel had 128. Node asks for 511. */
export const small: QueueSettings = { somaxconn: 16, backlog: 511 };
/** As it is today, when nobody sets anything. */
export const today: QueueSettings = { somaxconn: 4096, backlog: 511 };

// #region yours
/** What counts is the smaller one of the two, so both have to be large enough. */
export const yours: QueueSettings = { somaxconn: 1024, backlog: 511 };
// #endregion
