// @ts-check
/** The rules in the languages of those who host. Each is a pure function of them. */

/** @typedef {import('./rules.mjs').Rule} Rule */
/** @typedef {{ path: string, type: string }} Compressed a file that has one compressed with brotli beside it, and its media type */

/** `Content-Security-Policy` @param {string} name */
const title = (name) => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

/** `_headers`, for Netlify and Cloudflare Pages. @param {readonly Rule[]} rules */
export function netlify(rules) {
  return rules
    .map(({ path, below, headers }) =>
      [
        path + (below ? '*' : ''),
        ...Object.entries(headers).map(([name, value]) => `  ${title(name)}: ${value}`),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}

/** `vercel.json` @param {readonly Rule[]} rules */
export function vercel(rules) {
  const headers = rules.map((rule) => ({
    source: rule.path.replaceAll('.', '\\.') + (rule.below ? '(.*)' : ''),
    headers: Object.entries(rule.headers).map(([name, value]) => ({ key: title(name), value })),
  }));
  return `${JSON.stringify({ trailingSlash: true, headers }, null, 2)}\n`;
}

/**
 * To be included in the server block of nginx that names the site's folder as its `root`.
 *
 * @param {readonly Rule[]} rules
 * @param {string} base
 * @param {readonly Compressed[]} compressed
 */
export function nginx(rules, base, compressed) {
  /** @param {Rule['headers']} headers */
  const added = (headers) =>
    Object.entries(headers).map(([name, value]) => `  add_header ${title(name)} "${value}" always;`);
  const blocks = rules.map((rule) => {
    const brotli = compressed.some(({ path }) => path === rule.path)
      ? [
          '  add_header Vary Accept-Encoding;',
          `  if ($http_accept_encoding ~ br) { rewrite ^ ${rule.path}.br last; }`,
        ]
      : [];
    const encoded = compressed.find(({ path }) => `${path}.br` === rule.path);
    const coded = encoded
      ? [
          '  types { }',
          `  default_type ${encoded.type};`,
          '  add_header Content-Encoding br;',
          '  add_header Vary Accept-Encoding;',
        ]
      : [];
    return [
      `location ${rule.below ? '^~' : '='} ${rule.path} {`,
      ...added(rule.headers),
      ...brotli,
      ...coded,
      '}',
    ];
  });
  return [
    '# Under Load on nginx: `include` this in a server block whose `root` holds the site.',
    'index index.html;',
    'absolute_redirect off;',
    // HTML is always among the types. JSON is not: what of it is large is there in brotli.
    'gzip on;',
    'gzip_vary on;',
    // The default is 1, which leaves a page a quarter larger.
    'gzip_comp_level 6;',
    'gzip_types text/css text/javascript application/javascript image/svg+xml;',
    `error_page 404 ${base}404.html;`,
    ...blocks.flat(),
    '',
  ].join('\n');
}

/** `.htaccess`, for Apache with mod_headers. @param {readonly Rule[]} rules @param {string} base @param {readonly Compressed[]} compressed */
export function apache(rules, base, compressed) {
  const blocks = rules.map(({ path, below, headers }) => [
    `<If "%{REQUEST_URI} =~ m#^${path.replaceAll('.', '\\.')}${below ? '' : '$'}#">`,
    ...Object.entries(headers).map(([name, value]) => `  Header always set ${title(name)} "${value}"`),
    '</If>',
  ]);
  const brotli = compressed.map(({ path, type }) => {
    const file = path.slice(base.length);
    return [
      `RewriteCond %{HTTP:Accept-Encoding} br`,
      `RewriteRule ^${file.replaceAll('.', '\\.')}$ ${file}.br [T=${type},E=no-gzip:1,L]`,
    ];
  });
  return [
    '# Under Load on Apache: needs mod_headers, and `AllowOverride All` for this folder.',
    'DirectoryIndex index.html',
    `ErrorDocument 404 ${base}404.html`,
    ...blocks.flat(),
    'RewriteEngine On',
    ...brotli.flat(),
    '<FilesMatch "\\.br$">',
    '  Header always set Content-Encoding br',
    '  Header always append Vary Accept-Encoding',
    '</FilesMatch>',
    '',
  ].join('\n');
}
