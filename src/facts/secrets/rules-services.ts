import type { Rule } from './secret.ts';
import { assigned, shaped, token } from './shapes.ts';

/** Tokens of chat, mail, payment and monitoring services. */
export const services: readonly Rule[] = [
  token('Slack token', 'xoxb-[0-9]{8,14}-(?:[0-9]{8,14}-)?([A-Za-z0-9]{14,40})'),
  token('Slack token', 'xox[pe](?:-[0-9]{10,13}){3}-([A-Za-z0-9-]{28,34})'),
  token('Slack token', 'xapp-[0-9]-([A-Z0-9]+-[0-9]+-[a-z0-9]{20,80})', 'certain', 'gi'),
  token('Slack token', String.raw`(xoxe\.xox[bp]-[0-9]-[A-Z0-9]{163,166})`, 'certain', 'gi'),
  token('Slack token', '(xoxe-[0-9]-[A-Z0-9]{146})', 'certain', 'gi'),
  token('Slack token', 'xox[os](-[0-9]+-[0-9]+-[0-9]+-[a-fA-F0-9]{8,80})'),
  token('Slack token', 'xox[ar]-(?:[0-9]-)?(?:[0-9]+-){0,3}([0-9a-zA-Z]{8,48})', 'likely'),
  shaped('Slack webhook', /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/]{43,80})/g),
  shaped(
    'Teams webhook',
    /\.webhook\.office\.com\/webhookb2\/([a-f0-9-]{36}@[a-f0-9-]{36}\/IncomingWebhook\/[a-f0-9]{32})/gi,
  ),
  shaped('Discord webhook', /discord(?:app)?\.com\/api\/webhooks\/([0-9]{17,20}\/[A-Za-z0-9_-]{60,72})/g),
  assigned(
    'Discord bot token',
    'discord[a-z_]{0,12}token',
    '[MNO][a-z0-9_-]{23,27}[.][a-z0-9_-]{6}[.][a-z0-9_-]{27,40}',
  ),
  shaped('Telegram bot token', /(?<![A-Za-z0-9])[0-9]{8,10}:AA([A-Za-z0-9_-]{33})(?![A-Za-z0-9_-])/g),
  token('Stripe key', '[rs]k_(?:live|prod)_([A-Za-z0-9]{10,120})'),
  token('Stripe test key', '[rs]k_test_([A-Za-z0-9]{10,120})', 'likely'),
  token('Stripe webhook secret', 'whsec_([A-Za-z0-9+/]{32,64})', 'likely'),
  token('SendGrid key', String.raw`SG\.([A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})`),
  assigned('Twilio token', 'twilio_[a-z_]{0,10}(?:token|secret)', '[0-9a-f]{32}'),
  shaped('Twilio token', /Client\(\s{0,8}["']AC[0-9a-f]{32}["']\s{0,8},\s{0,8}["']([0-9a-f]{32})["']/g),
  assigned(
    'Mailgun or Mailchimp key',
    'mailgun[a-z_]{0,20}key|mailchimp[a-z_]{0,20}key',
    '(?:key-)?[0-9a-f]{32}(?:-us[0-9]{1,2}|-[0-9a-f]{8}-[0-9a-f]{8})?',
  ),
  token('Brevo key', 'xkeysib-([a-f0-9]{64}-[A-Za-z0-9]{16})'),
  token('Mapbox secret token', String.raw`sk\.eyJ([A-Za-z0-9_-]{40,100}\.[A-Za-z0-9_-]{20,30})`),
  token('Square token', 'sq0(?:atp|csp|idb)-([A-Za-z0-9_-]{22,60})'),
  shaped('Airtable token', /(?<![A-Za-z0-9])pat([A-Za-z0-9]{14}\.[a-f0-9]{64})(?![a-f0-9])/g, 'pat[A-Za-z0-9]{14}'),
  token('Sentry token', 'sntrys_eyJpYXQiO([A-Za-z0-9+/]{10,300}={0,2}_[A-Za-z0-9+/]{43})'),
  token('Sentry token', 'sntryu_([a-f0-9]{64})'),
  token('PostHog personal key', 'phx_([A-Za-z0-9]{40,60})'),
  token('New Relic key', 'NRAK-([A-Z0-9]{27})'),
  token('Doppler token', String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.([A-Za-z0-9._-]{40,60})`),
  token('Dropbox token', String.raw`sl\.(?:u\.)?([A-Za-z0-9_-]{130,1300})`),
  token('PlanetScale password', 'pscale_(?:pw|tkn|oauth)_([A-Za-z0-9_.=-]{32,64})'),
  shaped(
    'netrc password',
    /\bmachine\s{1,8}[\w.-]{1,100}\s{1,8}login\s{1,8}\S{1,100}\s{1,8}password\s{1,8}([^\s"'<>]{8,200})/g,
  ),
];
