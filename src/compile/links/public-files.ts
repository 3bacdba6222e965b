// Files of public/ in the addresses of posts: which path of the site a path in the project may mean.

/** The path of the site that a path from posts/ may mean, such as `../public/dial.png` or `../images/dial.png`. */
export function fromRoot(path: string): string {
  return `/${path.replace(/^(?:\.\.\/)+(?:(?:public|static)\/)?/, '')}`;
}
