/**
 * What is painted first: the popup's frame in the browser's language. The scripts that fill it are named in a template and
 * run after that frame: reading the eleven of them before it took 50 ms of the 100 that a popup may take to open. A style sheet that came
 * after it delayed it.
 */
(() => {
  /** Nothing is painted in a tab that nobody sees; its popup is filled all the same. */
  const PATIENCE_MS = 100;

  const painted = new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, PATIENCE_MS);
  });

  document.documentElement.classList.toggle("phone", navigator.userAgent.includes("Android"));
  UnnagWords.translate();
  painted.then(() => {
    const behind = /** @type {HTMLTemplateElement} */ (document.getElementById("behind"));
    for (const named of behind.content.querySelectorAll("script")) {
      // eslint-disable-next-line no-restricted-syntax -- scripts of the package, named in popup.html; the page's policy allows no others
      const script = document.createElement("script");
      script.async = false;
      // Not its property: a template's contents stand in a document without an address.
      // eslint-disable-next-line no-restricted-syntax -- likewise
      script.src = named.getAttribute("src") ?? "";
      document.head.append(script);
    }
  });
})();
