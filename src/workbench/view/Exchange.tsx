import { useMemo } from 'preact/hooks';
import type { Exchange as ExchangeOf } from '../state/requests.ts';
import { formatValue } from '../../run/format.ts';
import { Visible } from './Visible.tsx';

/** A request and its answer. What came back is shown as text, whatever it is. */
export function Exchange({ exchange }: { exchange: ExchangeOf }) {
  // Once for each answer, however often the page is drawn: a body may be long.
  return useMemo(() => drawn(exchange), [exchange]);
}

function drawn({ process, method, path, response }: ExchangeOf) {
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
      {response?.error !== undefined && (
        <p>
          <Visible text={response.error} />
        </p>
      )}
      {response && response.body !== '' && (
        <pre role="region" aria-label={`Body of ${method} ${path}`} tabIndex={0}>
          <Visible text={pretty(response.body)} />
        </pre>
      )}
      {response && Object.keys(response.headers).length > 0 && (
        <details>
          <summary>Headers</summary>
          <dl>
            {Object.entries(response.headers).map(([name, value]) => (
              <div key={name}>
                <dt>
                  <Visible text={name} />
                </dt>
                <dd>
                  <Visible text={value} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}

/** JSON with line breaks, if that is all that is changed by it; anything else as it came. */
function pretty(body: string): string {
  const lines = body.replaceAll('\r\n', '\n');
  try {
    const value = JSON.parse(body) as unknown;
    // A number too large for JavaScript would come out as another.
    return JSON.stringify(value) === body.trim() ? JSON.stringify(value, null, 2) : lines;
  } catch {
    return lines;
  }
}
