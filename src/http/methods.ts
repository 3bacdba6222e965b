// Methods: the answers to requests that are neither GET nor HEAD.

import { sayPlainly } from './respond.ts';

const METHODS = 'GET, HEAD, OPTIONS';

/** The answer to a preflight request: scripts of any site may send requests, conditional ones too. */
const PREFLIGHT = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': METHODS,
  'Access-Control-Allow-Headers': 'If-None-Match, If-Modified-Since',
  'Access-Control-Max-Age': '86400',
  Allow: METHODS,
};

export function preflight(): Response {
  return new Response(null, { status: 204, headers: PREFLIGHT });
}

export function methodNotAllowed(): Response {
  return sayPlainly(405, 'Only GET and HEAD are allowed here.', { Allow: METHODS });
}
