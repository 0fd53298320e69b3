import type { Page } from '@playwright/test';

/** Collects what a page does that no page of ours may: errors, breaches of its policy, requests to another host. */
export function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A breach of the content security policy is an error of the console too.
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    const own = request.isNavigationRequest() ? host : new URL(page.url()).host;
    const local = host.startsWith('127.0.0.1:') && host === own;
    if (protocol.startsWith('http') && !local) complaints.push(`request to ${request.url()}`);
  });
  return complaints;
}
