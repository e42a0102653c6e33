/** Questions to the background, which the browser ends whenever it likes, also with a question on its way. */
const UnnagReply = (() => {
  /**
   * Asks, and asks again where the background was ended before it answered; the question starts it anew.
   * @param {BackgroundMessage} message doing what it says twice must be the same as once
   * @returns {Promise<any>} undefined where there was no answer again
   */
  async function to(message) {
    const ask = () => chrome.runtime.sendMessage(message);
    return (await ask().catch(() => undefined)) ?? ask();
  }

  return Object.freeze({ to });
})();
