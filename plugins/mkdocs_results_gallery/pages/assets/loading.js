// Data that a page does not begin with. It comes as scripts: a page that is opened from disk may load nothing else.
import { make } from "./ready.js";

let arrived = null;
globalThis.resultsGallery = (text) => {
  arrived = text;
};

/** The text that the script at `relative` brings, an address as the page writes it. */
export function textAt(relative) {
  const address = new URL(relative, document.baseURI);
  return new Promise((done, fail) => {
    const script = make("script", { src: address.href, charset: "utf-8" });
    const end = (error) => {
      script.remove();
      const text = arrived;
      arrived = null;
      if (error || text === null) fail(new Error(`no data at ${address.pathname}`));
      else done(text);
    };
    // a browser says so right after it has run the script, before it runs another
    script.onload = () => end(false);
    script.onerror = () => end(true);
    document.head.append(script);
  });
}
