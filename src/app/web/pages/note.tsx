import type { Child } from 'hono/jsx';
import { page, type Viewer } from '../parts/page.tsx';

/** A page that says one thing. */
export function notePage(viewer: Viewer, title: string, children: Child) {
  return page({
    viewer,
    title,
    children: (
      <div class="note">
        <h1>{title}</h1>
        {children}
      </div>
    ),
  });
}

/** The same for what does not exist and for what somebody may not see. */
export function notFoundPage(viewer: Viewer) {
  return notePage(
    viewer,
    'Not found',
    <>
      <p>There is nothing here, or nothing that your GitHub account can read.</p>
      <p>
        <a href="/">To the start</a>
      </p>
    </>,
  );
}

export function unavailablePage(viewer: Viewer) {
  return notePage(
    viewer,
    'GitHub does not answer',
    <p>What you may see is decided by GitHub, and GitHub cannot be asked at the moment. Try again in a minute.</p>,
  );
}

export function failurePage(viewer: Viewer) {
  return notePage(viewer, 'Something went wrong', <p>The page could not be made. The error was noted.</p>);
}

export function signInPage(viewer: Viewer, returnTo: string, refused: boolean) {
  const query = returnTo === '/' ? '' : `?${new URLSearchParams({ return_to: returnTo })}`;
  return notePage(
    viewer,
    'Sign in',
    <>
      {refused ? <p role="alert">GitHub did not confirm the sign-in. Please try again.</p> : null}
      <p>The dashboard shows the repositories that you can read on GitHub, and no others.</p>
      {viewer.web.secure && viewer.web.publicUrl.startsWith('http:') ? (
        <p role="alert">
          Signing in needs HTTPS: {viewer.web.publicUrl} is neither served over TLS nor on this machine.
        </p>
      ) : (
        <p>
          <a class="button" href={`/sign-in/github${query}`}>
            Sign in with GitHub
          </a>
        </p>
      )}
    </>,
  );
}
