import type { Exchange as ExchangeOf } from '../state/requests.ts';
import { formatValue } from '../../run/format.ts';

/** A request and its answer. What came back is shown as text, whatever it is. */
export function Exchange({ exchange: { process, method, path, response } }: { exchange: ExchangeOf }) {
  const outcome =
    response === undefined
      ? 'waiting'
      : response.status === 0
        ? 'none'
        : response.status < 400
          ? 'good'
          : 'bad';
  return (
    <li data-outcome={outcome}>
      <p>
        <b>{response === undefined ? '…' : response.status === 0 ? 'no answer' : response.status}</b>
        <code>
          {method} {process} {path}
        </code>
        {response && <span>{formatValue(response.duration, 'ms')}</span>}
      </p>
      {response?.error !== undefined && <p>{response.error}</p>}
      {response && response.body !== '' && (
        <pre role="region" aria-label={`Body of ${method} ${path}`} tabIndex={0}>
          {pretty(response.body)}
        </pre>
      )}
      {response && Object.keys(response.headers).length > 0 && (
        <details>
          <summary>Headers</summary>
          <dl>
            {Object.entries(response.headers).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}

/** JSON with line breaks; anything else as it came. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
