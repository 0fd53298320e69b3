// @ts-check
import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { fonts } from './scripts/lib/fonts.mjs';
import { glossaryLinks } from './scripts/lib/glossary.mjs';
import { hosts } from './scripts/lib/hosts/integration.mjs';
import { offline } from './scripts/lib/offline/integration.mjs';
import { published } from './scripts/lib/published/integration.mjs';
import { runtime } from './scripts/lib/runtime/integration.mjs';
import { search } from './scripts/lib/search/integration.mjs';
import { speedscope } from './scripts/lib/speedscope.mjs';

/** Where the static export will live: `SITE_URL=https://example.org BASE_PATH=/under-load npm run build`. */
const { SITE_URL: site, BASE_PATH: base = '/' } = process.env;

/** What every page runs from its start. */
const PAGE = /src\/(course|engines|components\/scripts)\/|preload-helper|rolldown/;

export default defineConfig({
  output: 'static',
  site,
  base,
  trailingSlash: 'always',
  integrations: [
    mdx(),
    fonts(),
    preact({ include: ['**/src/workbench/**/*.tsx'] }),
    speedscope(),
    runtime(),
    search(),
    published(),
    offline(),
    ...(site ? [sitemap({ filter: (page) => !page.endsWith('/presenter/') })] : []),
    hosts(),
  ],
  markdown: {
    processor: satteri({ hastPlugins: [glossaryLinks(base)] }),
    // Colours come from src/styles/code.css, so that one set serves prose, regions and both themes.
    shikiConfig: { theme: 'css-variables' },
  },
  build: { inlineStylesheets: 'never' },
  vite: {
    build: {
      // The policy of the server allows no inline script and no data: font.
      assetsInlineLimit: 0,
    },
    environments: {
      client: {
        build: {
          rolldownOptions: {
            // What a page runs from its start comes in one file, not in a chain of small ones.
            output: {
              codeSplitting: { groups: [{ name: 'page', test: PAGE, tags: ['$initial'], minShareCount: 2 }] },
            },
          },
        },
      },
    },
  },
  devToolbar: { enabled: false },
});
