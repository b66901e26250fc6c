import type { Facts } from '../../model.ts';
import { pagesOf } from './pages.ts';

export interface Exhibit {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

const most = 10;
const badge =
  /shields\.io|badge|\/actions\/workflows\/|travis-ci|codecov|coveralls|circleci|appveyor|readthedocs\.org\/projects|zenodo\.org\/badge|colab-badge|mybinder|star-history|visitor|hits\.|komarev|forthebadge|img\.youtube\.com\/vi\/x|buymeacoffee|paypal|deepsource|codefactor|codacy|sonarcloud|github-readme-stats|skillicons|devicon|simpleicons|repobeats|contrib\.rocks|api\.star|opencollective|gitpod\.io\/button|pepy\.tech|open-in-|discord/i;
const ornament =
  /(?:^|[/_\-. ])(?:logos?|icons?|banner|avatar|favicon|sponsor\w*|authors?|contributors?|emoji|license|header|footer)(?:[/_\-. \d]|$)|logo/i;
const video =
  /\.(?:mp4|mov|webm|gif)(?:$|[?#])|youtu\.?be|vimeo\.com|loom\.com|user-attachments\/assets|user-images\.githubusercontent|asciinema/i;
const demo =
  /huggingface\.co\/spaces|\.streamlit\.app|share\.streamlit\.io|streamlit\.app|\.hf\.space|herokuapp\.com|onrender\.com|\.vercel\.app|\.netlify\.app|\.fly\.dev|\.run\.app|railway\.app|pythonanywhere\.com|replicate\.com|gradio\.app|azurewebsites\.net|elasticbeanstalk|\.web\.app|\.firebaseapp\.com|wandb\.ai\/(?!site|quickstart)[\w-]+\/[\w-]+|dagshub\.com\/[\w-]+\/[\w.-]+|public\.tableau\.com|app\.powerbi\.com|tensorboard\.dev|studio\.(?:iterative|datachain)\.|comet\.(?:com|ml)\/[\w-]+\/[\w-]+|neptune\.ai\/[\w-]+\/[\w-]+|kaggle\.com\/code/i;
const demoText =
  /^\W*(?:live )?(?:demo|app|web ?app|try it|live|website|project page|video|play)\b|\b(?:live|online|web|video) (?:demo|app|version)\b|演示|在线体验/i;

/** Pictures, films, plots and demos of the README and of what it links to; badges, logos and portraits are none. */
export function exhibitsOf(facts: Facts): readonly Exhibit[] {
  return pagesOf(facts)
    .filter(({ distance }) => distance <= 1)
    .flatMap(({ path, value, distance }) =>
      value.links.flatMap(({ url, text, line, image }): Exhibit[] => {
        if (badge.test(url)) return [];
        if (image)
          return ornament.test(url) || ornament.test(text.slice(0, 40))
            ? []
            : [{ path, line, what: 'shows a picture' }];
        if (distance > 0) return [];
        if (video.test(url)) return [{ path, line, what: 'links to a film' }];
        return demo.test(url) || (/^https?:/.test(url) && demoText.test(text))
          ? [{ path, line, what: 'links to a demo' }]
          : [];
      }),
    )
    .slice(0, most);
}
