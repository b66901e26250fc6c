import { html, raw } from 'hono/html';
import type { Child, FC } from 'hono/jsx';
import { tokenFor } from '../security/keys.ts';
import { type Theme, themes } from '../theme.ts';
import type { Session, Web } from '../web.ts';

/** Who looks at the page, and at which address. */
export interface Viewer {
  readonly web: Web;
  readonly session: Session | null;
  readonly theme: Theme;
  /** Path and query of the page, for coming back. */
  readonly path: string;
}

export interface Crumb {
  readonly text: string;
  readonly href: string;
}

interface PageProps {
  readonly viewer: Viewer;
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly children?: Child;
}

const Document: FC<PageProps> = ({ viewer, title, crumbs = [], children }) => (
  <html lang="en" data-theme={viewer.theme}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title === 'mlready' ? title : `${title} · mlready`}</title>
      <link rel="stylesheet" href={viewer.web.style.path} />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    </head>
    <body>
      <a class="skip-link" href="#content">
        Skip to content
      </a>
      <header class="top">
        <div class="width top-row">
          <nav aria-label="You are here">
            <ol class="crumbs">
              <li>
                <a class="mark" href="/">
                  mlready
                </a>
              </li>
              {crumbs.map(({ text, href }) => (
                <li>
                  <a href={href}>{text}</a>
                </li>
              ))}
            </ol>
          </nav>
          <Account viewer={viewer} />
        </div>
      </header>
      <main id="content" class="width" tabindex={-1}>
        {children}
      </main>
      <footer class="bottom">
        <div class="width bottom-row">
          <span>mlready {viewer.web.version}</span>
          <ThemeChoice viewer={viewer} />
        </div>
      </footer>
    </body>
  </html>
);

const Account: FC<{ viewer: Viewer }> = ({ viewer }) =>
  viewer.session === null ? null : (
    <form class="account" method="post" action="/sign-out">
      <FormToken viewer={viewer} />
      <span class="login">{viewer.session.login}</span>
      <button type="submit" class="plain">
        Sign out
      </button>
    </form>
  );

const ThemeChoice: FC<{ viewer: Viewer }> = ({ viewer }) => (
  <form class="themes" method="post" action="/theme" aria-label="Colours">
    <FormToken viewer={viewer} />
    <input type="hidden" name="return_to" value={viewer.path} />
    {themes.map((theme) => (
      <button type="submit" name="theme" value={theme} class="plain" aria-pressed={String(theme === viewer.theme)}>
        {`${theme[0]?.toUpperCase()}${theme.slice(1)}`}
      </button>
    ))}
  </form>
);

/** What a form must carry to be obeyed: nobody else's page can know it. */
export const FormToken: FC<{ viewer: Viewer }> = ({ viewer: { web, session } }) =>
  session === null ? null : <input type="hidden" name="csrf" value={tokenFor(web.keys.form, session.id)} />;

/** A whole document. */
export function page(props: PageProps) {
  return html`${raw('<!DOCTYPE html>')}${<Document {...props} />}`;
}
