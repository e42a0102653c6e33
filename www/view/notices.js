/** `<unnag-notices>`: what the reader should know, each with what they can do. A click on an offer goes out as `unnag-offer`. */
const UnnagNotices = (() => {
  const { make } = UnnagView;
  const { say } = UnnagWords;

  /** What is offered with each; where there is nothing, the words say so. @type {Record<NoticeCode, Offer[]>} */
  const OFFERS = {
    paused: ["resume"],
    forbidden: ["allow"],
    allowed: ["reload"],
    unread: ["reload"],
    browser: [],
    failed: ["reload", "report"],
    too_large: [],
    unfocused: ["clean"],
    partial: [],
    consent: ["answer"],
    insists: ["reload"],
  };

  class Notices extends HTMLElement {
    #shown = "";

    /** @param {NoticeCode[]} codes */
    show(codes) {
      // Writing the same again would take the focus from its buttons, and make a screen reader say it again.
      if (this.#shown === codes.join()) return;
      this.#shown = codes.join();
      this.replaceChildren(...codes.map((code) => this.#note(code)));
    }

    /** @param {NoticeCode} code */
    #note(code) {
      const buttons = OFFERS[code].map((offer) => {
        const button = make("button", { type: "button", class: offer }, say(`notice_offer_${offer}`));
        button.addEventListener("click", () => this.dispatchEvent(new CustomEvent("unnag-offer", { detail: offer, bubbles: true })));
        return button;
      });
      const words = [make("p", { class: "what" }, say(`notice_${code}`)), make("p", { class: "quiet" }, say(`notice_${code}_do`))];
      return make("div", { class: `note ${code}` }, ...words, ...buttons);
    }
  }

  customElements.define("unnag-notices", Notices);

  return Object.freeze({ Notices });
})();
